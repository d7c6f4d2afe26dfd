import { type Info, parse } from "csv-parse/sync";
import type { RoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { checkImportText, importMalformed } from "./check-import-text.ts";
import { type CsvColumn, csvHeaders } from "./csv-columns.ts";
import type { AccountEntry, CatalogueEntries, RefusedEntry, RoleEntry } from "./entries-view.ts";
import { entryNote, type Note } from "./entry-notes.ts";
import type { EntryReason } from "./entry-reasons-view.ts";
import { unguardFormula } from "./formula-guard.ts";
import { type FoundSecrets, foundSecrets } from "./found-secrets.ts";
import { isExternalId } from "./is-external-id.ts";
import { plainLine, shortened } from "./plain-line.ts";
import { readRoleFields, readText } from "./read-role-fields.ts";
import { type NamedRole, settleRoles } from "./settle-roles.ts";
import { readTagCell } from "./tag-cells.ts";
import { roleByArn, roleByName } from "./written-role.ts";

type Row = { at: string; name: string; cell: (column: CsvColumn) => string };

/**
 * A table with a header row: one role a row, by `role_arn` or by `account_id` and `role_name`; a row without a role is
 * about its account. Commas, semicolons or tabs; headers in the usual spellings; an empty cell says nothing.
 * @throws AppError `import_malformed`
 */
export function readCsv(text: string): CatalogueEntries {
  const secrets = foundSecrets();
  const notes: RefusedEntry[] = [];
  const refused: RefusedEntry[] = [];
  const found: NamedRole[] = [];
  const refusedArns = new Set<string>();
  const accounts = new Map<string, AccountEntry>();
  for (const row of rowsOf(checkImportText("CSV", text), secrets, notes)) {
    const note: Note = (reason, details) => notes.push(entryNote(row.at, row.name, reason, details));
    const subject = subjectOf(row);
    if (subject.kind === "refused") {
      refused.push(entryNote(row.at, row.name, subject.reason));
      continue;
    }
    const { role } = subject;
    addAccount(accounts, row, role, subject.kind === "account", note);
    if (subject.kind === "account") continue;
    const entry = roleOf(row, role, note);
    if ("reason" in entry) {
      refused.push(entryNote(row.at, row.name, entry.reason));
      refusedArns.add(role.arn);
    } else found.push({ name: row.name, role: entry });
  }
  const settled = settleRoles(found, refusedArns);
  return secrets.leaveOut({
    accounts: [...accounts.values()],
    roles: settled.roles,
    groups: [],
    assignments: [],
    refused: [...refused, ...settled.refused],
    notes,
  });
}

function rowsOf(text: string, secrets: FoundSecrets, notes: RefusedEntry[]): Row[] {
  const [header, ...records] = recordsOf(text);
  const names = header?.record.map((cell) => unguardFormula(cell).trim()) ?? [];
  const headers = csvHeaders(names);
  const columns = headers.map(({ column }) => column);
  if (!columns.includes("role_arn") && !columns.includes("account_id"))
    throw importMalformed("CSV", "no_header");
  const told = (text: string) => shortened(plainLine(text), 100);
  for (const [index, name] of names.entries()) {
    const { column, instead } = headers[index] ?? {};
    if (column !== null || name === "") continue;
    notes.push(
      instead === undefined
        ? entryNote("line 1", name, "column_not_taken", { column: told(name) })
        : entryNote("line 1", name, "column_repeated", { column: told(name), first: told(instead) }),
    );
  }
  return records.map(({ record, info }) => {
    // Told are the lines that are read so far: cells may hold line ends.
    const at = `line ${info.lines}`;
    const cells = record.map((cell) => unguardFormula(cell.trim()));
    for (const [index, cell] of cells.entries()) secrets.look(names[index] ?? "", cell);
    const cell = (column: CsvColumn) => cells[columns.indexOf(column)] ?? "";
    const name = cell("label") || cell("role_name") || cell("role_arn") || cell("account_name");
    return { at, name, cell };
  });
}

/** As many entries as a catalogue file may have. */
const mostRows = 20_000;

function recordsOf(text: string): { record: string[]; info: Info }[] {
  const records = parsed(text);
  if (records.length > mostRows + 1) throw importMalformed("CSV", "too_many_rows");
  return records;
}

function parsed(text: string): { record: string[]; info: Info }[] {
  // What Excel writes and reads above a table to say what parts its cells.
  const said = /^sep=([,;\t|])(?:\r\n|\n|\r)/i.exec(text)?.[1];
  try {
    return parse(text, {
      bom: true,
      delimiter: said ?? delimiterOf(text),
      from_line: said === undefined ? 1 : 2,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // The header, the rows, and one that is too many.
      to: mostRows + 2,
    }) as unknown as { record: string[]; info: Info }[];
  } catch {
    // With counts and quotes relaxed, the parser minds quotes that stay open only.
    throw importMalformed("CSV", "quote_open");
  }
}

// What parts the header's cells most often; headers hold none of them otherwise.
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const count = (sign: string) => header.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

type Subject = { kind: "role" | "account"; role: RoleReference } | { kind: "refused"; reason: EntryReason };

function subjectOf({ cell }: Row): Subject {
  const accountId = writtenId(cell("account_id"));
  const roleName = cell("role_name");
  const partition = cell("partition") || "aws";
  if (cell("role_arn") === "") {
    if (accountId === "") return { kind: "refused", reason: "role_missing" };
    const written = roleByName(partition, accountId, roleName || "role");
    if (!written.ok) return { kind: "refused", reason: written.reason };
    return { kind: roleName === "" ? "account" : "role", role: written.role };
  }
  const written = roleByArn(cell("role_arn"));
  if (!written.ok) return { kind: "refused", reason: written.reason };
  const { role } = written;
  const agrees =
    (accountId === "" || accountId.replaceAll("-", "") === role.accountId) &&
    (roleName === "" || roleName.slice(roleName.lastIndexOf("/") + 1) === role.roleName);
  return agrees ? { kind: "role", role } : { kind: "refused", reason: "role_contradicts" };
}

/** An account's id, also as spreadsheets are made to keep its zeros: `'0123…`, `="0123…"`. */
function writtenId(cell: string): string {
  const inside = /^=\s*"(.*)"$/s.exec(cell)?.[1] ?? cell.replace(/^'/, "");
  return inside.normalize("NFKC").trim();
}

function roleOf({ at, cell }: Row, role: RoleReference, note: Note): RoleEntry | { reason: EntryReason } {
  const externalId = cell("external_id");
  if (externalId !== "" && !isExternalId(externalId)) return { reason: "external_id_malformed" };
  const through = cell("source_role_arn") === "" ? null : roleByArn(cell("source_role_arn"));
  if (through?.ok === false) return { reason: "source_refused" };
  const fields = readRoleFields(
    role.partition,
    {
      label: cell("label"),
      color: cell("color"),
      region: cell("region"),
      durationSeconds: cell("max_duration_seconds"),
      note: cell("note"),
    },
    note,
  );
  const requiresMfa = readChoice(cell("requires_mfa"), note);
  const tags = readTags(cell("tags"), note);
  return {
    at,
    arn: role.arn,
    ...fields,
    ...(tags && { tags }),
    ...(through && { source: { kind: "through" as const, roleArn: through.role.arn } }),
    ...(externalId !== "" && { externalId }),
    ...(requiresMfa !== undefined && { requiresMfa }),
  };
}

function readChoice(cell: string, note: Note): boolean | undefined {
  if (/^(yes|y|true|1|はい)$/i.test(cell)) return true;
  if (/^(no|n|false|0|いいえ)$/i.test(cell)) return false;
  if (cell !== "") note("choice_malformed");
  return undefined;
}

function readTags(cell: string, note: Note): Record<string, string> | undefined {
  if (cell === "") return undefined;
  const tags = readTagCell(cell);
  if (tags === null) note("tags_malformed");
  return tags ?? undefined;
}

// Several rows may tell of one account; what the first says stands.
function addAccount(
  accounts: Map<string, AccountEntry>,
  { at, cell }: Row,
  { partition, accountId }: RoleReference,
  alone: boolean,
  note: Note,
): void {
  const key = `${partition} ${accountId}`;
  const known = accounts.get(key);
  const name = readText("name", cell("account_name"), 100, note);
  const ouPath = readText("ou_path", cell("ou_path"), 1000, note);
  const tags = alone ? readTags(cell("tags"), note) : undefined;
  const differs = (before: unknown, now: unknown) =>
    now !== undefined && before !== undefined && before !== now;
  if (differs(known?.name, name) || differs(known?.ouPath, ouPath))
    note("account_repeated", { account: accountId, first: known?.at ?? "" });
  accounts.set(key, {
    at,
    partition,
    accountId,
    ...(name !== undefined && { name }),
    ...(ouPath !== undefined && { ouPath }),
    ...(tags && { tags }),
    ...known,
  });
}
