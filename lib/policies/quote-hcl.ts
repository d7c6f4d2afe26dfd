/** Text that stands in HCL as it is: a reference. */
export class RawHcl {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HclValue =
  | string
  | number
  | RawHcl
  | readonly HclValue[]
  | { readonly [key: string]: HclValue | undefined };

/** A value as an HCL expression, laid out as `terraform fmt` does; lines after the first are indented. */
export function toHcl(value: HclValue, indent = ""): string {
  if (value instanceof RawHcl) return value.text;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoteHcl(value);
  const deeper = `${indent}  `;
  if (!isList(value)) return `{\n${attributes(value, deeper)}${indent}}`;
  if (value.every((item) => typeof item === "string"))
    return `[${value.map((item) => toHcl(item)).join(", ")}]`;
  return `[\n${value.map((item) => `${deeper}${toHcl(item, deeper)},\n`).join("")}${indent}]`;
}

/** Lines `name = value`; neighbours of one line each have their equals signs aligned. */
export function attributes(values: { readonly [key: string]: HclValue | undefined }, indent: string): string {
  const lines = Object.entries(values)
    .filter((entry): entry is [string, HclValue] => entry[1] !== undefined)
    .map(([key, value]) => ({
      name: /^[A-Za-z_]\w*$/.test(key) ? key : quoteHcl(key),
      value: toHcl(value, indent),
    }));
  const long = lines.map((line) => line.value.includes("\n"));
  const width = (at: number): number => {
    if (long[at]) return 0;
    const start = long.lastIndexOf(true, at) + 1;
    const end = long.indexOf(true, at);
    return Math.max(...lines.slice(start, end < 0 ? undefined : end).map((line) => line.name.length));
  };
  return lines.map(({ name, value }, at) => `${indent}${name.padEnd(width(at))} = ${value}\n`).join("");
}

/**
 * A quoted template without anything to interpolate: `${` and `%{` are broken up.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
 */
export function quoteHcl(text: string): string {
  const escaped = text.replace(/["\\]|[$%](?=\{)|[^\x20-\x7e]/gu, (character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

const isList = (value: HclValue): value is readonly HclValue[] => Array.isArray(value);
