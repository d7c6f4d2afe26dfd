import {
  INSTANCE_ROLE,
  LIST_POLICY,
  LOOK_POLICY,
  oidcProviders,
  ownRole,
  PORTAL_POLICY,
  portalUserArn,
  SERVICE_LINKED_ROLE,
  TASK_ROLE,
  worldRole,
} from "./company-roles.ts";
import {
  ACCOUNTS,
  type AccountRow,
  CLOSED_ACCOUNT,
  FURTHER_ROLES,
  HUB,
  OU_PATHS,
  ROLES,
  type RoleRow,
} from "./company-tables.ts";
import type { Partition, World } from "./world.ts";

export type DemoAccount = {
  id: string;
  name: string;
  partition: Partition;
  /** Hexadecimal, as in #1d4ed8. */
  color: string;
  tags: { env: string };
  /** Its organizational unit in the hub's organization; null at the root, and for who is not in it. */
  ouPath: string | null;
};

export type DemoRole = {
  arn: string;
  accountId: string;
  /** Name with its path, as after `role/`. */
  name: string;
  label: string;
  note: string;
  region: string;
  destination: string;
  maxSessionDuration: number;
  /** The trust policy demands it. */
  externalId?: string;
  requiresSourceIdentity?: true;
  requiresMfa?: true;
  /** What the sandbox answers instead of credentials: `untrusted` exists but trusts others, `missing` was deleted. */
  refusal?: "untrusted" | "missing";
  /** Whom it trusts in the portal's place: the tokens of its issuer, or the role with this ARN. */
  through?: "issuer" | `arn:${string}`;
};

export type DemoCompany = {
  world: World;
  hubAccountId: string;
  portalUserArn: string;
  portalAccessKey: { id: string; secret: string };
  portalMfaDevice: { serialNumber: string; seed: string };
  accounts: DemoAccount[];
  /** The catalogue: 40 roles, of which one is missing from the world. */
  roles: DemoRole[];
  /** Roles reached by a chain, and those reached by web identity when there is an issuer. */
  furtherRoles: DemoRole[];
};

export type DemoOptions = {
  /** The OpenID issuer whose tokens the company takes, as it stands in them: the portal's own address. */
  issuer?: string;
};

/** The key of the portal's own identity in the hub account. It opens nothing outside the sandbox. */
export const portalAccessKey = {
  id: "AKIAGENKANSANDBOX234",
  secret: "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",
};
export const portalMfaDevice = {
  serialNumber: `arn:aws:iam::${HUB}:mfa/genkan-portal`,
  seed: "GENKANSANDBOXMFASEED234567ABCDEF",
};

const CONSOLE_HOSTS: Record<Partition, string> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-eusc": "console.amazonaws-eusc.eu",
};

/** A believable company: 12 accounts in four partitions, a catalogue of 40 roles, and the AWS that holds them. */
export function demoCompany({ issuer }: DemoOptions = {}): DemoCompany {
  const accounts = ACCOUNTS.map(([id, name, color, env, , partition = "aws"]) => ({
    id,
    name,
    partition,
    color,
    tags: { env },
    ouPath: OU_PATHS[id]?.replace(/^\/$/, "") || null,
  }));
  const rolesOf = (rows: Record<string, RoleRow[]>) =>
    ACCOUNTS.flatMap((account) => (rows[account[0]] ?? []).map((row) => demoRole(account, row)));
  const roles = rolesOf(ROLES);
  const furtherRoles = rolesOf(FURTHER_ROLES).filter((role) => role.through !== "issuer" || issuer);
  const existing = [...roles, ...furtherRoles].filter((role) => role.refusal !== "missing");
  return {
    hubAccountId: HUB,
    portalUserArn,
    portalAccessKey,
    portalMfaDevice,
    accounts,
    roles,
    furtherRoles,
    world: {
      accounts: [
        ...accounts.map(({ id, name, partition, tags }) => ({
          id,
          name,
          partition,
          email: `aws+${id.slice(-3)}@nimbus.example`,
          tags,
          ...(OU_PATHS[id] === undefined ? {} : { ouPath: OU_PATHS[id] }),
        })),
        { ...CLOSED_ACCOUNT, partition: "aws" as const, state: "SUSPENDED" as const },
      ],
      organization: { managementAccountId: HUB },
      users: [
        {
          arn: portalUserArn,
          accessKeys: [portalAccessKey],
          policies: [PORTAL_POLICY, LOOK_POLICY, LIST_POLICY],
          mfaDevices: [portalMfaDevice],
        },
      ],
      roles: [
        ...existing.map((role) => worldRole(role, issuer)),
        ownRole(INSTANCE_ROLE, "ec2"),
        ownRole(TASK_ROLE, "ecs-tasks"),
        SERVICE_LINKED_ROLE,
      ],
      oidcProviders: issuer === undefined ? [] : oidcProviders(furtherRoles, issuer),
      buckets: accounts.map((account) => ({
        name: `nimbus-${account.name.toLowerCase().replace(/[^a-z]+/g, "-")}-${account.id.slice(-3)}`,
        accountId: account.id,
        objects: {
          "README.txt": `Files of ${account.name} (${account.id}).\n`,
          "reports/2026-01.csv": "day,requests\n2026-01-01,1200\n2026-01-02,1350\n",
        },
      })),
      instanceProfileRole: INSTANCE_ROLE,
      containerRole: TASK_ROLE,
    },
  };
}

function demoRole([accountId, , , , region, partition = "aws"]: AccountRow, row: RoleRow): DemoRole {
  const [name, label, note, hours, page, extra] = row;
  return {
    arn: `arn:${partition}:iam::${accountId}:role/${name}`,
    accountId,
    name,
    label,
    note,
    region,
    destination: `https://${CONSOLE_HOSTS[partition]}/${page}?region=${region}`,
    maxSessionDuration: hours * 3600,
    ...extra,
  };
}
