/** The columns that are read, each by the name that exports give it, and other spellings without case and signs. */
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

/** The column that a header cell means; `personal` for one to pass over, null for an unknown one. */
export function csvColumn(header: string): CsvColumn | "personal" | null {
  const spelling = header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.()"']/g, "");
  return personal.includes(spelling) ? "personal" : (bySpelling.get(spelling) ?? null);
}
