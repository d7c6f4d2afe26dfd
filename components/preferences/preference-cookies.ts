export const localeCookie = "genkan-locale";
export const themeCookie = "genkan-theme";
export const singleKeysCookie = "genkan-single-keys";

/** Keeps a preference in this browser for a year, for pages where nobody is signed in; null forgets it. */
export function keepPreference(name: string, value: string | null): void {
  const age = value === null ? 0 : 31_536_000;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in current browsers.
  document.cookie = `${name}=${value ?? ""}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

/** What this browser keeps under a name, or undefined. */
export function readPreference(name: string): string | undefined {
  const prefix = `${name}=`;
  return document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
