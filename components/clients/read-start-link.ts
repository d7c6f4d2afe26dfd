/**
 * Where a link to the portal's start page leads. Identity Center keeps what it asks for after the `#`, where no server
 * sees it: `#/console?account_id=&role_name=&destination=` for a role, `#/device?user_code=` for a device code.
 * @param hash with its `#`, or empty
 * @param cautious whether another site led here, so that nothing may start by itself
 * @returns a path of this portal
 */
export function readStartLink(hash: string, cautious: boolean): string {
  const [path = "", query = ""] = split(hash.replace(/^#/, ""));
  switch (path.replace(/\/$/, "")) {
    case "/console": {
      const asked = new URLSearchParams(query);
      const passed = new URLSearchParams();
      for (const name of ["account_id", "role_name", "destination"]) {
        const value = asked.get(name);
        if (value !== null && value !== "") passed.set(name, value);
      }
      if (cautious) passed.set("ask", "true");
      return `/start/console?${passed}`;
    }
    case "/device":
      return "/device";
    default:
      return "/";
  }
}

function split(text: string): [path: string, query: string] {
  const at = text.indexOf("?");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
