import { ownKeysKinds } from "#lib/credentials/own-keys/own-keys-kinds.ts";

const text = { type: "string" } as const;
const maybeText = { type: ["string", "null"] } as const;
const flag = { type: "boolean" } as const;
const whole = { type: "integer" } as const;
const time = { type: "string", format: "date-time" } as const;
const maybeTime = { type: ["string", "null"], format: "date-time" } as const;
const accountId = { type: "string", pattern: "^\\d{12}$" } as const;

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});
const listOf = (name: string): Schema => ({ type: "array", items: { $ref: `#/components/schemas/${name}` } });

const durations = {
  durationSeconds: { ...whole, description: "What was granted" },
  maxDurationSeconds: { ...whole, description: "The most that would be granted" },
  durationLimit: { type: "string", enum: ["role", "assignment", "chaining"] },
};

/** The schemas of answers, by name. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  Object: { type: "object" },
  Status: object({ status: text }),
  Csrf: object({ csrfToken: text }),
  Redirect: object({ url: text }),
  SetupDone: object({ personId: text }),
  Credentials: object({
    accessKeyId: text,
    secretAccessKey: text,
    sessionToken: text,
    expiration: time,
    expiresAt: time,
    region: maybeText,
    accountId,
    roleName: text,
    sessionName: text,
    arn: text,
    profileName: text,
    ...durations,
  }),
  ConsoleSignIn: object({ url: text, expiresAt: time, destination: text, region: maybeText, ...durations }),
  OwnKeysBlock: object({ kind: { type: "string", enum: ownKeysKinds }, text }),
  OwnKeys: object({
    blocks: listOf("OwnKeysBlock"),
    switchRoleUrl: text,
    profileName: text,
    requiresMfa: flag,
  }),
  Role: object({
    id: text,
    arn: text,
    partition: text,
    accountId,
    accountName: text,
    accountColor: text,
    catalogueAccountId: text,
    roleName: text,
    label: text,
    color: maybeText,
    region: maybeText,
    destination: maybeText,
    maxDurationSeconds: whole,
    note: text,
    sourceIdentity: flag,
    updatedAt: time,
  }),
  Catalogue: object({ roles: listOf("Role") }),
  Account: object({ id: text, partition: text, accountId, name: text, color: text }),
  Bookmark: object({
    pinned: flag,
    alias: maybeText,
    color: maybeText,
    note: maybeText,
    position: { type: "number" },
    region: maybeText,
    destination: maybeText,
    durationSeconds: { type: ["integer", "null"] },
    format: maybeText,
  }),
  OwnSettings: object({ locale: maybeText, theme: maybeText }),
  Me: object({
    personId: text,
    name: text,
    email: text,
    sessionName: text,
    portalRole: text,
    locale: maybeText,
    theme: maybeText,
  }),
  SecondFactor: object({
    state: { type: "string", enum: ["none", "pending", "set_up"] },
    since: maybeTime,
    provedUntil: maybeTime,
  }),
  SecondFactorSetup: object({ secret: text, otpauthUrl: text, issuer: text, label: text }),
  SecondFactorProof: object({ provedUntil: time }),
  Person: object({
    id: text,
    name: text,
    email: text,
    sessionName: text,
    portalRole: text,
    signsInWith: { type: "array", items: text },
    disabledAt: maybeTime,
    createdAt: time,
    assignments: whole,
    secondFactor: flag,
  }),
  People: object({ people: listOf("Person") }),
  Assignment: object({
    id: text,
    personId: text,
    personName: text,
    personEmail: text,
    personDisabled: flag,
    roleId: text,
    roleArn: text,
    roleLabel: text,
    roleName: text,
    accountId,
    accountName: text,
    console: flag,
    credentials: flag,
    maxDurationSeconds: { type: ["integer", "null"] },
    expiresAt: maybeTime,
    createdAt: time,
  }),
  Assignments: object({ assignments: listOf("Assignment") }),
  AuditEvent: object({
    sequence: whole,
    at: time,
    event: text,
    outcome: text,
    viewerId: maybeText,
    viewerName: text,
    subjectId: maybeText,
    roleId: maybeText,
    roleArn: maybeText,
    accountId: maybeText,
    requestId: text,
    address: text,
    fields: { type: "object" },
  }),
  AuditPage: object({ events: listOf("AuditEvent"), next: { type: ["integer", "null"] } }),
};
