import { awsMatrix, type ClientAnswers } from "./aws-matrix.ts";
import type { Method } from "./support/discover-routes.ts";

// Who may do what, for every address of the file system. e2e/http/authorization.test.ts walks it: an address without
// a row fails, a row without an address fails, and every cell is asked for real.

/** Kinds of viewer. `disabled` and `signedOut` still hold the cookie of better days; members are (un)assigned. */
export const viewers = [
  "anonymous",
  "disabled",
  "signedOut",
  "unassigned",
  "assigned",
  "auditor",
  "admin",
  "owner",
] as const;
export type ViewerKind = (typeof viewers)[number];

/** A status, with the code of a refusal after it. For pages: a status, or where the browser is sent. */
export type Answers = Readonly<Record<ViewerKind, string>>;

/** Ids that a request names. Those called fresh are made anew for each cell, so that one may be removed. */
export type Ids = {
  assignedRole: string;
  nobodysRole: string;
  account: string;
  othersSignIn: string;
  freshRole: string;
  freshPerson: string;
  freshAssignment: string;
  freshGroup: string;
  freshSource: string;
  /** Of `assignedRole`, as AWS's clients name it. */
  assignedAccountNumber: string;
  assignedRoleName: string;
  unique: string;
};

export type Case = {
  path: string;
  /** JSON, or a form when it is URLSearchParams. */
  body?: (ids: Ids) => object;
  answers: Answers;
  /** Below /aws: what an AWS client's access token is answered, and a person's of a scope for credentials. */
  toClient?: ClientAnswers;
  toToken?: string;
};

export type Row = Readonly<Partial<Record<Method, readonly Case[]>>>;

const everyone = (answer: string): Answers => ({
  anonymous: answer,
  disabled: answer,
  signedOut: answer,
  unassigned: answer,
  assigned: answer,
  auditor: answer,
  admin: answer,
  owner: answer,
});
const signedIn = (answer: string): Answers => ({
  ...everyone(answer),
  anonymous: "401 sign_in_required",
  disabled: "401 sign_in_required",
  signedOut: "401 sign_in_required",
});
const readers = (answer: string): Answers => ({
  ...signedIn(answer),
  unassigned: "403 not_allowed",
  assigned: "403 not_allowed",
});
const managers = (answer: string): Answers => ({ ...readers(answer), auditor: "403 not_allowed" });
const owners = (answer: string): Answers => ({ ...managers(answer), admin: "403 not_allowed" });
/** The owner is assigned here as well: being one opens no role by itself. */
const assignees = (answer: string, refusal: string): Answers => ({
  ...signedIn(answer),
  unassigned: refusal,
  auditor: refusal,
  admin: refusal,
});

const password = "another-long-password";
const nothingHere = [{ path: "/api/nothing-here", answers: everyone("404 not_found") }] as const;

