import type { PartitionId } from "#lib/partitions/partitions.ts";
import type { BookmarkView, PickerRole, PickerUse } from "./picker-role.ts";

type Tags = PickerRole["tags"];

export type PickerAccount = {
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  name: string;
  /** `#rrggbb` */
  color: string;
  tags: Tags;
};

/** What few roles have. What is absent is the account's, or nothing. */
export type PickerExtras = {
  arn?: string;
  color?: string;
  destination?: string;
  /** The account's tags and the role's own together. */
  tags?: Tags;
  assignmentExpiresAt?: string;
  bookmark?: BookmarkView;
  lastUsedAt?: string;
  frecency?: number;
};

/** One role as it travels: names stand at their places, tables are pointed into, -1 points at nothing. */
export type PackedRole = readonly [
  id: string,
  account: number,
  roleName: string,
  label: string,
  note: string,
  region: string | null,
  flags: number,
  mfa: number,
  console: number,
  credentials: number,
  extras?: PickerExtras,
];

/** A person's roles with what they share told once: ten thousand of them are a small file. */
export type PickerListView = {
  /** False for a first view, which holds only what a page shows at once. */
  complete: boolean;
  totals: { roles: number; accounts: number };
  accounts: readonly PickerAccount[];
  uses: readonly PickerUse[];
  /** The ends of what MFA codes opened, ISO 8601; null where none serves. */
  mfa: readonly (string | null)[];
  /** By account and role name. */
  roles: readonly PackedRole[];
};

/** The bits of `flags`. */
export const pickerFlags = {
  requiresMfa: 1,
  requiresSecondFactor: 2,
  canBeReadOnly: 4,
  bindAddress: 8,
  own: 16,
} as const;

/** The roles of a list, each with everything that it shows. */
export function unpackRoles(list: PickerListView): PickerRole[] {
  return list.roles.flatMap((packed) => {
    const role = unpack(list, packed);
    return role === null ? [] : [role];
  });
}

function unpack({ accounts, uses, mfa }: PickerListView, packed: PackedRole): PickerRole | null {
  const [id, accountAt, roleName, label, note, region, flags, mfaAt, console, credentials, extras] = packed;
  const account = accounts[accountAt];
  if (account === undefined) return null;
  return {
    id,
    arn: extras?.arn ?? usualArn(account, roleName),
    partition: account.partition,
    accountId: account.accountId,
    accountName: account.name,
    accountColor: account.color,
    roleName,
    label,
    note,
    color: extras?.color ?? null,
    region,
    destination: extras?.destination ?? null,
    tags: extras?.tags ?? account.tags,
    console: uses[console] ?? null,
    credentials: uses[credentials] ?? null,
    requiresMfa: (flags & pickerFlags.requiresMfa) !== 0,
    mfaUntil: mfa[mfaAt] ?? null,
    requiresSecondFactor: (flags & pickerFlags.requiresSecondFactor) !== 0,
    canBeReadOnly: (flags & pickerFlags.canBeReadOnly) !== 0,
    bindAddress: (flags & pickerFlags.bindAddress) !== 0,
    own: (flags & pickerFlags.own) !== 0,
    assignmentExpiresAt: extras?.assignmentExpiresAt ?? null,
    bookmark: extras?.bookmark ?? null,
    lastUsedAt: extras?.lastUsedAt ?? null,
    frecency: extras?.frecency ?? 0,
  };
}

/** The ARN of a role whose path is in its name, as nearly all are kept; others tell theirs. */
export function usualArn(account: Pick<PickerAccount, "partition" | "accountId">, roleName: string): string {
  return `arn:${account.partition}:iam::${account.accountId}:role/${roleName}`;
}
