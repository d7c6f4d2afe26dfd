import { stringify } from "csv-stringify/sync";
import type { ExportedRole } from "./exported-role.ts";
import { guardFormula } from "./formula-guard.ts";
import { plainLine } from "./plain-line.ts";
import { writeTagCell } from "./tag-cells.ts";

/**
 * The roles as a table that spreadsheets open: RFC 4180 with a byte order mark, without which they take UTF-8 for
 * something else; one line a role; no cell that they would compute. `readCsv` reads it back.
 */
export function renderCsv(roles: readonly ExportedRole[]): string {
  const columns = Object.keys(cells) as (keyof typeof cells)[];
  const rows = roles.map((role) => columns.map((column) => guardFormula(plainLine(cells[column](role)))));
  return stringify([columns, ...rows], { bom: true, record_delimiter: "windows", quoted_match: /[;'\s]/ });
}

const cells = {
  account_id: (role: ExportedRole) => role.accountId,
  account_name: (role) => role.accountName,
  partition: (role) => role.partition,
  role_name: (role) => role.roleName,
  role_arn: (role) => role.arn,
  label: (role) => role.label,
  alias: (role) => role.alias ?? "",
  folder: (role) => role.folder ?? "",
  color: (role) => role.color ?? "",
  region: (role) => role.region ?? "",
  max_duration_seconds: (role) => String(role.maxDurationSeconds),
  external_id: (role) => role.externalId ?? "",
  requires_mfa: (role) => (role.requiresMfa ? "yes" : "no"),
  source_role_arn: (role) => role.chain.at(-1)?.arn ?? "",
  tags: (role) => writeTagCell(plainTags(role.tags)),
  ou_path: (role) => role.ouPath ?? "",
  note: (role) => role.note,
  url: (role) => role.url,
} satisfies Record<string, (role: ExportedRole) => string>;

function plainTags(tags: ExportedRole["tags"]): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [plainLine(key), plainLine(value)]));
}
