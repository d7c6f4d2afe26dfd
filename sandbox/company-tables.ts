import type { DemoRole } from "./company.ts";
import type { Partition } from "./world.ts";

export const HUB = "210987654301";
const demoExternalId = "nimbus-7f3a9c21d8e64b05";

export type AccountRow = [
  id: string,
  name: string,
  color: string,
  env: string,
  region: string,
  partition?: Partition,
];

export const ACCOUNTS: AccountRow[] = [
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

/** Where each account stands in the organization of the hub. The other partitions' accounts are in none. */
export const OU_PATHS: Readonly<Record<string, string>> = {
  [HUB]: "/",
  "210987654302": "/Security",
  "210987654303": "/Security",
  "210987654304": "/Workloads/Production",
  "210987654305": "/Workloads/Staging",
  "210987654306": "/Workloads/Development",
  "210987654307": "/Workloads/Production",
  "210987654308": "/Workloads/Production/PCI",
  "210987654309": "/Sandbox",
};

/** In the organization still, and in no catalogue. */
export const CLOSED_ACCOUNT = { id: "210987654313", name: "Storefront Prototype", ouPath: "/Sandbox" };

export type RoleRow = [
  name: string,
  label: string,
  note: string,
  hours: number,
  page: string,
  extra?: Partial<DemoRole>,
];

const SUPPORT: Partial<DemoRole> = { externalId: demoExternalId };
const NAMED: Partial<DemoRole> = { requiresSourceIdentity: true };

export const ROLES: Record<string, RoleRow[]> = {
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

const PLAYGROUND = "210987654309";

/** Roles that do not trust the portal's own identity. */
export const FURTHER_ROLES: Record<string, RoleRow[]> = {
  [PLAYGROUND]: [
    [
      "WebIdentityDeveloper",
      "Developer by web identity",
      "Trusts the portal's issuer: no AWS key is involved",
      12,
      "lambda/home",
      { through: "issuer" },
    ],
    [
      "WebIdentityReadOnly",
      "Read only by web identity",
      "Trusts the portal's issuer: no AWS key is involved",
      12,
      "console/home",
      { through: "issuer" },
    ],
    [
      "ClusterOperator",
      "Cluster operator",
      "Reached through the power user, so for one hour at most",
      12,
      "eks/home",
      { through: `arn:aws:iam::${PLAYGROUND}:role/PowerUser` },
    ],
  ],
};
