/** Text in which a secret was written in one form. */
export type Planting = readonly [form: string, text: string];

/**
 * Finds a secret in every spelling in which it may lie somewhere: as it is, in JSON, in JSON in JSON, in a URL, in a
 * form, in HTML, in hexadecimal, and in base64 and base64url wherever in the bytes it begins. Content that is bytes is
 * read as latin1.
 */
export function secretFinder(secret: string): (content: string) => boolean {
  const needles = [...new Set(spellings(secret).flatMap((each) => [each, asLatin1(each)]))];
  if (!isCode(secret)) return (content) => needles.some((needle) => content.includes(needle));
  // Six digits lie by chance in many a longer number, hash or colour.
  const alone = new RegExp(`(?<![0-9A-Za-z#])${secret}(?![0-9A-Za-z])`);
  const others = needles.filter((needle) => needle !== secret);
  return (content) => alone.test(content) || others.some((needle) => content.includes(needle));
}

/** The secret written in each of the forms that are searched, each among other things. */
export function plantings(secret: string): Planting[] {
  const around = [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.from(`${"~".repeat(offset)}${secret}~~`);
    return [
      [`base64 at ${offset}`, bytes.toString("base64")],
      [`base64url at ${offset}`, bytes.toString("base64url")],
    ] as const;
  });
  return [
    ["raw", `key=${secret};`],
    ["JSON", JSON.stringify({ value: secret })],
    ["JSON in a script", JSON.stringify({ value: secret }).replace(/[<>&]/g, unicodeEscape)],
    ["JSON in JSON", JSON.stringify({ body: JSON.stringify({ value: secret }) })],
    ["URL", `https://example.com/?value=${encodeURIComponent(secret)}&more`],
    ["form", new URLSearchParams({ value: secret, more: "1" }).toString()],
    ["HTML", `<p title="${html(secret)}">`],
    ["hexadecimal", `0x${Buffer.from(secret).toString("hex")} `],
    ...around,
  ];
}

const isCode = (secret: string) => /^\d{6}$/.test(secret);
const asLatin1 = (text: string) => Buffer.from(text).toString("latin1");

function spellings(secret: string): string[] {
  const json = inner(secret);
  const url = encodeURIComponent(secret);
  const hex = Buffer.from(secret).toString("hex");
  const base64 = [0, 1, 2].map((offset) => base64Within(secret, offset));
  return [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    json.replace(/[<>&]/g, unicodeEscape),
    json.replace(/[^ -~]/g, unicodeEscape),
    inner(json),
    url,
    url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    new URLSearchParams({ a: secret }).toString().slice(2),
    html(secret),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

const unicodeEscape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

const inner = (text: string) => JSON.stringify(text).slice(1, -1);

const html = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;").replaceAll("<", "&lt;");

/** The characters of base64 that are the secret's alone when so many bytes come before it, modulo three. */
function base64Within(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const bits = 6;
  return bytes
    .toString("base64")
    .slice(Math.ceil((offset * 8) / bits), Math.floor((bytes.length * 8) / bits));
}
