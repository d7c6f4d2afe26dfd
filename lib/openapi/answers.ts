import { tokenScopes } from "#lib/auth/viewer.ts";
import { ownKeysKinds } from "#lib/credentials/own-keys/own-keys-kinds.ts";
import { signingAlgorithms, sourceKinds } from "#lib/sources/source-view.ts";
import { planActions, planKinds } from "#lib/transfer/plan-view.ts";

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
const entryNotes: Schema = {
  type: "array",
  items: {
    type: "object",
    properties: { at: text, name: text, reason: text, details: { type: "object" } },
    required: ["at", "name", "reason"],
  },
};
const planItem = (more: Record<string, Schema>): Schema => ({
  type: "object",
  properties: {
    kind: { type: "string", enum: planKinds },
    action: { type: "string", enum: planActions },
    name: text,
    at: { ...maybeText, description: "Where the file says it" },
    changes: { type: "array", items: object({ field: text, from: maybeText, to: maybeText }) },
    reason: { ...text, description: "Of a refusal" },
    details: { type: "object" },
    drift: { ...flag, description: "Changed in the portal since the file was last applied" },
    ...more,
  },
  required: ["kind", "action", "name", "at", "changes", ...Object.keys(more)],
});

const durations = {
  durationSeconds: { ...whole, description: "What was granted" },
  maxDurationSeconds: { ...whole, description: "The most that would be granted" },
  durationLimit: { type: "string", enum: ["role", "assignment", "chaining", "refused"] },
};
const session = {
  ...durations,
  sessionName: text,
  readOnly: flag,
  boundTo: { ...maybeText, description: "The only address that it works from" },
  packedPolicyPercent: { type: ["integer", "null"], description: "Of what STS allows for policy and tags" },
};

/** A page of a list; the cursors are what `cursor` takes. */
const pageOf = (name: string, items: Schema): Schema =>
  object({ [name]: items, total: whole, next: maybeText, previous: maybeText });
const tags = { type: "object", additionalProperties: text } as const;
const managedBy = { ...maybeText, description: "The catalogue file that owns it" } as const;
const reach = {
  ...object({ gained: whole, lost: whole }),
  description: "How many assignments come to reach a role of these, and how many no longer do",
} as const;
const account = {
  id: text,
  partition: text,
  accountId,
  name: text,
  color: text,
  sourceId: maybeText,
  tags,
  ouPath: { ...maybeText, description: "Such as /Workloads/Production" },
} as const;
const group = object({
  id: text,
  name: text,
  description: text,
  claim: { ...maybeText, description: "The value of the groups claim whose people are members" },
  managedBy,
  members: object({ total: whole, byHand: whole, byClaim: whole }),
  assignments: whole,
  createdAt: time,
});
const invitation = object({
  id: text,
  person: object({ id: text, name: text, email: text, portalRole: text }),
  state: { type: "string", enum: ["open", "accepted", "revoked", "ended"] },
  createdAt: time,
  expiresAt: time,
  acceptedAt: maybeTime,
});
const touchedRoles = {
  type: "array",
  items: object({ id: text, label: text, accountName: text, managedBy }),
} as const;

const accessToken = {
  id: text,
  name: text,
  last4: text,
  scopes: { type: "array", items: { type: "string", enum: tokenScopes } },
  roles: { type: ["integer", "null"], description: "How many roles it is limited to" },
  createdAt: time,
  expiresAt: time,
  lastUsedAt: maybeTime,
  lastUsedAddress: maybeText,
  ended: { type: ["string", "null"], enum: ["expired", "revoked", null] },
} as const;

const obstacles = {
  type: "array",
  items: { type: "string", enum: ["disabled", "auditor", "own_role"] },
  description: "What keeps every assignment from giving anything",
} as const;
const reachedUse = {
  oneOf: [
    object({
      maxDurationSeconds: whole,
      withReasonSeconds: { type: ["integer", "null"], description: "When a longer session takes a reason" },
      requiresReason: flag,
      endsAt: maybeTime,
    }),
    { type: "null" },
  ],
} as const;
const reachedUses = { console: reachedUse, credentials: reachedUse, endsAt: maybeTime } as const;

