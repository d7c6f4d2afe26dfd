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

const HUB = "210987654301";

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
export const demoExternalId = "nimbus-7f3a9c21d8e64b05";

const INSTANCE_ROLE = `arn:aws:iam::${HUB}:role/genkan-instance`;
const TASK_ROLE = `arn:aws:iam::${HUB}:role/genkan-task`;
// In real AWS no trust reaches from one partition into another: each needs an identity of its own. The demo lets the
// one user in everywhere, so that a single access key shows every partition.
const PORTAL = [portalUserArn, INSTANCE_ROLE, TASK_ROLE];

type AccountRow = [
  id: string,
  name: string,
  color: string,
  env: string,
  region: string,
  partition?: Partition,
];

const ACCOUNTS: AccountRow[] = [
  [HUB, "Nimbus Hub", "#4338ca", "shared", "eu-west-1"],
  ["210987654302", "Nimbus Security", "#b91c1c", "security", "eu-west-1"],
  ["210987654303", "Nimbus Logs", "#57534e", "shared", "eu-west-1"],
  ["210987654304", "Storefront Production", "#dc2626", "production", "eu-central-1"],
  ["210987654305", "Storefront Staging", "#d97706", "staging", "eu-central-1"],
  ["210987654306", "Storefront Development", "#15803d", "development", "eu-central-1"],
  ["210987654307", "Data Platform", "#0e7490", "production", "us-east-1"],
  ["210987654308", "Payments Production", "#be123c", "production", "eu-west-1"],
  ["210987654309", "Sandbox Playground", "#65a30d", "development", "ap-northeast-1"],
  ["310987654310", "Storefront China", "#a16207", "production", "cn-north-1", "aws-cn"],
  ["410987654311", "Public Sector", "#1d4ed8", "production", "us-gov-west-1", "aws-us-gov"],
  ["510987654312", "Sovereign Europe", "#6d28d9", "production", "eusc-de-east-1", "aws-eusc"],
];

type RoleRow = [
  name: string,
  label: string,
  note: string,
  hours: number,
  page: string,
  extra?: Partial<DemoRole>,
];

const SUPPORT: Partial<DemoRole> = { externalId: demoExternalId };
const NAMED: Partial<DemoRole> = { requiresSourceIdentity: true };

const ROLES: Record<string, RoleRow[]> = {
  [HUB]: [
    [
      "Admin",
      "Hub administrator",
      "Runs the portal and the shared network",
      1,
      "console/home",
      { requiresMfa: true },
    ],
    ["ReadOnly", "Read only", "Look, do not touch", 12, "console/home"],
    ["BillingViewer", "Billing", "Invoices and cost reports", 8, "costmanagement/home"],
    ["NetworkEngineer", "Network engineer", "Transit gateways and DNS", 4, "vpcconsole/home"],
  ],
  "210987654302": [
    [
      "SecurityAuditor",
      "Security auditor",
      "GuardDuty and Security Hub findings",
      12,
      "securityhub/home",
      NAMED,
    ],
    [
      "IncidentResponder",
      "Incident responder",
      "Isolates resources during an incident",
      2,
      "guardduty/home",
      NAMED,
    ],
    [
      "BreakGlass",
      "Break glass",
      "Emergencies only; trusted by the security team alone",
      1,
      "console/home",
      { refusal: "untrusted" },
    ],
  ],
  "210987654303": [
    ["LogReader", "Log reader", "CloudTrail and flow logs", 12, "cloudwatch/home"],
    ["teams/platform/LogArchivist", "Log archivist", "Retention and restores", 4, "s3/buckets"],
  ],
  "210987654304": [
    ["Admin", "Administrator", "Production: every use is recorded with your name", 1, "console/home", NAMED],
    ["Developer", "Developer", "Logs, metrics and queues", 8, "lambda/home"],
    ["ReadOnly", "Read only", "Look, do not touch", 12, "console/home"],
    ["Deployer", "Deployer", "CloudFormation and CodeDeploy", 2, "cloudformation/home"],
    ["SupportEngineer", "Support engineer", "Customer tickets", 8, "cloudwatch/home", SUPPORT],
  ],
  "210987654305": [
    ["Admin", "Administrator", "Staging", 4, "console/home"],
    ["Developer", "Developer", "Staging", 12, "lambda/home"],
    ["QualityEngineer", "Quality engineer", "Load tests and fixtures", 8, "cloudwatch/home"],
    [
      "LegacyDeployer",
      "Legacy deployer",
      "Deleted in AWS last spring",
      1,
      "cloudformation/home",
      { refusal: "missing" },
    ],
  ],
  "210987654306": [
    ["Admin", "Administrator", "Development", 12, "console/home"],
    ["Developer", "Developer", "Development", 12, "lambda/home"],
    ["Deployer", "Deployer", "Development pipelines", 4, "cloudformation/home"],
    ["teams/web/Preview", "Preview environments", "One stack per pull request", 8, "ecs/home"],
  ],
  "210987654307": [
    ["Admin", "Administrator", "Warehouse and lake", 2, "console/home"],
    ["DataScientist", "Data scientist", "Notebooks and training jobs", 12, "sagemaker/home"],
    ["teams/data/Analyst", "Analyst", "Athena queries on curated tables", 12, "athena/home"],
    ["teams/data/pipelines/Operator", "Pipeline operator", "Restarts failed jobs", 8, "glue/home"],
    ["PartnerExport", "Partner export", "Weekly files for partners", 1, "s3/buckets", SUPPORT],
  ],
  "210987654308": [
    ["Admin", "Administrator", "In PCI scope", 1, "console/home", NAMED],
    ["ReadOnly", "Read only", "In PCI scope", 4, "console/home", NAMED],
    ["Reconciler", "Reconciler", "Settlement reports", 8, "s3/buckets"],
  ],
  "210987654309": [
    ["Admin", "Administrator", "Emptied every Sunday night", 12, "console/home"],
    ["PowerUser", "Power user", "Everything but IAM", 12, "console/home"],
    ["Trainee", "Trainee", "Guided exercises", 6, "ec2/home"],
  ],
  "310987654310": [
    ["Admin", "Administrator", "Beijing and Ningxia", 1, "console/home"],
    ["ReadOnly", "Read only", "Beijing and Ningxia", 12, "console/home"],
    ["Deployer", "Deployer", "Mini-program backend", 2, "cloudformation/home"],
  ],
  "410987654311": [
    ["Admin", "Administrator", "Named persons only", 1, "console/home", NAMED],
    ["ReadOnly", "Read only", "Named persons only", 4, "console/home", NAMED],
  ],
  "510987654312": [
    ["Admin", "Administrator", "Data stays in Europe", 2, "console/home"],
    ["ReadOnly", "Read only", "Data stays in Europe", 12, "console/home"],
  ],
};

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
