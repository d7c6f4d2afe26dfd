import {
  type Account,
  type CatalogueWorld,
  type Role,
  roleNames,
  type Target,
  targetKey,
} from "./catalogue-world.ts";

/** A row of a table, as JSON has it: the names of the columns, dates as text. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>;
export type TableRows = readonly (readonly [table: string, rows: readonly TableRow[]])[];

const at = "2026-01-05T09:00:00.000+00:00";
const never = "2099-01-01T00:00:00.000+00:00";
const products = ["Shop", "Ledger", "Search", "Billing", "Telemetry", "Checkout", "Warehouse", "Identity"];
const regions = ["ap-northeast-1", "eu-west-1", "eu-central-1", "us-east-1", "us-west-2"];
const notes = ["", "", "Change window on Tuesdays", "Ask the team first", "Customer data: look, do not copy"];

/**
 * The rows of a catalogue by table, in an order that foreign keys allow. Everybody has an open sign-in session.
 * @param passwordHash what everybody signs in with
 */
export function catalogueRows(world: CatalogueWorld, passwordHash: string): TableRows {
  const { roles, personIds, groupsOf, targets, reached } = world;
  const joined = (personId: string, groupId: string) => ({
    ...{ personId, principalId: groupId, groupId, byHand: true, byClaim: false, createdAt: at },
  });
  return [
    ["Person", personIds.map((id, n) => personRow(id, n, passwordHash))],
    ["SignIn", personIds.map((id, n) => signInRow(id, n))],
    ["Group", world.groupIds.map(groupRow)],
    [
      "Membership",
      personIds.flatMap((id) => [
        { personId: id, principalId: id, groupId: null, byHand: false, byClaim: false, createdAt: at },
        ...[...(groupsOf.get(id) ?? [])].map((groupId) => joined(id, groupId)),
      ]),
    ],
    ["AwsAccount", world.accounts.map(accountRow)],
    ["AwsRole", roles.map(roleRow)],
    ["Target", targets.map(targetRow)],
    [
      "TargetRole",
      targets.flatMap((target) =>
        (reached.get(target) ?? []).map((role) => ({ roleId: role.id, targetId: target.id })),
      ),
    ],
    ["Assignment", world.assignments.map(assignmentRow)],
    [
      "RoleUse",
      spread(roles, 30).map(({ id }, n) => ({
        ...{ personId: world.everythingPersonId, roleId: id, score: 1 + (n % 20), lastUsedAt: at },
      })),
    ],
    ["Bookmark", spread(roles, 12).map(({ id }, n) => bookmarkRow(world.everythingPersonId, id, n))],
  ];
}

export const emailOf = (n: number) => `person${n}@nimbus.example`;
export const signInIdOf = (personId: string) => `sign-in-${personId}`;
/** What the picker calls an account. */
export function accountName({ n, team, env }: Account): string {
  return `${products[Math.floor(n / 4) % products.length]} ${team} ${env} ${String(n).padStart(4, "0")}`;
}

const accountIdOf = ({ n }: Account) => String(210_000_000_000 + n * 7_919);
const spread = (roles: readonly Role[], count: number) =>
  roles.filter(({ n }) => n % Math.ceil(roles.length / count) === 0);

function personRow(id: string, n: number, passwordHash: string): TableRow {
  const email = emailOf(n);
  return {
    ...{ id, name: `Person ${n}`, email, loginEmail: email, passwordHash, sessionName: email },
    ...{ portalRole: "member", groups: "[]", locale: null, theme: null },
    ...{ disabledAt: null, createdAt: at, updatedAt: at },
  };
}

function signInRow(personId: string, n: number): TableRow {
  return {
    ...{ id: signInIdOf(personId), sidHash: `none-${n}`, personId, method: "password" },
    ...{ address: "192.0.2.1", userAgent: "", createdAt: at, lastSeenAt: at, expiresAt: never },
    ...{ endedAt: null, secondFactorAt: null },
  };
}

function groupRow(id: string, n: number): TableRow {
  const names = { name: `Group ${n}`, nameKey: `group ${n}`, description: "", claim: null, managedBy: null };
  return { id, ...names, createdAt: at, updatedAt: at };
}

function accountRow(account: Account): TableRow {
  const { n, id, env, team } = account;
  return {
    ...{ id, partition: "aws", accountId: accountIdOf(account), name: accountName(account) },
    color: `#${((n * 2_654_435) % 0xffffff).toString(16).padStart(6, "0")}`,
    tags: JSON.stringify({ env, team, "cost-center": String(4000 + (n % 60)) }),
    ...{ sourceId: null, ouPath: `/Workloads/${env}`, managedBy: null, createdAt: at, updatedAt: at },
  };
}

function roleRow({ n, id, name, account }: Role): TableRow {
  const accountId = accountIdOf(account);
  return {
    ...{ id, awsAccountId: account.id, arnKey: `${accountId}/${name}`.toLowerCase() },
    ...{ arn: `arn:aws:iam::${accountId}:role/${name}`, roleName: name },
    label: roleNames.find((one) => one[0] === name)?.[1] ?? name,
    region: regions[account.n % regions.length] ?? null,
    maxDurationSeconds: n % 7 === 0 ? 43_200 : 3600,
    note: notes[n % notes.length] ?? "",
    requiresMfa: n % 11 === 0,
    tags: n % 4 === 0 ? JSON.stringify({ tier: String(n % 3) }) : "{}",
    ...{ color: null, destination: null, externalId: null, sourceIdentity: true, sourceId: null },
    ...{ sessionName: null, sessionPolicy: null, sessionPolicyArns: "[]", sessionTags: "[]", tagsSent: true },
    ...{ requiresSecondFactor: false, bindAddress: false, managedBy: null, ownerId: null },
    ...{ removedAt: null, createdAt: at, updatedAt: at },
  };
}

function targetRow(target: Target): TableRow {
  const { id, roleId, awsAccountId, roleNamePattern, tag } = target;
  const [tagKey, tagValue] = tag ?? [null, null];
  return { id, key: targetKey(target), roleId, awsAccountId, roleNamePattern, tagKey, tagValue };
}

function assignmentRow({ isGroup, target, ...one }: CatalogueWorld["assignments"][number]): TableRow {
  return {
    ...one,
    ...{ personId: isGroup ? null : one.principalId, groupId: isGroup ? one.principalId : null },
    ...{ targetId: target.id, console: true, startsAt: null, expiresAt: null, managedBy: null },
    ...{ createdAt: at, updatedAt: at },
  };
}

function bookmarkRow(personId: string, roleId: string, n: number): TableRow {
  return {
    ...{ personId, roleId, pinned: n < 8, alias: n % 3 === 0 ? `My place ${n}` : null, color: null },
    ...{ note: null, position: n, region: null, destination: null, durationSeconds: null, format: null },
    ...{ hidden: false, folder: null, updatedAt: at },
  };
}
