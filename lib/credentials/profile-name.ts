/**
 * A profile name that needs no quoting anywhere: lower-case letters, digits, dots, dashes and underscores, 1–128
 * characters, starting with a letter or a digit, and never `default`, whose block would replace the reader's own.
 *
 * Two labels may give one name (`店舗` leaves nothing, so only the role remains): telling them apart, say by account
 * id, is the caller's.
 */
export function profileName(accountLabel: string, roleName: string): string {
  return notDefault([slug(accountLabel), slug(roleName)].filter((part) => part !== "").join("-"));
}

/** A profile name as above out of values and the texts between them: `{ value: "Shop" }, "-", { value: "Admin" }`. */
export function profileNameOf(parts: readonly (string | { value: string })[]): string {
  const joined = parts.map((part) => (typeof part === "string" ? plain(part) : slug(part.value))).join("");
  const name = joined
    .replace(/-{2,}/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 128)
    .replace(/[^a-z0-9]+$/, "");
  return notDefault(name);
}

const notDefault = (name: string) =>
  name === "" || name === "default" ? ["genkan", name].filter(Boolean).join("-") : name;

/** The text in lower case, with dashes for all that a word cannot hold; 63 characters at most, maybe none. */
export function slug(text: string): string {
  return plain(text)
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 63)
    .replace(/[^a-z0-9]+$/, "");
}

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-");
