import { z } from "zod";
import { CheckRoleInput } from "#lib/access/check-role.ts";
import { IssueCredentialsInput } from "#lib/access/issue-credentials.ts";
import { OwnKeysInput } from "#lib/access/list-own-key-blocks.ts";
import { OpenConsoleInput } from "#lib/access/open-console.ts";
import { TestSourceInput } from "#lib/access/test-source.ts";
import { AddAssignmentInput } from "#lib/assignments/add-assignment.ts";
import { ChangeAssignmentInput } from "#lib/assignments/change-assignment.ts";
import { AuditFilter } from "#lib/audit/list-events.ts";
import { OwnSettingsInput } from "#lib/auth/change-own-settings.ts";
import { SecondFactorCodeInput } from "#lib/auth/second-factor/code-input.ts";
import { SetupInput } from "#lib/auth/setup.ts";
import { ChangeBookmarkInput } from "#lib/bookmarks/change-bookmark.ts";
import { AddRoleInput } from "#lib/catalogue/add-role.ts";
import { ChangeAccountInput } from "#lib/catalogue/change-account.ts";
import { RoleFields } from "#lib/catalogue/role-fields.ts";
import { AddPersonInput } from "#lib/people/add-person.ts";
import { ChangePersonInput } from "#lib/people/change-person.ts";
import { AddSourceInput } from "#lib/sources/add-source.ts";
import { ChangeSourceInput } from "#lib/sources/change-source.ts";
import { RotateAccessKeyInput } from "#lib/sources/rotate-access-key.ts";

/** One operation of the API, before it is written as OpenAPI. */
export type Operation = {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  summary: string;
  /** Who may call it, in a word. */
  who: "anyone" | "signed in" | "owner" | "owner, auditor";
  query?: z.ZodType;
  body?: z.ZodType;
  /** The body is a form instead of JSON. */
  form?: true;
  status: number;
  /** The answer's schema by name, or null for none. */
  answer: string | null;
  /** The answer may be plain text too. */
  text?: true;
};

const ownRole = { roleId: true } as const;
const form = (...names: string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string().optional()])));

