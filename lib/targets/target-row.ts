import type { TargetView } from "./target-view.ts";

export const targetColumns = {
  id: true,
  roleNamePattern: true,
  tagKey: true,
  tagValue: true,
  role: {
    select: {
      id: true,
      arn: true,
      label: true,
      roleName: true,
      account: { select: { accountId: true, name: true } },
    },
  },
  account: { select: { id: true, accountId: true, name: true } },
  _count: { select: { roles: true } },
} as const;

export type TargetRow = {
  id: string;
  roleNamePattern: string | null;
  tagKey: string | null;
  tagValue: string | null;
  role: {
    id: string;
    arn: string;
    label: string;
    roleName: string;
    account: { accountId: string; name: string };
  } | null;
  account: { id: string; accountId: string; name: string } | null;
  _count: { roles: number };
};

/** The view of a target's row. */
export function toTargetView(row: TargetRow): TargetView {
  if (row.role) {
    const { account, ...role } = row.role;
    return { kind: "role", role: { ...role, accountId: account.accountId, accountName: account.name } };
  }
  const { tagKey, tagValue } = row;
  return {
    kind: "scope",
    account: row.account,
    roleNamePattern: row.roleNamePattern,
    tag: tagKey === null || tagValue === null ? null : { key: tagKey, value: tagValue },
    roles: row._count.roles,
  };
}

/** A target in the words of the audit log: `Developer in Shop`, or `tag env=dev, roles named Read*`. */
export function targetText(target: TargetView): string {
  if (target.kind === "role") return `${target.role.label} in ${target.role.accountName}`;
  const { account, roleNamePattern, tag } = target;
  return [
    ...(account ? [`account ${account.name}`] : []),
    ...(tag ? [`tag ${tag.key}=${tag.value}`] : []),
    ...(roleNamePattern === null ? [] : [`roles named ${roleNamePattern}`]),
  ].join(", ");
}
