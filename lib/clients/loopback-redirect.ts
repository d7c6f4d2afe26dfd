const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * A redirect URI on the machine of whoever follows it, the only kind that there is here, or null: plain http to
 * loopback, https://www.rfc-editor.org/rfc/rfc8252#section-7.3.
 */
export function parseLoopbackRedirect(text: string): URL | null {
  if (text.length > 500 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === "http:" && url.username === "" && url.password === "" && !text.includes("#");
  return plain && loopback.has(url.hostname) ? url : null;
}

/**
 * Whether a redirect URI is the registered one at whatever port the client was given for this sign-in: AWS CLI
 * registers without one.
 */
export function fitsRegisteredRedirect(registered: string, asked: URL): boolean {
  const url = parseLoopbackRedirect(registered);
  return (
    url !== null &&
    url.hostname === asked.hostname &&
    url.pathname === asked.pathname &&
    url.search === asked.search
  );
}