/** Every operation, in the order of the documentation. A test holds this list against the routes. */
export const operations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/catalogue",
    summary: "Every role you may know of",
    who: "signed in",
    status: 200,
    answer: "Catalogue",
  },
  {
    method: "post",
    path: "/api/roles/{roleId}/credentials",
    summary: "Temporary credentials of a role: JSON, or the text of a format",
    who: "signed in",
    body: IssueCredentialsInput.omit(ownRole),
    status: 200,
    answer: "Credentials",
    text: true,
  },
  {
    method: "post",
    path: "/api/roles/{roleId}/console",
    summary: "A URL that signs a browser in to the AWS console, good for 15 minutes",
    who: "signed in",
    body: OpenConsoleInput.omit(ownRole),
    status: 200,
    answer: "ConsoleSignIn",
  },
  {
    method: "get",
    path: "/api/roles/{roleId}/own-keys",
    summary: "A role written down for keys of your own: AWS config, git, switch-role link, programs",
    who: "signed in",
    query: OwnKeysInput,
    status: 200,
    answer: "OwnKeys",
  },
  {
    method: "put",
    path: "/api/bookmarks/{roleId}",
    summary: "Change your bookmark of a role",
    who: "signed in",
    body: ChangeBookmarkInput,
    status: 200,
    answer: "Bookmark",
  },
  {
    method: "get",
    path: "/api/me",
    summary: "Who you are here",
    who: "signed in",
    status: 200,
    answer: "Me",
  },
  {
    method: "patch",
    path: "/api/me",
    summary: "Change your language and theme",
    who: "signed in",
    body: OwnSettingsInput,
    status: 200,
    answer: "OwnSettings",
  },
  {
    method: "delete",
    path: "/api/me/sign-ins/{signInId}",
    summary: "End one of your sign-ins",
    who: "signed in",
    status: 204,
    answer: null,
  },
  {
    method: "get",
    path: "/api/me/second-factor",
    summary: "Whether your second factor is set up, and proved by this sign-in",
    who: "signed in",
    status: 200,
    answer: "SecondFactor",
  },
  {
    method: "post",
    path: "/api/me/second-factor",
    summary: "Begin to set up an authenticator app: a new secret, shown once",
    who: "signed in",
    status: 200,
    answer: "SecondFactorSetup",
  },
  {
    method: "put",
    path: "/api/me/second-factor",
    summary: "Confirm the authenticator app with its first code",
    who: "signed in",
    body: SecondFactorCodeInput,
    status: 200,
    answer: "SecondFactor",
  },
  {
    method: "delete",
    path: "/api/me/second-factor",
    summary: "Remove your authenticator app, with a code of it",
    who: "signed in",
    body: SecondFactorCodeInput,
    status: 204,
    answer: null,
  },
  {
    method: "post",
    path: "/api/me/second-factor/proof",
    summary: "Prove your second factor for this sign-in, for five minutes",
    who: "signed in",
    body: SecondFactorCodeInput,
    status: 200,
    answer: "SecondFactorProof",
  },
  {
    method: "post",
    path: "/api/roles",
    summary: "Add a role to the catalogue",
    who: "owner",
    body: AddRoleInput,
    status: 201,
    answer: "Role",
  },
  {
    method: "get",
    path: "/api/roles/{roleId}",
    summary: "One role of the catalogue",
    who: "signed in",
    status: 200,
    answer: "Role",
  },
  {
    method: "patch",
    path: "/api/roles/{roleId}",
    summary: "Change a role of the catalogue",
    who: "owner",
    body: RoleFields,
    status: 200,
    answer: "Role",
  },
  {
    method: "delete",
    path: "/api/roles/{roleId}",
    summary: "Remove a role with its assignments",
    who: "owner",
    status: 204,
    answer: null,
  },
  {
    method: "post",
    path: "/api/roles/{roleId}/check",
    summary: "Try a role, and explain a refusal: whose side it is, and the smallest change",
    who: "signed in",
    body: CheckRoleInput,
    status: 200,
    answer: "RoleCheck",
  },
  {
    method: "post",
    path: "/api/sources/{sourceId}/test",
    summary: "Ask AWS who a credential source is",
    who: "owner",
    body: TestSourceInput,
    status: 200,
    answer: "SourceTest",
  },
  {
    method: "get",
    path: "/api/roles/{roleId}/trust",
    summary: "The trust policy and the identity policy that a role needs, in four languages",
    who: "owner, auditor",
    status: 200,
    answer: "Trust",
  },
  {
    method: "get",
    path: "/api/roles/{roleId}/options",
    summary: "How a role is assumed",
    who: "owner, auditor",
    status: 200,
    answer: "RoleOptions",
  },
  {
    method: "post",
    path: "/api/roles/{roleId}/external-id",
    summary: "Give a role a new random ExternalId",
    who: "owner",
    status: 200,
    answer: "RoleOptions",
  },
  {
    method: "patch",
    path: "/api/accounts/{accountId}",
    summary: "Change an account's name, colour and credential source",
    who: "owner",
    body: ChangeAccountInput,
    status: 200,
    answer: "Account",
  },
  {
    method: "get",
    path: "/api/sources",
    summary: "The AWS identities that roles are assumed with, the default one first",
    who: "owner, auditor",
    status: 200,
    answer: "Sources",
  },
  {
    method: "post",
    path: "/api/sources",
    summary: "Add a credential source",
    who: "owner",
    body: AddSourceInput,
    status: 201,
    answer: "Source",
  },
  {
    method: "get",
    path: "/api/sources/{sourceId}",
    summary: "One credential source, by its id or `default`",
    who: "owner, auditor",
    status: 200,
    answer: "Source",
  },
  {
    method: "patch",
    path: "/api/sources/{sourceId}",
    summary: "Change a credential source",
    who: "owner",
    body: ChangeSourceInput,
    status: 200,
    answer: "Source",
  },
  {
    method: "delete",
    path: "/api/sources/{sourceId}",
    summary: "Remove a credential source that nothing uses",
    who: "owner",
    status: 204,
    answer: null,
  },
  {
    method: "put",
    path: "/api/sources/{sourceId}/access-key",
    summary: "Replace a source's access key by another of the same user, once AWS has answered to it",
    who: "owner",
    body: RotateAccessKeyInput,
    status: 200,
    answer: "Source",
  },
  {
    method: "get",
    path: "/api/profiles",
    summary: "The names of the profiles in the server's AWS config",
    who: "owner",
    status: 200,
    answer: "Profiles",
  },
  {
    method: "get",
    path: "/api/signing-keys",
    summary: "The keys that sign identity tokens",
    who: "owner, auditor",
    status: 200,
    answer: "SigningKeys",
  },
  {
    method: "post",
    path: "/api/signing-keys/rotation",
    summary: "Let the next keys sign from now on, and make new next ones",
    who: "owner",
    status: 200,
    answer: "SigningKeys",
  },
  {
    method: "get",
    path: "/.well-known/openid-configuration",
    summary: "What AWS reads of this portal as an OpenID issuer",
    who: "anyone",
    status: 200,
    answer: "Object",
  },
  {
    method: "get",
    path: "/.well-known/jwks.json",
    summary: "The public keys that identity tokens are verified with",
    who: "anyone",
    status: 200,
    answer: "KeySet",
  },
  {
    method: "get",
    path: "/api/people",
    summary: "Everyone",
    who: "owner, auditor",
    status: 200,
    answer: "People",
  },
  {
    method: "post",
    path: "/api/people",
    summary: "Add a person with a password",
    who: "owner",
    body: AddPersonInput,
    status: 201,
    answer: "Person",
  },
  {
    method: "patch",
    path: "/api/people/{personId}",
    summary: "Change, disable or enable a person",
    who: "owner",
    body: ChangePersonInput,
    status: 200,
    answer: "Person",
  },
  {
    method: "delete",
    path: "/api/people/{personId}/second-factor",
    summary: "Reset a person's second factor",
    who: "owner",
    status: 204,
    answer: null,
  },
  {
    method: "get",
    path: "/api/assignments",
    summary: "Assignments, of one person or one role if asked",
    who: "owner, auditor",
    query: z.object({ personId: z.string().optional(), roleId: z.string().optional() }),
    status: 200,
    answer: "Assignments",
  },
  {
    method: "post",
    path: "/api/assignments",
    summary: "Assign a role, or all that fit account, role name pattern and tag, to a person or a group",
    who: "owner",
    body: AddAssignmentInput,
    status: 201,
    answer: "Assignment",
  },
  {
    method: "patch",
    path: "/api/assignments/{assignmentId}",
    summary: "Change an assignment",
    who: "owner",
    body: ChangeAssignmentInput,
    status: 200,
    answer: "Assignment",
  },
  {
    method: "delete",
    path: "/api/assignments/{assignmentId}",
    summary: "Revoke an assignment",
    who: "owner",
    status: 204,
    answer: null,
  },
  {
    method: "get",
    path: "/api/audit",
    summary: "The audit log, newest first",
    who: "owner, auditor",
    query: AuditFilter,
    status: 200,
    answer: "AuditPage",
  },
  {
    method: "post",
    path: "/api/setup",
    summary: "Make the first owner with the setup token",
    who: "anyone",
    body: SetupInput,
    status: 201,
    answer: "SetupDone",
  },
  {
    method: "get",
    path: "/api/auth/csrf",
    summary: "A token for the forms of signing in",
    who: "anyone",
    status: 200,
    answer: "Csrf",
  },
  {
    method: "get",
    path: "/api/auth/providers",
    summary: "The ways of signing in",
    who: "anyone",
    status: 200,
    answer: "Object",
  },
  {
    method: "get",
    path: "/api/auth/session",
    summary: "Who is signed in, or an empty object",
    who: "anyone",
    status: 200,
    answer: "Object",
  },
  {
    method: "post",
    path: "/api/auth/callback/credentials",
    summary: "Sign in with e-mail and password",
    who: "anyone",
    body: form("csrfToken", "email", "password", "callbackUrl", "json"),
    form: true,
    status: 200,
    answer: "Redirect",
  },
  {
    method: "post",
    path: "/api/auth/signin/oidc",
    summary: "Begin to sign in with the identity provider",
    who: "anyone",
    body: form("csrfToken", "callbackUrl", "json"),
    form: true,
    status: 200,
    answer: "Redirect",
  },
  {
    method: "get",
    path: "/api/auth/callback/oidc",
    summary: "Where the identity provider sends the browser back to",
    who: "anyone",
    status: 302,
    answer: null,
  },
  {
    method: "post",
    path: "/api/auth/signout",
    summary: "Sign out",
    who: "anyone",
    body: form("csrfToken", "json"),
    form: true,
    status: 200,
    answer: "Redirect",
  },
  {
    method: "get",
    path: "/api/health",
    summary: "The server answers",
    who: "anyone",
    status: 200,
    answer: "Status",
  },
  {
    method: "get",
    path: "/api/ready",
    summary: "The audit log can be written",
    who: "anyone",
    status: 200,
    answer: "Status",
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This description",
    who: "anyone",
    status: 200,
    answer: "Object",
  },
];