/** Methods that an address does not name answer 405, whoever asks. */
export const apiMatrix: Readonly<Record<string, Row>> = {
  "/.well-known/jwks.json": { GET: [{ path: "/.well-known/jwks.json", answers: everyone("200") }] },
  "/.well-known/openid-configuration": {
    GET: [{ path: "/.well-known/openid-configuration", answers: everyone("200") }],
  },
  ...awsMatrix,
  "/api/[...unknown]": {
    GET: nothingHere,
    POST: nothingHere,
    PUT: nothingHere,
    PATCH: nothingHere,
    DELETE: nothingHere,
  },
  "/api/accounts": {
    GET: [
      { path: "/api/accounts", answers: readers("200") },
      { path: "/api/accounts?cursor=x", answers: readers("400 cursor_malformed") },
    ],
    POST: [
      {
        path: "/api/accounts",
        body: ({ unique }) => ({ accountId: unique.replaceAll(/\D/g, "").padStart(12, "7").slice(-12) }),
        answers: managers("201"),
      },
    ],
  },
  "/api/accounts/[accountId]": {
    PATCH: [
      { path: "/api/accounts/{account}", body: () => ({ color: "#123456" }), answers: managers("200") },
    ],
    DELETE: [{ path: "/api/accounts/{account}", answers: managers("409 account_in_use") }],
  },
  "/api/assignments": {
    GET: [{ path: "/api/assignments", answers: readers("200") }],
    POST: [
      {
        path: "/api/assignments",
        body: ({ freshPerson, assignedRole }) => ({ personId: freshPerson, roleId: assignedRole }),
        answers: managers("201"),
      },
    ],
  },
  "/api/assignments/preview": {
    POST: [
      {
        path: "/api/assignments/preview",
        body: ({ freshAssignment }) => ({ revoke: [freshAssignment] }),
        answers: managers("200"),
      },
    ],
  },
  "/api/assignments/changes": {
    POST: [
      {
        path: "/api/assignments/changes",
        body: ({ freshAssignment }) => ({ changes: { revoke: [freshAssignment] }, digest: "another" }),
        answers: managers("409 plan_changed"),
      },
    ],
  },
  "/api/assignments/[assignmentId]": {
    PATCH: [
      {
        path: "/api/assignments/{freshAssignment}",
        body: () => ({ credentials: false }),
        answers: managers("200"),
      },
    ],
    DELETE: [{ path: "/api/assignments/{freshAssignment}", answers: managers("204") }],
  },
  "/api/audit": { GET: [{ path: "/api/audit", answers: readers("200") }] },
  "/api/auth/[...nextauth]": {
    GET: [
      { path: "/api/auth/csrf", answers: everyone("200") },
      { path: "/api/auth/session", answers: everyone("200") },
      { path: "/api/auth/providers", answers: everyone("200") },
      { path: "/api/auth/signin", answers: everyone("404 not_found") },
      { path: "/api/auth/error", answers: everyone("404 not_found") },
      { path: "/api/auth/signout", answers: everyone("405 method_not_allowed") },
    ],
    POST: [
      {
        path: "/api/auth/callback/credentials",
        body: ({ unique }) => new URLSearchParams({ csrfToken: "none", email: unique, password }),
        answers: everyone("401 sign_in_failed"),
      },
      { path: "/api/auth/signin/oidc", answers: everyone("404 not_found") },
      { path: "/api/auth/_log", answers: everyone("404 not_found") },
    ],
  },
  "/api/bookmarks/[roleId]": {
    PUT: [
      {
        path: "/api/bookmarks/{assignedRole}",
        body: () => ({ pinned: true }),
        answers: assignees("200", "404 role_not_assigned"),
      },
      {
        path: "/api/bookmarks/{nobodysRole}",
        body: () => ({ pinned: true }),
        answers: signedIn("404 role_not_assigned"),
      },
    ],
  },
  "/api/catalogue": { GET: [{ path: "/api/catalogue", answers: signedIn("200") }] },
  "/api/catalogue/file": { GET: [{ path: "/api/catalogue/file", answers: readers("200") }] },
  "/api/catalogue/file/merge": {
    POST: [
      { path: "/api/catalogue/file/merge", body: () => ({ file: "version: 1" }), answers: readers("200") },
    ],
  },
  "/api/catalogue/plan": {
    POST: [{ path: "/api/catalogue/plan", body: () => ({ file: "version: 1" }), answers: managers("200") }],
  },
  "/api/catalogue/apply": {
    POST: [
      {
        path: "/api/catalogue/apply",
        body: () => ({ file: "version: 1\nmanaged-by: matrix", digest: "another" }),
        answers: managers("409 plan_changed"),
      },
    ],
  },
  "/api/catalogue/export": {
    GET: [
      { path: "/api/catalogue/export?format=csv", answers: readers("200") },
      { path: "/api/catalogue/export?format=extend-switch-roles", answers: readers("200") },
    ],
  },
  "/api/client-sign-ins/authorization": {
    POST: [
      {
        path: "/api/client-sign-ins/authorization",
        body: () => ({
          decision: "allow",
          response_type: "code",
          client_id: "nobody-registered-this",
          redirect_uri: "http://127.0.0.1:8400/oauth/callback",
          state: "state",
          scopes: "sso:account:access",
          code_challenge: "x".repeat(43),
          code_challenge_method: "S256",
        }),
        answers: signedIn("404 client_unknown"),
      },
    ],
  },
  "/api/device-authorizations": {
    POST: [
      {
        path: "/api/device-authorizations",
        body: () => ({ userCode: "BCDF-GHJK" }),
        answers: signedIn("403 device_codes_off"),
      },
    ],
  },
  "/api/device-authorizations/answer": {
    POST: [
      {
        path: "/api/device-authorizations/answer",
        body: () => ({ userCode: "BCDF-GHJK", decision: "allow" }),
        answers: signedIn("403 device_codes_off"),
      },
    ],
  },
  "/api/device-codes": {
    GET: [{ path: "/api/device-codes", answers: readers("200") }],
    PUT: [{ path: "/api/device-codes", body: () => ({ enabled: false }), answers: owners("200") }],
  },
  "/api/groups": {
    GET: [{ path: "/api/groups", answers: readers("200") }],
    POST: [{ path: "/api/groups", body: ({ unique }) => ({ name: unique }), answers: managers("201") }],
  },
  "/api/groups/claims": { GET: [{ path: "/api/groups/claims", answers: readers("200") }] },
  "/api/groups/[groupId]": {
    GET: [
      { path: "/api/groups/{freshGroup}", answers: readers("200") },
      { path: "/api/groups/nothing-here", answers: readers("404 group_not_found") },
    ],
    PATCH: [
      {
        path: "/api/groups/{freshGroup}",
        body: () => ({ description: "seen" }),
        answers: managers("200"),
      },
    ],
    DELETE: [{ path: "/api/groups/{freshGroup}", answers: managers("200") }],
  },
  "/api/groups/[groupId]/members": {
    PATCH: [
      {
        path: "/api/groups/{freshGroup}/members",
        body: ({ freshPerson }) => ({ add: [freshPerson] }),
        answers: managers("200"),
      },
    ],
  },
  "/api/invitation": {
    POST: [
      {
        path: "/api/invitation",
        body: () => ({ token: "used-up" }),
        answers: everyone("403 invitation_invalid"),
      },
    ],
  },
  "/api/invitation/acceptance": {
    POST: [
      {
        path: "/api/invitation/acceptance",
        body: () => ({ token: "used-up", password }),
        answers: everyone("403 invitation_invalid"),
      },
    ],
  },
  "/api/health": { GET: [{ path: "/api/health", answers: everyone("200") }] },
  "/api/imports": {
    POST: [
      {
        path: "/api/imports",
        body: () => ({ text: "version: 1", digest: "another" }),
        answers: managers("409 plan_changed"),
      },
    ],
  },
  "/api/imports/preview": {
    POST: [
      {
        path: "/api/imports/preview",
        body: () => ({ kind: "csv", text: "role_arn\narn:aws:iam::210987654301:role/Imported\n" }),
        answers: managers("200"),
      },
    ],
  },
  "/api/me": {
    GET: [{ path: "/api/me", answers: signedIn("200") }],
    PATCH: [{ path: "/api/me", body: () => ({ theme: null }), answers: signedIn("200") }],
  },
  "/api/me/client-sign-ins": { GET: [{ path: "/api/me/client-sign-ins", answers: signedIn("200") }] },
  "/api/me/client-sign-ins/[clientSignInId]": {
    DELETE: [{ path: "/api/me/client-sign-ins/nothing", answers: signedIn("404 client_sign_in_not_found") }],
  },
  "/api/me/export": {
    GET: [
      { path: "/api/me/export?format=aws-config", answers: signedIn("200") },
      { path: "/api/me/export?format=bookmarks", answers: signedIn("200") },
    ],
  },
  "/api/me/roles": { GET: [{ path: "/api/me/roles", answers: signedIn("200") }] },
  "/api/me/second-factor": {
    GET: [{ path: "/api/me/second-factor", answers: signedIn("200") }],
    POST: [{ path: "/api/me/second-factor", answers: signedIn("200") }],
    PUT: [
      // No code at all: a wrong one would count, and these viewers ask for more.
      { path: "/api/me/second-factor", body: () => ({ code: "" }), answers: signedIn("400 invalid_input") },
    ],
    DELETE: [
      {
        path: "/api/me/second-factor",
        body: () => ({ code: "123456" }),
        answers: signedIn("403 second_factor_not_enrolled"),
      },
    ],
  },
  "/api/me/second-factor/proof": {
    POST: [
      {
        path: "/api/me/second-factor/proof",
        body: () => ({ code: "123456" }),
        answers: signedIn("403 second_factor_not_enrolled"),
      },
    ],
  },
  "/api/me/sign-ins/[signInId]": {
    DELETE: [{ path: "/api/me/sign-ins/{othersSignIn}", answers: signedIn("404 not_found") }],
  },
  "/api/me/tokens": {
    GET: [{ path: "/api/me/tokens", answers: signedIn("200") }],
    POST: [
      {
        path: "/api/me/tokens",
        body: () => ({ name: "CI", scopes: ["audit:read"] }),
        answers: signedIn("201"),
      },
    ],
  },
  "/api/me/tokens/[tokenId]": {
    DELETE: [{ path: "/api/me/tokens/nothing", answers: signedIn("404 token_not_found") }],
  },
  "/api/openapi.json": { GET: [{ path: "/api/openapi.json", answers: everyone("200") }] },
  "/api/people": {
    GET: [{ path: "/api/people", answers: readers("200") }],
    POST: [
      {
        path: "/api/people",
        body: ({ unique }) => ({ name: "New", email: unique, password }),
        answers: managers("201"),
      },
    ],
  },
  "/api/people/invitations": {
    GET: [{ path: "/api/people/invitations", answers: readers("200") }],
    POST: [
      {
        path: "/api/people/invitations",
        body: ({ unique }) => ({ name: "Invited", email: unique }),
        answers: managers("201"),
      },
      {
        path: "/api/people/invitations",
        body: ({ unique }) => ({ name: "Invited", email: unique, portalRole: "auditor" }),
        answers: owners("201"),
      },
    ],
  },
  "/api/people/[personId]/invitation": {
    // They sign in with a password: that a manager gets as far as this is what is asked here.
    POST: [
      {
        path: "/api/people/{freshPerson}/invitation",
        answers: managers("409 person_signed_in_already"),
      },
    ],
    DELETE: [{ path: "/api/people/{freshPerson}/invitation", answers: managers("404 invitation_not_found") }],
  },
  "/api/people/[personId]": {
    PATCH: [
      { path: "/api/people/{freshPerson}", body: () => ({ disabled: true }), answers: managers("200") },
    ],
  },
  "/api/people/[personId]/reach": {
    GET: [{ path: "/api/people/{freshPerson}/reach", answers: readers("200") }],
  },
  "/api/people/[personId]/tokens": {
    GET: [
      { path: "/api/people/{freshPerson}/tokens", answers: readers("200") },
      { path: "/api/people/nobody/tokens", answers: readers("404 person_not_found") },
    ],
  },
  "/api/people/[personId]/tokens/[tokenId]": {
    DELETE: [{ path: "/api/people/{freshPerson}/tokens/nothing", answers: managers("404 token_not_found") }],
  },
  // What follows takes a browser's sign-in: nobody's token tells or ends what is signed in as a person.
  "/api/people/[personId]/signed-in": {
    GET: [
      { path: "/api/people/{freshPerson}/signed-in", answers: readers("200") },
      { path: "/api/people/nobody/signed-in", answers: readers("404 person_not_found") },
    ],
    DELETE: [
      { path: "/api/people/{freshPerson}/signed-in", answers: managers("200") },
      { path: "/api/people/nobody/signed-in", answers: managers("404 person_not_found") },
    ],
  },
  "/api/people/[personId]/sign-ins/[signInId]": {
    DELETE: [
      { path: "/api/people/{freshPerson}/sign-ins/nothing", answers: managers("404 not_found") },
      { path: "/api/people/{freshPerson}/sign-ins/{othersSignIn}", answers: managers("404 not_found") },
    ],
  },
  "/api/people/[personId]/client-sign-ins/[clientSignInId]": {
    DELETE: [
      {
        path: "/api/people/{freshPerson}/client-sign-ins/nothing",
        answers: managers("404 client_sign_in_not_found"),
      },
    ],
  },
  "/api/people/[personId]/second-factor": {
    DELETE: [
      // None of them has one: that an owner gets as far as this is what is asked here.
      { path: "/api/people/{freshPerson}/second-factor", answers: managers("404 not_found") },
    ],
  },
  "/api/own-roles": {
    GET: [{ path: "/api/own-roles", answers: readers("200") }],
    POST: [
      {
        path: "/api/own-roles",
        body: () => ({ reference: "arn:aws:iam::999999999999:role/Nothing" }),
        answers: { ...signedIn("403 own_role_refused"), auditor: "403 not_allowed" },
      },
    ],
  },
  "/api/own-roles/[roleId]": {
    DELETE: [{ path: "/api/own-roles/{assignedRole}", answers: signedIn("404 role_not_found") }],
  },
  "/api/own-roles/[roleId]/sharing": {
    POST: [{ path: "/api/own-roles/{assignedRole}/sharing", answers: managers("404 role_not_found") }],
  },
  "/api/own-role-rules": {
    GET: [{ path: "/api/own-role-rules", answers: readers("200") }],
    POST: [
      {
        path: "/api/own-role-rules",
        body: () => ({ accountPattern: "111122223333", roleNamePattern: "Sandbox*" }),
        answers: owners("201"),
      },
    ],
  },
  "/api/own-role-rules/[ruleId]": {
    DELETE: [{ path: "/api/own-role-rules/nothing", answers: owners("404 own_role_rule_not_found") }],
  },
  "/api/profiles": { GET: [{ path: "/api/profiles", answers: owners("200") }] },
  "/api/ready": { GET: [{ path: "/api/ready", answers: everyone("200") }] },
  "/api/roles": {
    GET: [{ path: "/api/roles", answers: readers("200") }],
    PATCH: [
      {
        path: "/api/roles",
        body: ({ freshRole }) => ({ roleIds: [freshRole], maxDurationSeconds: 7200 }),
        answers: managers("200"),
      },
    ],
    POST: [
      {
        path: "/api/roles",
        body: ({ unique }) => ({
          reference: `arn:aws:iam::210987654301:role/${unique.replace("@", ".").slice(0, 40)}`,
        }),
        answers: managers("201"),
      },
    ],
  },
  "/api/roles/removal": {
    POST: [
      {
        path: "/api/roles/removal",
        body: ({ freshRole }) => ({ roleIds: [freshRole] }),
        answers: managers("200"),
      },
    ],
  },
  "/api/roles/restoration": {
    POST: [
      {
        path: "/api/roles/restoration",
        body: ({ freshRole }) => ({ roleIds: [freshRole] }),
        // It is not removed, and so cannot be restored: that a manager gets as far as this is what is asked here.
        answers: managers("404 role_not_found"),
      },
    ],
  },
  "/api/roles/[roleId]": {
    GET: [
      {
        path: "/api/roles/{assignedRole}",
        answers: { ...signedIn("200"), unassigned: "404 role_not_found" },
      },
      {
        path: "/api/roles/{nobodysRole}",
        answers: {
          ...signedIn("200"),
          unassigned: "404 role_not_found",
          assigned: "404 role_not_found",
        },
      },
    ],
    PATCH: [{ path: "/api/roles/{freshRole}", body: () => ({ note: "seen" }), answers: managers("200") }],
    DELETE: [{ path: "/api/roles/{freshRole}", answers: managers("204") }],
  },
  "/api/roles/[roleId]/console": {
    POST: [
      {
        path: "/api/roles/{assignedRole}/console",
        answers: assignees("200", "404 role_not_assigned"),
      },
      { path: "/api/roles/{nobodysRole}/console", answers: signedIn("404 role_not_assigned") },
    ],
  },
  "/api/roles/[roleId]/credentials": {
    POST: [
      {
        path: "/api/roles/{assignedRole}/credentials",
        answers: assignees("200", "404 role_not_assigned"),
      },
      { path: "/api/roles/{nobodysRole}/credentials", answers: signedIn("404 role_not_assigned") },
    ],
  },
  "/api/roles/[roleId]/own-keys": {
    GET: [
      {
        path: "/api/roles/{assignedRole}/own-keys",
        answers: assignees("200", "404 role_not_assigned"),
      },
      { path: "/api/roles/{nobodysRole}/own-keys", answers: signedIn("404 role_not_assigned") },
    ],
  },
  "/api/roles/[roleId]/check": {
    POST: [
      {
        path: "/api/roles/{assignedRole}/check",
        answers: { ...assignees("200", "404 role_not_found"), admin: "200" },
      },
      {
        path: "/api/roles/{nobodysRole}/check",
        answers: { ...signedIn("404 role_not_found"), admin: "200", owner: "200" },
      },
    ],
  },
  "/api/roles/[roleId]/external-id": {
    POST: [{ path: "/api/roles/{freshRole}/external-id", answers: managers("200") }],
  },
  "/api/roles/[roleId]/options": {
    GET: [{ path: "/api/roles/{assignedRole}/options", answers: readers("200") }],
  },
  "/api/roles/[roleId]/reach": {
    GET: [
      { path: "/api/roles/{assignedRole}/reach", answers: readers("200") },
      { path: "/api/roles/nothing-here/reach", answers: readers("404 role_not_found") },
    ],
  },
  "/api/roles/[roleId]/why": {
    GET: [
      {
        path: "/api/roles/{assignedRole}/why",
        answers: { ...signedIn("200"), unassigned: "404 role_not_assigned" },
      },
      {
        path: "/api/roles/{nobodysRole}/why",
        answers: {
          ...signedIn("200"),
          unassigned: "404 role_not_assigned",
          assigned: "404 role_not_assigned",
        },
      },
      {
        path: "/api/roles/{assignedRole}/why?personId={freshPerson}",
        answers: {
          ...signedIn("200"),
          unassigned: "404 role_not_assigned",
          assigned: "404 role_not_assigned",
        },
      },
    ],
  },
  "/api/targets/roles": {
    GET: [
      { path: "/api/targets/roles?roleNamePattern=*", answers: readers("200") },
      { path: "/api/targets/roles", answers: readers("400 target_missing") },
    ],
  },
  "/api/roles/[roleId]/trust": {
    GET: [
      { path: "/api/roles/{assignedRole}/trust", answers: readers("200") },
      { path: "/api/roles/nothing-here/trust", answers: readers("404 role_not_found") },
    ],
  },
  "/api/setup": {
    POST: [
      {
        path: "/api/setup",
        body: ({ unique }) => ({ token: "used-up", name: "Second", email: unique, password }),
        answers: everyone("409 setup_done"),
      },
    ],
  },
  "/api/signing-keys": { GET: [{ path: "/api/signing-keys", answers: readers("200") }] },
  "/api/signing-keys/rotation": {
    POST: [{ path: "/api/signing-keys/rotation", answers: owners("200") }],
  },
  "/api/sources": {
    GET: [{ path: "/api/sources", answers: readers("200") }],
    POST: [
      {
        path: "/api/sources",
        body: ({ unique }) => ({ kind: "environment", name: unique }),
        answers: owners("201"),
      },
    ],
  },
  "/api/sources/[sourceId]": {
    GET: [
      { path: "/api/sources/default", answers: readers("200") },
      { path: "/api/sources/nothing", answers: readers("404 source_not_found") },
    ],
    PATCH: [
      {
        path: "/api/sources/{freshSource}",
        body: ({ unique }) => ({ name: unique }),
        answers: owners("200"),
      },
    ],
    DELETE: [{ path: "/api/sources/{freshSource}", answers: owners("204") }],
  },
  "/api/sources/[sourceId]/test": {
    POST: [
      { path: "/api/sources/default/test", answers: owners("200") },
      { path: "/api/sources/nothing/test", answers: owners("404 source_not_found") },
    ],
  },
  "/api/sources/[sourceId]/access-key": {
    PUT: [
      {
        path: "/api/sources/default/access-key",
        body: () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x".repeat(40) }),
        answers: owners("404 source_not_found"),
      },
    ],
  },
};

