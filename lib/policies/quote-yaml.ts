/** Text that stands in YAML as it is: an intrinsic function of CloudFormation. */
export class RawYaml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type YamlValue =
  | string
  | RawYaml
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/**
 * A value as block YAML, each line after the first indented. Every text is quoted, so that nothing in it is read as
 * a number, a date, a tag or a comment.
 */
export function toYaml(value: YamlValue, indent: string): string {
  if (value instanceof RawYaml) return value.text;
  if (typeof value === "string") return quoteYaml(value);
  const deeper = `${indent}  `;
  if (isList(value))
    return value.map((item) => `\n${indent}- ${toYaml(item, deeper).replace(/^\n\s*/, "")}`).join("");
  return Object.entries(value)
    .filter((entry): entry is [string, YamlValue] => entry[1] !== undefined)
    .map(([key, item]) => {
      const text = toYaml(item, deeper);
      return `\n${indent}${/^[A-Z][A-Za-z]*$/.test(key) ? key : quoteYaml(key)}:${text.startsWith("\n") ? "" : " "}${text}`;
    })
    .join("");
}

/** Double-quoted and ASCII only: YAML 1.1 breaks lines at U+2028 too. https://yaml.org/spec/1.1/#id907281 */
export function quoteYaml(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7e]/gu, (character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);
