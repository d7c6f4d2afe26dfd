import type { ExportedRole } from "./exported-role.ts";
import { plainLine } from "./plain-line.ts";

/**
 * The roles as browsers import bookmarks: a folder for each account with links to the portal's own page, which opens
 * the console. No link signs anybody in by itself.
 * https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
 */
export function renderBookmarksHtml(roles: readonly ExportedRole[], title: string): string {
  const folders = new Map<string, ExportedRole[]>();
  for (const role of roles) {
    const key = `${role.partition} ${role.accountId}`;
    const folder = folders.get(key);
    if (folder) folder.push(role);
    else folders.set(key, [role]);
  }
  const lines = [
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>",
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
    `<TITLE>${escaped(title)}</TITLE>`,
    `<H1>${escaped(title)}</H1>`,
    "<DL><p>",
    `    <DT><H3>${escaped(title)}</H3>`,
    "    <DL><p>",
    ...[...folders.values()].flatMap(folderOf),
    "    </DL><p>",
    "</DL><p>",
  ];
  return `${lines.join("\n")}\n`;
}

function folderOf(roles: readonly ExportedRole[]): string[] {
  const [first] = roles;
  if (first === undefined) return [];
  return [
    `        <DT><H3>${escaped(first.accountName) || first.accountId}</H3>`,
    "        <DL><p>",
    ...roles.map((role) => `            <DT><A HREF="${link(role.url)}">${escaped(nameOf(role))}</A>`),
    "        </DL><p>",
  ];
}

function nameOf({ alias, label, roleName }: ExportedRole): string {
  return plainLine(alias ?? "") || plainLine(label) || roleName;
}

function link(url: string): string {
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:")
    throw new Error("A bookmark leads to a page of the portal.");
  return escaped(parsed.href);
}

function escaped(text: string): string {
  return plainLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
