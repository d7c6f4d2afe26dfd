import type { Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { idTable, readTuples, sqlOf } from "#lib/db/read-tuples.ts";
import { isPartitionId } from "#lib/partitions/partitions.ts";
import { effectiveTags } from "#lib/targets/reaches.ts";
import { describeSources } from "./describe-sources.ts";
import { packUses } from "./pack-uses.ts";
import {
  type PackedRole,
  type PickerAccount,
  type PickerExtras,
  type PickerListView,
  pickerFlags,
  unpackRoles,
  usualArn,
} from "./picker-list-view.ts";
import type { PickerRole } from "./picker-role.ts";
import { readOwnEntries } from "./read-own-entries.ts";
import { readReach } from "./read-reach.ts";

/** Every role that is assigned to the viewer now, with the viewer's bookmarks and uses, by account and role name. */
export async function listPickerRoles(viewer: Viewer): Promise<PickerRole[]> {
  return unpackRoles(await readPickerList(viewer));
}

/** The same as it travels to the picker. */
export function readPickerList(viewer: Viewer): Promise<PickerListView> {
  return readList(viewer, null);
}

/** One role that is assigned to the viewer now, or null. */
export async function findPickerRole(viewer: Viewer, roleId: string): Promise<PickerRole | null> {
  return unpackRoles(await readList(viewer, roleId))[0] ?? null;
}

const columns = [
  'r."id"',
  'r."awsAccountId"',
  'r."roleName"',
  'r."label"',
  'r."note"',
  'r."region"',
  'r."arn"',
  'r."color"',
  'r."destination"',
  'r."tags"',
  'r."maxDurationSeconds"',
  'r."requiresMfa"',
  'r."requiresSecondFactor"',
  'r."bindAddress"',
  `CASE WHEN r."sessionPolicy" IS NULL AND r."sessionPolicyArns" = '[]' THEN 1 ELSE 0 END`,
  'r."sourceId"',
  'r."ownerId"',
] as const;

type RoleTuple = [
  id: string,
  awsAccountId: string,
  roleName: string,
  label: string,
  note: string,
  region: string | null,
  arn: string,
  color: string | null,
  destination: string | null,
  tags: string,
  maxSeconds: number,
  requiresMfa: unknown,
  requiresSecondFactor: unknown,
  bindAddress: unknown,
  canBeReadOnly: unknown,
  sourceId: string | null,
  ownerId: string | null,
];

const accountColumns = [
  'c."id"',
  'c."partition"',
  'c."accountId"',
  'c."name"',
  'c."color"',
  'c."tags"',
  'c."sourceId"',
] as const;

type AccountTuple = [
  id: string,
  partition: string,
  accountId: string,
  name: string,
  color: string,
  tags: string,
  sourceId: string | null,
];

type Account = PickerAccount & { id: string; tagsJson: string; sourceId: string | null };

async function readList(viewer: Viewer, roleId: string | null): Promise<PickerListView> {
  const at = now();
  const reach = await readReach(viewer, roleId, at);
  if (reach.size === 0) return nothing;
  const [roles, entries] = await Promise.all([
    readRoles([...reach.keys()], viewer.personId),
    readOwnEntries(viewer.personId, at),
  ]);
  const accounts = await readAccounts(new Set(roles.map((role) => role[1])));
  const accountAt = new Map(accounts.map((account, n) => [account.id, n]));
  const sourceIds = new Set(
    roles.map((role) => role[15] ?? accounts[accountAt.get(role[1]) ?? -1]?.sourceId ?? null),
  );
  const sources = await describeSources(viewer, sourceIds);
  const mfa = [...new Set([...sources.values()].map((source) => source.mfaUntil))];
  const uses = packUses();

  const packed = roles.flatMap((role): PackedRole[] => {
    const [id, awsAccountId, roleName, label, note, region, arn, color, destination, tags, roleMaxSeconds] =
      role;
    const [
      ,
      ,
      ,
      ,
      ,
      ,
      ,
      ,
      ,
      ,
      ,
      requiresMfa,
      requiresSecondFactor,
      bindAddress,
      canBeReadOnly,
      sourceId,
      ownerId,
    ] = role;
    const n = accountAt.get(awsAccountId);
    const account = n === undefined ? undefined : accounts[n];
    const granted = reach.get(id);
    const shape = sourceId ?? account?.sourceId ?? null;
    const source = sources.get(shape);
    if (n === undefined || account === undefined || granted === undefined || source === undefined) return [];
    const refusedSeconds = entries.refused.get(`${id} ${shape ?? "default"}`) ?? null;
    const terms = { roleMaxSeconds, refusedSeconds, chained: source.chaining };
    const extras: PickerExtras = {
      ...(arn !== usualArn(account, roleName) && { arn }),
      ...(color !== null && { color }),
      ...(destination !== null && { destination }),
      ...(tags !== "{}" && { tags: toTags(account.tagsJson, tags) }),
      ...(granted.endsAt !== null && { assignmentExpiresAt: new Date(granted.endsAt).toISOString() }),
      ...entries.ofRole(id),
    };
    const flags =
      (requiresMfa || source.requiresMfa ? pickerFlags.requiresMfa : 0) |
      (requiresSecondFactor ? pickerFlags.requiresSecondFactor : 0) |
      (canBeReadOnly ? pickerFlags.canBeReadOnly : 0) |
      (bindAddress ? pickerFlags.bindAddress : 0) |
      (ownerId === null ? 0 : pickerFlags.own);
    const mfaAt = mfa.indexOf(source.mfaUntil);
    const head = [id, n, roleName, label, note, region, flags, mfaAt] as const;
    const console = uses.at(granted.console, terms);
    const credentials = uses.at(granted.credentials, terms);
    return [
      Object.keys(extras).length === 0
        ? [...head, console, credentials]
        : [...head, console, credentials, extras],
    ];
  });
  packed.sort((a, b) => a[1] - b[1] || compare(a[3], b[3]) || compare(a[2], b[2]));
  return {
    complete: true,
    totals: { roles: packed.length, accounts: accounts.length },
    accounts: accounts.map(({ partition, accountId, name, color, tags }) => ({
      partition,
      accountId,
      name,
      color,
      tags,
    })),
    uses: uses.all,
    mfa,
    roles: packed,
  };
}

const nothing: PickerListView = {
  complete: true,
  totals: { roles: 0, accounts: 0 },
  accounts: [],
  uses: [],
  mfa: [],
  roles: [],
};

/** Plain order of text: what people read is put in their language's order where it is shown. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

async function readRoles(ids: readonly string[], personId: string): Promise<RoleTuple[]> {
  const { sql } = sqlOf();
  const rows = await readTuples(
    columns,
    sql`FROM ${idTable(ids)} CROSS JOIN "AwsRole" r
        WHERE r."id" = e."value" AND r."removedAt" IS NULL AND (r."ownerId" IS NULL OR r."ownerId" = ${personId})`,
  );
  // The columns above are these, by the schema's types.
  return rows as unknown[] as RoleTuple[];
}

async function readAccounts(ids: ReadonlySet<string>): Promise<Account[]> {
  const { sql } = sqlOf();
  const rows = await readTuples(
    accountColumns,
    sql`FROM ${idTable([...ids])} CROSS JOIN "AwsAccount" c WHERE c."id" = e."value"`,
  );
  // The columns above are these, by the schema's types.
  const accounts = (rows as unknown[] as AccountTuple[]).flatMap((row): Account[] => {
    const [id, partition, accountId, name, color, tagsJson, sourceId] = row;
    if (!isPartitionId(partition)) return [];
    return [{ id, partition, accountId, name, color, tags: toTags(tagsJson, "{}"), tagsJson, sourceId }];
  });
  return accounts.sort((a, b) => compare(a.name, b.name) || compare(a.accountId, b.accountId));
}

const toTags = (accountTags: string, roleTags: string) =>
  Object.entries(effectiveTags(accountTags, roleTags)).map(([key, value]) => ({ key, value }));
