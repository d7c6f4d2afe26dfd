import type { DemoRole } from "./company.ts";
import { HUB } from "./company-tables.ts";
import type { PolicyDocument, Statement } from "./policy/document.ts";
import type { WorldOidcProvider, WorldRole } from "./world.ts";

export const portalUserArn = `arn:aws:iam::${HUB}:user/genkan-portal`;
export const INSTANCE_ROLE = `arn:aws:iam::${HUB}:role/genkan-instance`;
export const TASK_ROLE = `arn:aws:iam::${HUB}:role/genkan-task`;
// In real AWS no trust reaches from one partition into another: each needs an identity of its own. The demo lets the
// one user in everywhere, so that a single access key shows every partition.
const PORTAL = [portalUserArn, INSTANCE_ROLE, TASK_ROLE];

const ASSUME = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
export const PORTAL_POLICY = policy({ Effect: "Allow", Action: ASSUME, Resource: "arn:*:iam::*:role/*" });
// The doctor compares what the hub's own roles say, where it may look.
export const LOOK_POLICY = policy({
  Effect: "Allow",
  Action: "iam:GetRole",
  Resource: `arn:aws:iam::${HUB}:role/*`,
});

/** What importing from AWS asks for: the organization, and the roles of the account that asks. */
export const LIST_POLICY = policy({
  Effect: "Allow",
  Action: [
    "organizations:DescribeOrganization",
    "organizations:DescribeOrganizationalUnit",
    "organizations:List*",
    "iam:ListRoles",
    "iam:ListRoleTags",
  ],
  Resource: "*",
});

/** A role of the catalogue as AWS holds it. */
export function worldRole(role: DemoRole, issuer: string | undefined): WorldRole {
  const admin = /Admin$|PowerUser$/.test(role.name);
  return {
    arn: role.arn,
    trust: policy(
      role.through === "issuer" && issuer !== undefined ? tokensOf(role, issuer) : identitiesOf(role),
    ),
    policies: [
      policy({
        Effect: "Allow",
        Action: admin ? "*" : ["s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetObject"],
        Resource: "*",
      }),
    ],
    maxSessionDuration: role.maxSessionDuration,
    description: role.note,
    tags: { company: "nimbus" },
  };
}

function identitiesOf(role: DemoRole): Statement {
  const trusted =
    role.refusal === "untrusted" ? [`arn:aws:iam::${role.accountId}:root`] : (role.through ?? PORTAL);
  const conditions: Statement["Condition"] = {
    ...(role.externalId === undefined ? {} : { StringEquals: { "sts:ExternalId": role.externalId } }),
    ...(role.requiresSourceIdentity ? { StringLike: { "sts:SourceIdentity": "*" } } : {}),
    ...(role.requiresMfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
  };
  const condition = Object.keys(conditions).length > 0 ? { Condition: conditions } : {};
  return { Effect: "Allow", Principal: { AWS: trusted }, Action: ASSUME, ...condition };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html */
function tokensOf(role: DemoRole, issuer: string): Statement {
  const provider = providerName(issuer);
  return {
    Effect: "Allow",
    Principal: { Federated: providerArn(role.accountId, issuer) },
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity", "sts:TagSession"],
    Condition: {
      StringEquals: { [`${provider}:aud`]: AUDIENCE },
      StringLike: { [`${provider}:sub`]: "*@nimbus.example" },
    },
  };
}

const AUDIENCE = "sts.amazonaws.com";
const providerName = (issuer: string) => issuer.replace(/^https?:\/\//, "");
const providerArn = (accountId: string, issuer: string) =>
  `arn:aws:iam::${accountId}:oidc-provider/${providerName(issuer)}`;

/** The providers that trust policies of these roles name. */
export function oidcProviders(roles: DemoRole[], issuer: string): WorldOidcProvider[] {
  const accountIds = roles.filter((role) => role.through === "issuer").map((role) => role.accountId);
  return [...new Set(accountIds)].map((accountId) => ({
    arn: providerArn(accountId, issuer),
    issuer,
    audiences: [AUDIENCE],
  }));
}

/** A role that the portal itself may run under. */
export function ownRole(arn: string, service: string): WorldRole {
  return {
    arn,
    trust: policy({
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sts:AssumeRole",
    }),
    policies: [PORTAL_POLICY, LIST_POLICY],
    maxSessionDuration: 3600,
  };
}

/** A role that only an AWS service may assume, as every organization's management account has one. */
export const SERVICE_LINKED_ROLE: WorldRole = {
  arn: `arn:aws:iam::${HUB}:role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations`,
  trust: policy({
    Effect: "Allow",
    Principal: { Service: "organizations.amazonaws.com" },
    Action: "sts:AssumeRole",
  }),
  policies: [],
  maxSessionDuration: 3600,
};

function policy(statement: Statement): PolicyDocument {
  return { Version: "2012-10-17", Statement: [statement] };
}
