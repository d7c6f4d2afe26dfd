import { demoCompany } from "../../sandbox/company.ts";
import { ApiClient, member } from "./api-client.ts";
import type { Portal } from "./start-portal.ts";

export const password = "correct-horse-battery-staple";

/** People and roles of a portal made ready by its own API: set up, people added, roles added, some assigned. */
export type SeededPortal = {
  owner: ApiClient;
  developer: ApiClient;
  auditor: ApiClient;
  /** Keeps the catalogue; nothing is assigned to them. */
  admin: ApiClient;
  /** A member without any assignment. */
  bystander: ApiClient;
  people: { owner: string; developer: string; auditor: string; admin: string; bystander: string };
  /** Assigned to the developer and to the owner. */
  assignedRoleId: string;
  assignmentId: string;
  /** In the catalogue, assigned to nobody but the owner. */
  otherRoleId: string;
  roleIds: Map<string, string>;
};

export const emails = {
  owner: "owner@nimbus.example",
  developer: "dev@nimbus.example",
  auditor: "auditor@nimbus.example",
  admin: "admin@nimbus.example",
  bystander: "bystander@nimbus.example",
} as const;

/** Fills a fresh portal through its API. */
export async function seedCompany(portal: Portal): Promise<SeededPortal> {
  const anyone = new ApiClient(portal.url);
  const made = await anyone.call("POST", "/api/setup", {
    token: portal.setupToken,
    name: "Olive Owner",
    email: emails.owner,
    password,
  });
  const owner = await signedIn(portal.url, emails.owner);
  const people = { owner: text(made.json, "personId"), developer: "", auditor: "", admin: "", bystander: "" };
  for (const [name, portalRole] of [
    ["developer", "member"],
    ["auditor", "auditor"],
    ["admin", "admin"],
    ["bystander", "member"],
  ] as const) {
    const added = await owner.call("POST", "/api/people", {
      name,
      email: emails[name],
      password,
      portalRole,
    });
    people[name] = text(added.json, "id");
  }
  const roleIds = new Map<string, string>();
  // Those that ask for nothing but the portal's own identity.
  const usable = demoCompany().roles.filter((role) => !role.externalId && !role.requiresMfa && !role.refusal);
  for (const { arn, label, region, maxSessionDuration } of usable.slice(0, 8)) {
    const fields = { reference: arn, label, region, maxDurationSeconds: maxSessionDuration };
    const added = await owner.call("POST", "/api/roles", fields);
    roleIds.set(arn, text(added.json, "id"));
  }
  const [assignedRoleId = "", otherRoleId = ""] = [...roleIds.values()];
  await assign(owner, people.owner, assignedRoleId);
  await assign(owner, people.owner, otherRoleId);
  const assignmentId = await assign(owner, people.developer, assignedRoleId);
  const developer = await signedIn(portal.url, emails.developer);
  const auditor = await signedIn(portal.url, emails.auditor);
  const admin = await signedIn(portal.url, emails.admin);
  const bystander = await signedIn(portal.url, emails.bystander);
  return {
    owner,
    developer,
    auditor,
    admin,
    bystander,
    people,
    assignedRoleId,
    assignmentId,
    otherRoleId,
    roleIds,
  };
}

/** Assigns a role to a person and returns the assignment's id. */
export async function assign(owner: ApiClient, personId: string, roleId: string): Promise<string> {
  return text((await owner.call("POST", "/api/assignments", { personId, roleId })).json, "id");
}

/** A client that signed in with the password that everybody has here. */
export async function signedIn(url: string, email: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  const answer = await client.signIn(email, password);
  if (answer.status !== 200)
    throw new Error(`signing in as ${email} answered ${answer.status} ${answer.text}`);
  return client;
}

/** A member that must be text: an id of an answer. */
export function text(value: unknown, name: string): string {
  const found = member(value, name);
  if (typeof found !== "string") throw new Error(`no ${name} in ${JSON.stringify(value)}`);
  return found;
}
