// Fills an empty portal with the sandbox's company, by the same verbs that people use.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { completeSetup } from "#lib/auth/setup.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { setDeviceCodes } from "#lib/clients/device-codes.ts";
import { disconnect } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { addGroup } from "#lib/groups/add-group.ts";
import { changeMembers } from "#lib/groups/change-members.ts";
import { addPerson } from "#lib/people/add-person.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { type DemoCompany, type DemoRole, demoCompany } from "../sandbox/company.ts";
import { boot } from "../server/boot.ts";

type Seed = { name: string; email: string; role: string; password: string };

/** What the owner and the developer have pinned, under names of their own. */
const pins = new Map([
  ["arn:aws:iam::210987654304:role/ReadOnly", "Shop · production"],
  ["arn:aws:iam::210987654305:role/Developer", "Shop · staging"],
]);

const root = join(import.meta.dirname, "..");
const people: Seed[] = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { setupUrl } = await boot(root);
if (setupUrl) await seed(new URL(setupUrl).hash.replace("#token=", ""));
await disconnect();

async function seed(token: string): Promise<void> {
  const origin = { requestId: "demo-seed", address: "127.0.0.1", userAgent: "demo" };
  const ids = new Map<string, string>();
  const [ownerSeed, ...others] = people;
  if (!ownerSeed) throw new Error("the demo needs people");
  const { name, email, password } = ownerSeed;
  const { personId } = await completeSetup(origin, { token, name, email, password });
  ids.set(ownerSeed.role, personId);
  const owner = viewerOf(personId, ownerSeed, "owner");
  for (const other of others) {
    const portalRole = other.role === "auditor" ? "auditor" : "member";
    const added = await addPerson(owner, {
      name: other.name,
      email: other.email,
      password: other.password,
      portalRole,
    });
    ids.set(other.role, added.id);
  }

  await setDeviceCodes(owner, { enabled: true });

  const company = demoCompany({ issuer: env().GENKAN_URL });
  const sourceOf = await addSources(owner, company);
  const roleIds = new Map<string, string>();
  const accounts = new Map(company.accounts.map((account) => [account.id, account]));
  const coloured = new Set<string>();
  const pinned: [alias: string, roleId: string][] = [];
  for (const role of [...company.roles, ...company.furtherRoles]) {
    const account = accounts.get(role.accountId);
    if (!account) throw new Error(`no account for ${role.arn}`);
    const added = await addRole(owner, {
      reference: role.arn,
      label: role.label,
      note: role.note,
      region: role.region,
      destination: role.destination,
      maxDurationSeconds: role.maxSessionDuration,
      externalId: role.externalId ?? null,
      requiresMfa: role.requiresMfa ?? false,
      sourceId: await sourceOf(role, roleIds),
      accountName: account.name,
      accountColor: account.color,
    });
    roleIds.set(role.arn, added.id);
    if (!coloured.has(account.id)) {
      coloured.add(account.id);
      const { name, color, tags, ouPath } = account;
      await changeAccount(owner, added.catalogueAccountId, {
        name,
        color,
        tags,
        // The root of an organization is no unit.
        ouPath: ouPath && ouPath !== "/" ? ouPath : null,
      });
    }
    const alias = pins.get(role.arn);
    if (alias) pinned.push([alias, added.id]);
  }
  await assignToGroups(owner, ids, roleIds);
  for (const person of people) {
    const portalRole = person.role === "owner" ? "owner" : person.role === "auditor" ? "auditor" : "member";
    const viewer = viewerOf(ids.get(person.role) ?? "", person, portalRole);
    for (const [alias, roleId] of person.role === "auditor" ? [] : pinned)
      await changeBookmark(viewer, roleId, { pinned: true, alias });
  }
}

/** A source for each way that the demo's own identity does not show, and which of them a role wants. */
async function addSources(owner: Viewer, company: DemoCompany) {
  const issuer = await addSource(owner, { kind: "web_identity", name: "Genkan as issuer" });
  const { id: accessKeyId, secret: secretAccessKey } = company.portalAccessKey;
  const sealed = await addSource(owner, {
    kind: "access_key",
    name: "Hub portal user",
    accessKeyId,
    secretAccessKey,
    mfaSerial: company.portalMfaDevice.serialNumber,
  });
  return async (role: DemoRole, roleIds: Map<string, string>): Promise<string | null> => {
    if (role.requiresMfa) return sealed.id;
    if (role.through === undefined) return null;
    if (role.through === "issuer") return issuer.id;
    const name = `Through ${role.through.split("/").at(-1)}`;
    return (await addSource(owner, { kind: "role", name, roleId: roleIds.get(role.through) })).id;
  };
}

/** The platform team reaches everything, developers what is not production's administration, the auditor reads. */
async function assignToGroups(
  owner: Viewer,
  ids: ReadonlyMap<string, string>,
  roleIds: ReadonlyMap<string, string>,
): Promise<void> {
  const make = async (name: string, description: string, member: string | undefined) => {
    const { id } = await addGroup(owner, { name, description });
    if (member) await changeMembers(owner, id, { add: [member] });
    return id;
  };
  const platform = await make("Platform team", "Runs the portal and the accounts", ids.get("owner"));
  const developers = await make(
    "Developers",
    "Builds the storefront and the data platform",
    ids.get("developer"),
  );
  for (const env of ["production", "staging", "development", "shared", "security"])
    await addAssignment(owner, { groupId: platform, tag: { key: "env", value: env } });
  for (const env of ["staging", "development"])
    await addAssignment(owner, { groupId: developers, tag: { key: "env", value: env } });
  await addAssignment(owner, {
    groupId: developers,
    roleNamePattern: "ReadOnly",
    maxDurationSeconds: 7200,
  });
  const deployers = { roleNamePattern: "*Deploy*", tag: { key: "env", value: "production" } };
  await addAssignment(owner, { groupId: developers, ...deployers, console: false, requiresReason: true });
  const developer = ids.get("developer");
  const first = [...roleIds].find(([arn]) => /NetworkEngineer/.test(arn))?.[1];
  if (developer && first) await addAssignment(owner, { personId: developer, roleId: first });
}

function viewerOf(personId: string, person: Seed, portalRole: Viewer["portalRole"]): Viewer {
  return {
    personId,
    name: person.name,
    email: person.email,
    sessionName: person.email,
    portalRole,
    locale: null,
    theme: null,
    signInId: "demo-seed",
    accessToken: null,
    clientSignIn: null,
    signedInAt: new Date().toISOString(),
    requestId: "demo-seed",
    address: "127.0.0.1",
  };
}
