import type { RequestContext } from "./policy/condition.ts";
import { type PolicyDocument, readPolicy } from "./policy/document.ts";
import { managedPolicy } from "./policy/managed.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { uniqueId } from "./vault.ts";
import { accountIdOf, nameOf, type Partition, partitionOf } from "./world.ts";

/** What a session token says when opened. Short names are for the wire only: tokens travel in headers. */
export type Session = {
  accessKeyId: string;
  /** The role's ARN, or the user's for GetSessionToken. */
  principalArn: string;
  /** Absent for GetSessionToken. */
  sessionName?: string;
  /** Epoch seconds. */
  issuedAt: number;
  expiresAt: number;
  chained: boolean;
  /**
   * Whether a code came with GetSessionToken. Absent for role sessions: "The temporary credentials returned by
   * AssumeRole do not include MFA information in the context", so a code counts for the next role only.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
   */
  mfa?: boolean;
  sourceIdentity?: string;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
  policy?: string;
  policyArns?: string[];
};

export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: number;
};

/** Who signed a request, with everything that policies ask about. */
export type Caller = {
  kind: "user" | "root" | "user-session" | "role-session";
  arn: string;
  principalArn: string;
  accountId: string;
  partition: Partition;
  userId: string;
  identityPolicies: PolicyDocument[];
  sessionPolicies: PolicyDocument[] | undefined;
  /** Role tags, overridden by session tags. */
  principalTags: Record<string, string>;
  session: Session | undefined;
};

/** When a request came, and from which address. */
export type Origin = { nowMs: number; address: string };

/** Mints temporary credentials. Nothing is remembered: the token holds the session, sealed. */
export function issueCredentials(state: SandboxState, session: Omit<Session, "accessKeyId">): Credentials {
  const accessKeyId = state.vault.newAccessKeyId();
  return {
    accessKeyId,
    secretAccessKey: state.vault.secretOf(accessKeyId),
    sessionToken: state.vault.seal("session-token", { ...session, accessKeyId }),
    expiresAt: session.expiresAt,
  };
}

/** The session that a token holds, or undefined when it is not one of this sandbox's. */
export function openSessionToken(state: SandboxState, token: string): Session | undefined {
  // Only issueCredentials seals for this purpose, so what opens has this shape.
  return state.vault.open("session-token", token) as Session | undefined;
}

/** The caller behind a session, or undefined when its role or user no longer exists. */
export function callerOfSession(state: SandboxState, session: Session): Caller | undefined {
  const { principalArn, sessionName } = session;
  if (sessionName === undefined) {
    const user = state.index.users.get(principalArn);
    return user && { ...callerOfUser(user), kind: "user-session", session };
  }
  const role = state.index.roles.get(principalArn);
  if (!role) return undefined;
  return {
    kind: "role-session",
    arn: assumedRoleArn(principalArn, sessionName),
    principalArn,
    accountId: accountIdOf(principalArn),
    partition: partitionOf(principalArn),
    userId: `${uniqueId("AROA", principalArn)}:${sessionName}`,
    identityPolicies: role.policies,
    sessionPolicies: sessionPoliciesOf(session),
    principalTags: { ...role.tags, ...session.tags },
    session,
  };
}

export function callerOfUser(user: { arn: string; policies: PolicyDocument[] }): Caller {
  const root = user.arn.endsWith(":root");
  return {
    kind: root ? "root" : "user",
    arn: user.arn,
    principalArn: user.arn,
    accountId: accountIdOf(user.arn),
    partition: partitionOf(user.arn),
    userId: root ? accountIdOf(user.arn) : uniqueId("AIDA", user.arn),
    identityPolicies: user.policies,
    sessionPolicies: undefined,
    principalTags: {},
    session: undefined,
  };
}

/** The ARN of a role session: of the STS service, and without the role's path. */
export function assumedRoleArn(roleArn: string, sessionName: string): string {
  return `arn:${partitionOf(roleArn)}:sts::${accountIdOf(roleArn)}:assumed-role/${nameOf(roleArn)}/${sessionName}`;
}

/**
 * The global condition keys of a caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function callerContext(caller: Caller, origin: Origin): RequestContext {
  const { session } = caller;
  const context: RequestContext = {
    "aws:principalarn": [caller.principalArn],
    "aws:principalaccount": [caller.accountId],
    "aws:principaltype": [PRINCIPAL_TYPES[caller.kind]],
    "aws:userid": [caller.userId],
    ...originContext(origin),
  };
  if (caller.kind === "user" || caller.kind === "user-session")
    context["aws:username"] = [nameOf(caller.principalArn)];
  // Requests with long-term keys do not carry the key at all, which is why BoolIfExists exists.
  if (session?.mfa !== undefined) context["aws:multifactorauthpresent"] = [String(session.mfa)];
  if (session?.mfa) {
    context["aws:multifactorauthage"] = [String(Math.floor(origin.nowMs / 1000) - session.issuedAt)];
  }
  if (session?.sourceIdentity !== undefined) context["aws:sourceidentity"] = [session.sourceIdentity];
  for (const [key, value] of Object.entries(caller.principalTags)) {
    context[`aws:principaltag/${key.toLowerCase()}`] = [value];
  }
  return context;
}

/** The global condition keys of a request, whoever made it. */
export function originContext({ nowMs, address }: Origin): RequestContext {
  return {
    "aws:currenttime": [new Date(nowMs).toISOString()],
    "aws:epochtime": [String(Math.floor(nowMs / 1000))],
    "aws:securetransport": ["false"],
    "aws:sourceip": [address],
    "aws:viaawsservice": ["false"],
  };
}

const PRINCIPAL_TYPES = {
  root: "Account",
  user: "User",
  "user-session": "User",
  "role-session": "AssumedRole",
};

function sessionPoliciesOf(session: Session): PolicyDocument[] | undefined {
  if (session.policy === undefined && session.policyArns === undefined) return undefined;
  const inline = session.policy === undefined ? [] : [readPolicy(JSON.parse(session.policy), "identity")];
  const managed = (session.policyArns ?? []).flatMap((arn) => managedPolicy(arn) ?? []);
  return [...inline, ...managed];
}
