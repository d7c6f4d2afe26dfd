// Fifty tags of the most that AWS takes, all of it escaped.
const mostLength = 50 * 2 * (128 + 256 + 2);

/** Tags as one cell: `env=prod;team=shop`. A backslash stands before `;`, `=` and `\` that belong to a key or value. */
export function writeTagCell(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map((pair) => pair.map((text) => text.replace(/[\\;=]/g, "\\$&")).join("="))
    .join(";");
}

/** What such a cell says; null where a piece is no `key=value`, or a key is there twice. */
export function readTagCell(cell: string): Record<string, string> | null {
  if (cell.length > mostLength) return null;
  const tags = new Map<string, string>();
  for (const piece of cell.match(/(?:\\.|[^\\;]|\\$)+/gs) ?? []) {
    if (piece.trim() === "") continue;
    const [, key, value] = /^((?:\\.|[^\\=])*)=(.*)$/s.exec(piece) ?? [];
    const name = unescaped(key ?? "").trim();
    if (value === undefined || name === "" || tags.has(name)) return null;
    tags.set(name, unescaped(value).trim());
  }
  return Object.fromEntries(tags);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