/** The schemas of answers, by name. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  Object: { type: "object" },
  Status: object({ status: text }),
  Csrf: object({ csrfToken: text }),
  Redirect: object({ url: text }),
  ClientSignIn: object({
    id: text,
    clientName: { ...text, description: "As the client named itself" },
    method: { type: "string", enum: ["authorization_code", "device_code"] },
    address: text,
    userAgent: text,
    createdAt: time,
    lastUsedAt: time,
    lastUsedAddress: text,
    expiresAt: time,
  }),
  ClientSignIns: object({ clientSignIns: listOf("ClientSignIn") }),
  SignedIn: object({
    signIns: {
      type: "array",
      items: object({
        id: text,
        current: { ...flag, description: "Whether it is yours that asks" },
        method: { type: "string", enum: ["password", "oidc"] },
        address: text,
        userAgent: text,
        createdAt: time,
        lastSeenAt: time,
        expiresAt: time,
      }),
    },
    clientSignIns: listOf("ClientSignIn"),
    tokens: {
      type: "array",
      items: object({
        ...accessToken,
        onlyRoles: {
          type: "array",
          description: "The first ten roles that it is limited to",
          items: object({ id: text, label: text, accountName: text }),
        },
      }),
    },
  }),
  EndedSignIns: object({ signIns: whole, clientSignIns: whole, tokens: whole }),
  AuthorizationAnswer: object({
    redirectTo: { ...text, description: "Where the browser takes the answer: a port of its own machine" },
  }),
  DeviceAuthorization: object({
    clientName: { ...text, description: "As the client named itself" },
    registeredAt: time,
    registeredAddress: text,
    scopes: { type: "array", items: text },
    lifeSeconds: { ...whole, description: "How long it would stay signed in" },
    deviceAuthorizationId: text,
    address: { ...text, description: "Where it asked from" },
    userAgent: text,
    askedAt: time,
    expiresAt: time,
    sameAddress: { ...flag, description: "Whether that is where you are" },
  }),
  DeviceCodes: object({ enabled: flag }),
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
    arn: text,
    profileName: text,
    ...session,
  }),
  ConsoleSignIn: object({ url: text, expiresAt: time, destination: text, region: maybeText, ...session }),
  SourceTest: object({
    arn: text,
    accountId,
    partition: text,
    kind: { type: "string", enum: ["user", "role_session", "federated_user", "root"] },
    temporary: flag,
    chaining: { ...flag, description: "Whether STS caps at one hour what is assumed with it" },
    throughRoleArn: { ...maybeText, description: "The role that was assumed to find out" },
  }),
  RoleCheck: {
    type: "object",
    description: "Who assumed the role and how; or the code, the side that refuses, and the changes to make",
    properties: { ok: flag },
    required: ["ok"],
  },
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
    tags: { ...whole, description: "How many session tags the role has" },
    tagsSent: flag,
    requiresMfa: flag,
    requiresSecondFactor: flag,
    bindAddress: flag,
    updatedAt: time,
  }),
  RoleOptions: object({
    roleId: text,
    sourceId: { ...maybeText, description: "The role's own credential source" },
    effectiveSource: {
      ...object({ id: text, name: text, from: { type: "string", enum: ["role", "account", "default"] } }),
      description: "The credential source that counts: the role's, else the account's, else the default one",
    },
    chain: {
      type: "array",
      items: object({ roleId: text, arn: text, label: text }),
      description: "The roles assumed one after another, this one last",
    },
    externalId: maybeText,
    sourceIdentity: flag,
    sessionName: { ...maybeText, description: "Around {person}" },
    sessionPolicy: maybeText,
    sessionPolicyArns: { type: "array", items: text },
    sessionTags: { type: "array", items: object({ key: text, value: text, transitive: flag }) },
    tagsSent: flag,
    requiresMfa: flag,
    requiresSecondFactor: flag,
    bindAddress: flag,
    maxDurationSeconds: whole,
    refusedDurations: {
      type: "array",
      items: object({ seconds: whole, refusedAt: time }),
      description: "Durations that AWS refused, which are not asked for again",
    },
  }),
  Trust: {
    type: "object",
    description: "Without policies, and with the code of why, where whom to trust is not known",
    properties: {
      ok: flag,
      roleId: text,
      roleArn: text,
      source: object({ kind: text, name: text }),
      principal: { type: "object" },
      notes: { type: "array", items: text },
      trust: object({
        json: text,
        cli: text,
        cliCreate: text,
        cliProvider: maybeText,
        cloudFormation: text,
        terraform: text,
      }),
      identity: { type: ["object", "null"] },
      quickCreate: object({ stackName: text, region: text, consoleHost: text, dnsSuffix: text }),
      code: text,
      message: text,
      details: { type: "object" },
    },
    required: ["ok", "roleId", "roleArn", "source"],
  },
  Catalogue: object({ roles: listOf("Role") }),
  RoleListItem: {
    allOf: [
      { $ref: "#/components/schemas/Role" },
      object({
        ownTags: tags,
        accountTags: tags,
        source: object({
          id: text,
          name: text,
          from: { type: "string", enum: ["role", "account", "default"] },
        }),
        managedBy,
        assignments: { ...whole, description: "How many assignments reach it" },
      }),
    ],
  },
  RoleList: pageOf("roles", listOf("RoleListItem")),
  RolesChanged: object({ changed: touchedRoles, unchanged: whole, reach }),
  RolesRemoved: object({ roles: touchedRoles, assignments: listOf("Assignment") }),
  RolesRestored: object({ roles: whole, assignments: whole }),
  Account: object(account),
  AccountChanged: object({ ...account, reach }),
  AccountListItem: object({ ...account, sourceName: maybeText, managedBy, roles: whole }),
  AccountList: pageOf("accounts", listOf("AccountListItem")),
  Source: object({
    id: text,
    name: text,
    kind: { type: "string", enum: ["default", ...sourceKinds] },
    profile: maybeText,
    role: {
      oneOf: [object({ id: text, arn: text, label: text, accountName: text }), { type: "null" }],
    },
    accessKeyLast4: maybeText,
    keyChangedAt: maybeTime,
    mfaSerial: maybeText,
    issuer: maybeText,
    audience: maybeText,
    algorithm: { type: ["string", "null"], enum: [...signingAlgorithms, null] },
    roles: whole,
    accounts: whole,
    updatedAt: maybeTime,
  }),
  Sources: object({ sources: listOf("Source") }),
  Profiles: object({ profiles: { type: "array", items: text } }),
  SigningKey: object({
    id: text,
    algorithm: { type: "string", enum: signingAlgorithms },
    state: { type: "string", enum: ["next", "current", "retired"] },
    createdAt: time,
    currentSince: maybeTime,
    retiredAt: maybeTime,
  }),
  SigningKeys: object({ signingKeys: listOf("SigningKey") }),
  KeySet: object({ keys: { type: "array", items: { type: "object" } } }),
  PickerList: object({
    complete: flag,
    totals: object({ roles: whole, accounts: whole }),
    accounts: { type: "array", items: { type: "object" } },
    uses: { type: "array", items: { type: "object" } },
    mfa: { type: "array", items: maybeTime },
    roles: { type: "array", items: { type: "array" } },
  }),
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
    hidden: flag,
    folder: maybeText,
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
  AccessToken: object(accessToken),
  AccessTokens: object({ tokens: listOf("AccessToken") }),
  NewAccessToken: object({ ...accessToken, token: { ...text, description: "Shown this once" } }),
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
  PersonListItem: {
    allOf: [
      { $ref: "#/components/schemas/Person" },
      object({
        lastSeenAt: maybeTime,
        openInvitation: { oneOf: [object({ id: text, expiresAt: time }), { type: "null" }] },
        groups: whole,
      }),
    ],
  },
  People: pageOf("people", listOf("PersonListItem")),
  Group: group,
  Groups: pageOf("groups", listOf("Group")),
  GroupDetail: object({
    group,
    members: {
      type: "array",
      description: "The first 2,000 people by name",
      items: object({
        id: text,
        name: text,
        email: text,
        disabled: flag,
        byHand: flag,
        byClaim: flag,
        since: time,
      }),
    },
  }),
  ChangedMembers: object({ added: whole, removed: whole, group }),
  RemovedGroup: object({ name: text, members: whole, assignments: whole }),
  Claims: object({
    claims: {
      type: "array",
      items: object({
        claim: text,
        people: whole,
        group: { oneOf: [object({ id: text, name: text }), { type: "null" }] },
      }),
    },
  }),
  Invitation: invitation,
  Invitations: object({ invitations: { type: "array", items: invitation } }),
  NewInvitation: object({
    person: { $ref: "#/components/schemas/Person" },
    invitation,
    link: { ...text, description: "Told once, here" },
  }),
  InvitationToMe: object({
    name: text,
    email: text,
    portal: text,
    expiresAt: time,
    oidc: { oneOf: [object({ name: text }), { type: "null" }] },
  }),
  AcceptedInvitation: object({ email: text }),
  Principal: {
    oneOf: [
      object({ kind: { const: "person" }, id: text, name: text, email: text, disabled: flag }),
      object({ kind: { const: "group" }, id: text, name: text, members: whole }),
    ],
  },
  Target: {
    oneOf: [
      object({
        kind: { const: "role" },
        role: object({ id: text, arn: text, label: text, roleName: text, accountId, accountName: text }),
      }),
      object({
        kind: { const: "scope" },
        account: { oneOf: [object({ id: text, accountId, name: text }), { type: "null" }] },
        roleNamePattern: maybeText,
        tag: { oneOf: [object({ key: text, value: text }), { type: "null" }] },
        roles: { ...whole, description: "How many roles fit now" },
      }),
    ],
  },
  Assignment: object({
    id: text,
    principal: { $ref: "#/components/schemas/Principal" },
    target: { $ref: "#/components/schemas/Target" },
    console: flag,
    credentials: flag,
    maxDurationSeconds: { type: ["integer", "null"] },
    startsAt: maybeTime,
    expiresAt: maybeTime,
    requiresReason: { ...flag, description: "Whether each role session asks for a reason" },
    managedBy: { ...maybeText, description: "The catalogue file that owns it" },
    createdAt: time,
  }),
  Assignments: object({
    assignments: listOf("Assignment"),
    total: whole,
    next: maybeText,
    previous: maybeText,
  }),
  ReachedRole: object({
    id: text,
    arn: text,
    label: text,
    roleName: text,
    accountId,
    accountName: text,
    color: text,
    own: flag,
  }),
  ReachingPerson: object({ id: text, name: text, email: text }),
  ReachPath: object({
    assignmentId: text,
    through: {
      oneOf: [
        object({ kind: { const: "person" } }),
        object({ kind: { const: "group" }, id: text, name: text, byHand: flag, byClaim: flag }),
      ],
    },
    target: { $ref: "#/components/schemas/Target" },
    console: flag,
    credentials: flag,
    maxDurationSeconds: { type: ["integer", "null"] },
    requiresReason: flag,
    startsAt: maybeTime,
    expiresAt: maybeTime,
    state: { type: "string", enum: ["now", "not_begun", "ended"] },
  }),
  ReachedUses: object(reachedUses),
  ReachOfPerson: object({
    person: { $ref: "#/components/schemas/ReachingPerson" },
    obstacles,
    roles: {
      type: "array",
      items: object({
        role: { $ref: "#/components/schemas/ReachedRole" },
        paths: listOf("ReachPath"),
        ...reachedUses,
      }),
    },
    total: whole,
    next: maybeText,
    previous: maybeText,
  }),
  ReachOfRole: object({
    role: { $ref: "#/components/schemas/ReachedRole" },
    people: {
      type: "array",
      items: object({
        person: { $ref: "#/components/schemas/ReachingPerson" },
        paths: listOf("ReachPath"),
        ...reachedUses,
      }),
    },
    total: whole,
    next: maybeText,
    previous: maybeText,
  }),
  ReachExplanation: object({
    person: { $ref: "#/components/schemas/ReachingPerson" },
    role: { $ref: "#/components/schemas/ReachedRole" },
    obstacles,
    giving: listOf("ReachPath"),
    notNow: listOf("ReachPath"),
    effective: { oneOf: [{ $ref: "#/components/schemas/ReachedUses" }, { type: "null" }] },
  }),
  FittingRoles: object({ total: whole, roles: listOf("ReachedRole") }),
  CataloguePlan: object({
    managedBy: maybeText,
    prune: flag,
    items: { type: "array", items: planItem({}) },
    counts: object(Object.fromEntries(planActions.map((action) => [action, whole]))),
    digest: { ...text, description: "What applying takes" },
    notes: entryNotes,
    secretsFound: whole,
  }),
  ImportPreview: object({
    text: { ...text, description: "What was read, as a catalogue file: what applying takes" },
    digest: { ...text, description: "What applying takes" },
    items: {
      type: "array",
      items: planItem({ key: { ...maybeText, description: "Names the entry, to take it or leave it" } }),
    },
    reading: {
      oneOf: [
        object({
          refused: entryNotes,
          notes: entryNotes,
          secretsFound: { ...whole, description: "How many secrets the text held; none is kept" },
          profiles: {
            type: "array",
            description: "Profiles with keys of their own, and the roles that they assume",
            items: object({ name: text, roleArns: { type: "array", items: text } }),
          },
          listing: {
            oneOf: [
              object({
                tagsDenied: flag,
                tagsIncomplete: flag,
                ousDenied: flag,
                ousIncomplete: flag,
                leftOut: whole,
                truncated: flag,
              }),
              { type: "null" },
            ],
          },
        }),
        { type: "null" },
      ],
    },
  }),
  ImportResult: object({ added: whole, changed: whole, refused: whole }),
  AssignmentsPreview: object({
    digest: { ...text, description: "What applying takes" },
    added: whole,
    changed: whole,
    revoked: whole,
    already: { ...whole, description: "Asked for, but assigned already" },
    managed: { ...whole, description: "Changed or revoked, but owned by a catalogue file" },
    later: { ...whole, description: "Added, but not begun yet" },
    people: whole,
    gained: { ...whole, description: "How often a person gains a role" },
    lost: whole,
    kept: { ...whole, description: "How often a person keeps a role on other terms" },
    changes: {
      type: "array",
      description: "The first 100 people, each with the first 20 roles",
      items: object({
        person: { $ref: "#/components/schemas/ReachingPerson" },
        gained: whole,
        lost: whole,
        changed: whole,
        roles: {
          type: "array",
          items: object({
            role: { $ref: "#/components/schemas/ReachedRole" },
            before: { oneOf: [{ $ref: "#/components/schemas/ReachedUses" }, { type: "null" }] },
            after: { oneOf: [{ $ref: "#/components/schemas/ReachedUses" }, { type: "null" }] },
          }),
        },
      }),
    },
  }),
  AppliedAssignments: object({
    added: { type: "array", items: text, description: "Ids of the new assignments" },
    changed: whole,
    revoked: listOf("Assignment"),
  }),
  OwnRole: object({
    id: text,
    arn: text,
    label: text,
    accountId,
    accountName: text,
    owner: object({ id: text, name: text, email: text }),
    createdAt: time,
  }),
  OwnRoles: object({ roles: listOf("OwnRole") }),
  OwnRoleAdded: object({ id: text, arn: text }),
  OwnRoleRule: object({
    id: text,
    partition: text,
    accountPattern: text,
    roleNamePattern: text,
    source: { oneOf: [object({ id: text, name: text }), { type: "null" }] },
    maxDurationSeconds: { type: ["integer", "null"] },
    createdAt: time,
  }),
  OwnRoleRules: object({ rules: listOf("OwnRoleRule") }),
  OwnRoleRuleRemoved: object({ rolesRemoved: whole }),
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
