/**
 * The columns that are read, each by the name that exports give it, and other spellings without case and signs. Of
 * two headers that mean one column, the one whose spelling comes first here counts.
 */
const spellings = {
  role_arn: ["rolearn", "arn", "iamrolearn"],
  account_id: [
    "accountid",
    "account",
    "awsaccountid",
    "awsaccount",
    "accountnumber",
    "アカウントid",
    "アカウント",
  ],
  partition: ["partition", "awspartition"],
  role_name: ["rolename", "role", "iamrole", "iamrolename", "ロール名", "ロール"],
  account_name: ["accountname", "awsaccountname", "accountalias", "アカウント名"],
  label: ["label", "displayname", "name", "title", "ラベル", "表示名"],
  color: ["color", "colour", "色"],
  region: ["region", "defaultregion", "awsregion", "リージョン"],
  max_duration_seconds: [
    "maxdurationseconds",
    "maxduration",
    "durationseconds",
    "duration",
    "maxsessionduration",
  ],
  external_id: ["externalid", "stsexternalid"],
  requires_mfa: ["requiresmfa", "mfa", "mfarequired"],
  source_role_arn: ["sourcerolearn", "sourcerole", "chainedfrom"],
  note: ["note", "notes", "description", "comment", "メモ", "説明"],
  tags: ["tags", "tag", "タグ"],
  ou_path: ["oupath", "ou", "organizationalunit"],
} as const;

export type CsvColumn = keyof typeof spellings;

/** Columns that exports write for people, and that say nothing about the catalogue. */
const personal = ["alias", "folder", "url"];

const bySpelling = new Map<string, CsvColumn>(
  (Object.keys(spellings) as CsvColumn[]).flatMap((column) =>
    spellings[column].map((spelling) => [spelling, column] as const),
  ),
);

/** What a header cell means: a column, `personal` for one to pass over, or another header that says it already. */
export type CsvHeader = { column: CsvColumn | "personal" | null; instead?: string };

/** What each header cell means; a column of null is an unknown one. */
export function csvHeaders(headers: readonly string[]): CsvHeader[] {
  const found = headers.map(spelledColumn);
  const headersOf = (column: CsvColumn) =>
    found
      .map((one, index) => ({ ...one, index }))
      .filter((one) => one.column === column)
      .sort((a, b) => a.rank - b.rank || a.index - b.index);
  const named = headersOf("account_name").length > 0;
  return found.map(({ column }, index) => {
    if (column === null || column === "personal") return { column };
    const [first, second] = headersOf(column);
    if (first === undefined || first.index === index) return { column };
    // A table that has the ids in a column of their own calls accounts by name in the one called "Account".
    if (column === "account_id" && second?.index === index && !named && first.rank === 0)
      return { column: "account_name" };
    return { column: null, instead: headers[first.index] ?? "" };
  });
}

function spelledColumn(header: string): { column: CsvColumn | "personal" | null; rank: number } {
  const spelling = header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.()"']/g, "");
  if (personal.includes(spelling)) return { column: "personal", rank: 0 };
  const column = bySpelling.get(spelling) ?? null;
  return { column, rank: column === null ? 0 : (spellings[column] as readonly string[]).indexOf(spelling) };
}
