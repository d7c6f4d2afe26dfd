import { ACCOUNTS, type AccountRow, HUB, ROLES, type RoleRow } from "./company-tables.ts";
import type { PolicyDocument, Statement } from "./policy/document.ts";
import type { Partition, World, WorldRole } from "./world.ts";

export type DemoAccount = {
  id: string;
  name: string;
  partition: Partition;
  /** Hexadecimal, as in #1d4ed8. */
  color: string;
  tags: { env: string };
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
};

/** The portal's own identity in the hub account. It opens nothing outside the sandbox. */
export const portalAccessKey = {
  id: "AKIAGENKANSANDBOX234",
  secret: "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",
};
export const portalUserArn = `arn:aws:iam::${HUB}:user/genkan-portal`;
export const portalMfaDevice = {
  serialNumber: `arn:aws:iam::${HUB}:mfa/genkan-portal`,
  seed: "GENKANSANDBOXMFASEED234567ABCDEF",
};

const INSTANCE_ROLE = `arn:aws:iam::${HUB}:role/genkan-instance`;
const TASK_ROLE = `arn:aws:iam::${HUB}:role/genkan-task`;
// In real AWS no trust reaches from one partition into another: each needs an identity of its own. The demo lets the
// one user in everywhere, so that a single access key shows every partition.
const PORTAL = [portalUserArn, INSTANCE_ROLE, TASK_ROLE];

const CONSOLE_HOSTS: Record<Partition, string> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-eusc": "console.amazonaws-eusc.eu",
};

/** A believable company: 12 accounts in four partitions, a catalogue of 40 roles, and the AWS that holds them. */
export function demoCompany(): DemoCompany {
  const accounts = ACCOUNTS.map(([id, name, color, env, , partition = "aws"]) => ({
    id,
    name,
    partition,
    color,
    tags: { env },
  }));
  const roles = ACCOUNTS.flatMap((account) => (ROLES[account[0]] ?? []).map((row) => demoRole(account, row)));
  const existing = roles.filter((role) => role.refusal !== "missing");
  return {
    hubAccountId: HUB,
    portalUserArn,
    portalAccessKey,
    portalMfaDevice,
    accounts,
    roles,
    world: {
      accounts: accounts.map(({ id, name, partition }) => ({ id, name, partition })),
      users: [
        {
          arn: portalUserArn,
          accessKeys: [portalAccessKey],
          policies: [PORTAL_POLICY],
          mfaDevices: [portalMfaDevice],
        },
      ],
      roles: [...existing.map(worldRole), ownRole(INSTANCE_ROLE, "ec2"), ownRole(TASK_ROLE, "ecs-tasks")],
      oidcProviders: [],
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

const ASSUME = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
const PORTAL_POLICY = policy({ Effect: "Allow", Action: ASSUME, Resource: "arn:*:iam::*:role/*" });

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

function worldRole(role: DemoRole): WorldRole {
  const trusted = role.refusal === "untrusted" ? [`arn:aws:iam::${role.accountId}:root`] : PORTAL;
  const conditions: Statement["Condition"] = {
    ...(role.externalId === undefined ? {} : { StringEquals: { "sts:ExternalId": role.externalId } }),
    ...(role.requiresSourceIdentity ? { StringLike: { "sts:SourceIdentity": "*" } } : {}),
    ...(role.requiresMfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
  };
  const condition = Object.keys(conditions).length > 0 ? { Condition: conditions } : {};
  const admin = /Admin$|PowerUser$/.test(role.name);
  return {
    arn: role.arn,
    trust: policy({ Effect: "Allow", Principal: { AWS: trusted }, Action: ASSUME, ...condition }),
    policies: [
      policy({
        Effect: "Allow",
        Action: admin ? "*" : ["s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetObject"],
        Resource: "*",
      }),
    ],
    maxSessionDuration: role.maxSessionDuration,
    tags: { company: "nimbus" },
  };
}

/** A role that the portal itself may run under. */
function ownRole(arn: string, service: string): WorldRole {
  return {
    arn,
    trust: policy({
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sts:AssumeRole",
    }),
    policies: [PORTAL_POLICY],
    maxSessionDuration: 3600,
  };
}

function policy(statement: Statement): PolicyDocument {
  return { Version: "2012-10-17", Statement: [statement] };
}