const page = (answer: string): Answers => ({
  ...everyone(answer),
  anonymous: "to /sign-in",
  disabled: "to /sign-in",
  signedOut: "to /sign-in",
});

/** Owners, admins and auditors read; for everybody else there is no such page. */
const adminPage = (answer: string): Answers => ({
  ...page("404"),
  auditor: answer,
  admin: answer,
  owner: answer,
});

/** Pages take GET and HEAD only. */
export const pageMatrix: Readonly<Record<string, readonly Case[]>> = {
  "/": [{ path: "/", answers: page("200") }],
  "/admin/accounts": [{ path: "/admin/accounts", answers: adminPage("200") }],
  "/admin": [{ path: "/admin", answers: adminPage("to /admin/roles") }],
  "/admin/assignments": [{ path: "/admin/assignments", answers: adminPage("200") }],
  "/admin/audit": [{ path: "/admin/audit", answers: adminPage("200") }],
  "/admin/aws-clients": [{ path: "/admin/aws-clients", answers: adminPage("200") }],
  "/admin/export": [{ path: "/admin/export", answers: adminPage("200") }],
  "/admin/groups": [{ path: "/admin/groups", answers: adminPage("200") }],
  "/admin/import": [{ path: "/admin/import", answers: { ...adminPage("200"), auditor: "to /admin/export" } }],
  "/admin/own-roles": [{ path: "/admin/own-roles", answers: adminPage("200") }],
  "/admin/people": [{ path: "/admin/people", answers: adminPage("200") }],
  "/admin/people/[personId]": [
    { path: "/admin/people/{freshPerson}", answers: adminPage("200") },
    { path: "/admin/people/nobody", answers: adminPage("404") },
  ],
  "/admin/roles": [{ path: "/admin/roles", answers: adminPage("200") }],
  "/admin/roles/[roleId]": [
    { path: "/admin/roles/{nobodysRole}", answers: adminPage("200") },
    { path: "/admin/roles/no-such-role", answers: adminPage("404") },
  ],
  "/admin/sources": [{ path: "/admin/sources", answers: adminPage("200") }],
  "/authorize": [{ path: "/authorize?client_id=nobody-registered-this", answers: page("200") }],
  "/device": [{ path: "/device", answers: page("200") }],
  "/invitation": [{ path: "/invitation", answers: everyone("200") }],
  "/open/[roleId]": [
    {
      path: "/open/{assignedRole}",
      answers: { ...page("200"), unassigned: "404", auditor: "404", admin: "404" },
    },
    { path: "/open/{nobodysRole}", answers: page("404") },
  ],
  "/settings": [{ path: "/settings", answers: page("200") }],
  "/setup": [{ path: "/setup", answers: everyone("200") }],
  "/start": [{ path: "/start", answers: everyone("200") }],
  "/start/console": [
    { path: "/start/console?account_id=999999999999", answers: page("200") },
    { path: "/start/console", answers: page("200") },
  ],
  "/sign-in": [
    {
      path: "/sign-in",
      answers: { ...page("to /"), anonymous: "200", disabled: "200", signedOut: "200" },
    },
  ],
  "/terminal": [{ path: "/terminal", answers: page("200") }],
};
