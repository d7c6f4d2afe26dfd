import { randomUUID } from "node:crypto";
import { accountColor } from "#lib/catalogue/account-color.ts";
import { checkPolicyLength } from "#lib/catalogue/check-session-policies.ts";
import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { AccountName, checkColor, checkRoleFields, RoleFields } from "#lib/catalogue/role-fields.ts";
import { checkRoleOptions, roleOptionsColumns } from "#lib/catalogue/role-options-fields.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { OuPath, storedTags, TagMap } from "#lib/catalogue/tags.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import type { AccountRow, CatalogueState, RoleRow } from "./catalogue-state.ts";
import type { AccountEntry, CatalogueEntries, RoleEntry } from "./entries-view.ts";
import { checked, ownedByOther, type PlanOptions, type Refusal } from "./plan-draft.ts";

export type AccountColumns = Partial<Pick<AccountRow, "name" | "color" | "tags" | "ouPath">>;
export type RoleColumns = Partial<
  Omit<RoleRow, "id" | "awsAccountId" | "arn" | "roleName" | "sourceId" | "managedBy" | "updatedAt">
>;

/** An account on its way into the catalogue: named by the file, or by a role of it. */
export type AccountDraft = {
  entry: AccountEntry | null;
  at: string;
  row: AccountRow | null;
  id: string;
  partition: PartitionId;
  accountId: string;
  columns: AccountColumns;
  /** Undefined where the file says nothing. */
  sourceId: string | null | undefined;
  refusal: Refusal | null;
};

export type RoleDraft = {
  entry: RoleEntry;
  row: RoleRow | null;
  id: string;
  roleName: string;
  account: AccountDraft;
  columns: RoleColumns;
  sourceId: string | null | undefined;
  refusal: Refusal | null;
};

/** Accounts and roles as the file has them, checked as far as they stand for themselves. */
export function draftRoles(state: CatalogueState, entries: CatalogueEntries, options: PlanOptions) {
  const rows = new Map(state.accounts.map((row) => [`${row.partition} ${row.accountId}`, row]));
  const accounts = new Map<string, AccountDraft>();
  const accountOf = (partition: PartitionId, accountId: string, at: string): AccountDraft => {
    const key = `${partition} ${accountId}`;
    const row = rows.get(key) ?? null;
    const draft = accounts.get(key) ?? {
      ...{ entry: null, at, row, id: row?.id ?? randomUUID(), partition, accountId },
      ...{ columns: {}, sourceId: undefined, refusal: null },
    };
    accounts.set(key, draft);
    return draft;
  };
  const repeated: AccountEntry[] = [];
  for (const entry of entries.accounts) {
    const draft = accountOf(entry.partition, entry.accountId, entry.at);
    if (draft.entry) {
      repeated.push(entry);
      continue;
    }
    draft.entry = entry;
    const columns = checked(() => accountColumns(entry));
    if (columns.ok) draft.columns = columns.value;
    else draft.refusal = columns;
    if (draft.row) draft.refusal ??= ownedByOther(options, draft.row);
  }
  const roleRows = new Map(state.roles.map((row) => [row.arn, row]));
  const roles = new Map<string, RoleDraft>();
  const refused: { entry: RoleEntry; refusal: Refusal }[] = [];
  for (const entry of entries.roles) {
    const named = parseRoleReference(entry.arn);
    if (!named.ok || roles.has(entry.arn)) {
      refused.push({ entry, refusal: { reason: named.ok ? "entry_repeated" : named.code } });
      continue;
    }
    const account = accountOf(named.partition, named.accountId, entry.at);
    const row = roleRows.get(named.arn) ?? null;
    const columns = checked(() => roleColumns(entry, account, row, named.roleName));
    const refusal =
      (columns.ok ? null : columns) ??
      (row ? ownedByOther(options, row) : null) ??
      (account.row === null && account.refusal ? ({ reason: "account_refused" } as const) : null);
    roles.set(named.arn, {
      ...{ entry, row, id: row?.id ?? randomUUID(), roleName: named.roleName, account },
      ...{ columns: columns.ok ? columns.value : {}, sourceId: undefined, refusal },
    });
  }
  return { accounts, roles, refused, repeated };
}

function accountColumns({ name, color, tags, ouPath }: AccountEntry): AccountColumns {
  return {
    ...(name !== undefined && { name: AccountName.parse(name) }),
    ...(color !== undefined && { color: checkColor(color) }),
    ...(tags !== undefined && { tags: storedTags(TagMap.parse(tags)) }),
    ...(ouPath !== undefined && { ouPath: ouPath === null ? null : OuPath.parse(ouPath) }),
  };
}

/** What a new account has besides. */
export function newAccountColumns({ accountId, columns }: AccountDraft) {
  return { name: accountId, color: accountColor(accountId), tags: "{}", ouPath: null, ...columns };
}

function roleColumns(
  { at: _, arn: __, source: ___, ...said }: RoleEntry,
  { partition, accountId }: AccountDraft,
  row: RoleRow | null,
  roleName: string,
): RoleColumns {
  const fields = RoleFields.parse(said);
  const { label, ...about } = checkRoleFields(partition, fields);
  const options = checkRoleOptions({ partition, accountId }, fields);
  checkPolicyLength(
    options.sessionPolicy === undefined ? (row?.sessionPolicy ?? null) : options.sessionPolicy,
    options.sessionPolicyArns ?? readTextList(row?.sessionPolicyArns ?? "[]"),
  );
  const { sourceId: ____, ...columns } = roleOptionsColumns(options);
  const stated = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined));
  return { ...stated, ...columns, ...(label !== undefined && { label: label || roleName }) };
}
