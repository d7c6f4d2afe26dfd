/** Person × role, as owners and auditors see it; times are ISO 8601. */
export type AssignmentView = {
  id: string;
  personId: string;
  personName: string;
  personEmail: string;
  personDisabled: boolean;
  roleId: string;
  roleArn: string;
  roleLabel: string;
  roleName: string;
  accountId: string;
  accountName: string;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  expiresAt: string | null;
  createdAt: string;
};

export const assignmentColumns = {
  id: true,
  console: true,
  credentials: true,
  maxDurationSeconds: true,
  expiresAt: true,
  createdAt: true,
  person: { select: { id: true, name: true, email: true, disabledAt: true } },
  role: {
    select: {
      id: true,
      arn: true,
      label: true,
      roleName: true,
      account: { select: { accountId: true, name: true } },
    },
  },
} as const;

type Row = {
  id: string;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  expiresAt: Date | null;
  createdAt: Date;
  person: { id: string; name: string; email: string; disabledAt: Date | null };
  role: {
    id: string;
    arn: string;
    label: string;
    roleName: string;
    account: { accountId: string; name: string };
  };
};

/** The view of an assignment's row. */
export function toAssignmentView(row: Row): AssignmentView {
  return {
    id: row.id,
    personId: row.person.id,
    personName: row.person.name,
    personEmail: row.person.email,
    personDisabled: row.person.disabledAt !== null,
    roleId: row.role.id,
    roleArn: row.role.arn,
    roleLabel: row.role.label,
    roleName: row.role.roleName,
    accountId: row.role.account.accountId,
    accountName: row.role.account.name,
    console: row.console,
    credentials: row.credentials,
    maxDurationSeconds: row.maxDurationSeconds,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
