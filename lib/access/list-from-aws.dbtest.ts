import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { removeSource } from "#lib/sources/remove-source.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import {
  ADA,
  AWAY,
  BEN_KEY,
  document,
  HOME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { World } from "../../sandbox/world.ts";
import { listAccountRoles } from "./list-account-roles.ts";
import { listOrganization } from "./list-organization.ts";

const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
const lists = (Action: string | string[]) => document({ Effect: "Allow", Action, Resource: "*" });

/** Ada's account manages the organization; the other account's Lister may do anything, but it is asked to list only. */
function companyWorld(): World {
  const world = smallWorld(
    [
      role("Lister", trusting(ADA), { policies: [everything] }),
      role("Blind", trusting(ADA)),
      role("teams/web/Deploy", trusting(ADA), {
        description: "Ships\tit <b>",
        maxSessionDuration: 7200,
        tags: { team: "web", empty: "" },
      }),
      role("aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport", trusting(ADA)),
      { ...role("Hub", trusting(ADA)), arn: roleArn("Hub", HOME), policies: [everything] },
    ],
    { organization: { managementAccountId: HOME } },
  );
  world.users[0]?.policies.push(lists(["organizations:List*", "iam:ListRoles", "iam:ListRoleTags"]));
  return {
    ...world,
    accounts: [
      { id: HOME, name: "Home", partition: "aws", ouPath: "/" },
      { id: AWAY, name: "Away", partition: "aws", ouPath: "/Workloads/Dev", tags: { env: "dev" } },
      { id: "333333333333", name: "Gone", partition: "aws", ouPath: "/", state: "CLOSED" },
    ],
  };
}

const aws = testAws(companyWorld());
testDatabase();

let owner: Viewer;
let admin: Viewer;
let others: Viewer[];
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  others = [await addViewer("auditor"), await addViewer("member")];
});
afterEach(async () => {
  await aws.clearFaults();
  await aws.putWorld(companyWorld());
});

let made = 0;
const addRoleSource = async (roleId: string) => {
  made += 1;
  return addSource(owner, { kind: "role", name: `Through ${made}`, roleId });
};
const addListed = async (name: string, more: object = {}) => {
  const known = await db().awsRole.findFirst({ where: { arnKey: roleArn(name) }, select: { id: true } });
  return known ?? addRole(owner, { reference: roleArn(name), externalId: null, ...more });
};

describe("an organization", () => {
  const entries = { roles: [], groups: [], assignments: [], refused: [], notes: [], secretsFound: 0 };
  const listed = {
    ...entries,
    accounts: [
      { at: HOME, partition: "aws", accountId: HOME, name: "Home", tags: {}, ouPath: null },
      {
        at: AWAY,
        partition: "aws",
        accountId: AWAY,
        name: "Away",
        tags: { env: "dev" },
        ouPath: "/Workloads/Dev",
      },
    ],
    tagsDenied: false,
    ousDenied: false,
    tagsIncomplete: false,
    ousIncomplete: false,
    leftOut: [{ accountId: "333333333333", name: "Gone", state: "CLOSED" }],
    truncated: false,
  };

  test("is listed as entries, with who asked on record, by owners and admins alone", async () => {
    const { answer, event } = await withEvent(() => listOrganization(admin, {}));
    expect(answer).toEqual(listed);
    expect(event).toMatchObject({
      event: "source.listed",
      outcome: "done",
      viewerId: admin.personId,
      subjectId: "default",
      fields: { source: "default", what: "organization", accounts: 3, tags: "complete", ous: "complete" },
    });
    expect(await listOrganization(owner, { sourceId: "default" })).toEqual(listed);
    await expectNotAllowed(others, (viewer) => listOrganization(viewer, {}));
  });

  test("says what AWS does not tell of its accounts", async () => {
    const world = companyWorld();
    const Action = ["organizations:ListTagsForResource", "organizations:ListRoots"];
    world.users[0]?.policies.push(document({ Effect: "Deny", Action, Resource: "*" }));
    await aws.putWorld(world);
    expect(await listOrganization(admin, { sourceId: null })).toEqual({
      ...listed,
      accounts: listed.accounts.map(({ tags: _, ouPath: __, ...rest }) => rest),
      tagsDenied: true,
      ousDenied: true,
    });
  });

  test("is listed through a role, whose session may list and nothing else", async () => {
    const hub = await addRole(owner, { reference: roleArn("Hub", HOME), externalId: null });
    const source = await addRoleSource(hub.id);
    const { answer, event } = await withEvent(() => listOrganization(admin, { sourceId: source.id }));
    expect(answer).toEqual(listed);
    expect(event).toMatchObject({
      roleId: hub.id,
      roleArn: roleArn("Hub", HOME),
      fields: { source: source.name },
    });
    const call = (await aws.calls()).findLast(({ action }) => action === "AssumeRole");
    expect(call?.params["RoleSessionName"]).toBe(admin.sessionName);
    expect(JSON.parse(call?.params["Policy"] ?? "{}").Statement.Action).toEqual([
      "organizations:ListAccounts",
      "organizations:ListRoots",
      "organizations:ListOrganizationalUnitsForParent",
      "organizations:ListAccountsForParent",
      "organizations:ListTagsForResource",
    ]);
  });

  test("that the source does not manage is refused by name, on record", async () => {
    const blind = await addListed("Blind");
    const source = await addRoleSource(blind.id);
    const { answer, event } = await withEvent(() =>
      refusalCode(listOrganization(admin, { sourceId: source.id })),
    );
    expect(answer).toBe("aws_identity_policy_refused");
    expect(event).toMatchObject({
      event: "source.listed",
      outcome: "failed",
      fields: { what: "organization", code: "aws_identity_policy_refused" },
    });
    const lister = await addRoleSource((await addListed("Lister")).id);
    expect(await refusalCode(listOrganization(admin, { sourceId: lister.id }))).toBe(
      "aws_not_in_organization",
    );
    const key = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };
    const ben = await addSource(owner, { kind: "access_key", name: "Ben", ...key });
    expect(await refusalCode(listOrganization(admin, { sourceId: ben.id }))).toBe(
      "aws_identity_policy_refused",
    );
  });

  test("needs a source that is there and is somebody", async () => {
    const source = await addSource(owner, { kind: "environment", name: "Soon gone" });
    await removeSource(owner, source.id);
    await expectRefused(() => listOrganization(admin, { sourceId: source.id }), "source_not_found");
    await expectRefused(() => listOrganization(admin, { sourceId: "nothing" }), "source_not_found");
    const web = await addSource(owner, {
      kind: "web_identity",
      name: "Web",
      issuer: "https://portal.example.com",
    });
    expect(await refusalCode(listOrganization(admin, { sourceId: web.id }))).toBe("source_test_needs_role");
    await expectRefused(() => listOrganization(admin, { source: "default" }), "invalid_input");
  });
});

describe("the roles of an account", () => {
  test("are the source's own without a role to go through", async () => {
    const { answer, event } = await withEvent(() => listAccountRoles(owner, {}));
    expect(answer).toMatchObject({
      accountId: HOME,
      accounts: [{ at: HOME, partition: "aws", accountId: HOME }],
      roles: [{ at: roleArn("Hub", HOME), arn: roleArn("Hub", HOME), maxDurationSeconds: 3600 }],
      tagsDenied: false,
      leftOut: { serviceLinked: 0, identityCenter: 0 },
    });
    expect(answer.roles[0]).not.toHaveProperty("tags");
    expect(event).toMatchObject({
      event: "source.listed",
      subjectId: "default",
      roleId: null,
      fields: { source: "default", what: "roles", listedAccount: HOME, roles: 1, tags: "not_asked" },
    });
    await expectNotAllowed(others, (viewer) => listAccountRoles(viewer, {}));
  });

  test("are listed through a role of the catalogue, whose session may list and nothing else", async () => {
    const { id: throughRoleId } = await addListed("Lister");
    const { answer, event } = await withEvent(() => listAccountRoles(admin, { throughRoleId, tags: true }));
    expect(answer.roles.map(({ arn }) => arn)).toEqual(
      ["Blind", "teams/web/Deploy", "Lister"].map((name) => roleArn(name)),
    );
    expect(answer.roles[1]).toEqual({
      at: roleArn("teams/web/Deploy"),
      arn: roleArn("teams/web/Deploy"),
      maxDurationSeconds: 7200,
      note: "Ships it <b>",
      tags: { team: "web", empty: "" },
    });
    expect(answer.leftOut).toEqual({ serviceLinked: 1, identityCenter: 0 });
    expect(event).toMatchObject({
      outcome: "done",
      roleId: throughRoleId,
      roleArn: roleArn("Lister"),
      accountId: AWAY,
    });
    const call = (await aws.calls()).findLast(({ action }) => action === "AssumeRole");
    expect(JSON.parse(call?.params["Policy"] ?? "{}").Statement).toEqual({
      Effect: "Allow",
      Action: ["iam:ListRoles", "iam:ListRoleTags"],
      Resource: "*",
    });
  });

  test("are narrowed by path, name and tag", async () => {
    const { id: throughRoleId } = await addListed("Lister");
    const names = async (more: object) =>
      (await listAccountRoles(admin, { throughRoleId, ...more })).roles.map(({ arn }) =>
        arn.slice(arn.lastIndexOf("/") + 1),
      );
    expect(await names({ pathPrefix: "/teams/" })).toEqual(["Deploy"]);
    expect(await names({ nameContains: "LI" })).toEqual(["Blind", "Lister"]);
    expect(await names({ tag: { key: "team" } })).toEqual(["Deploy"]);
    expect(await names({ tag: { key: "team", value: "web" } })).toEqual(["Deploy"]);
    expect(await names({ tag: { key: "empty", value: "" } })).toEqual(["Deploy"]);
    expect(await names({ tag: { key: "team", value: "Web" } })).toEqual([]);
    expect(await names({ tag: { key: "constructor" } })).toEqual([]);
  });

  test("come without tags that AWS refuses, but not when a tag is asked for", async () => {
    const { id: throughRoleId } = await addListed("Lister");
    await aws.putRole(
      role("Lister", trusting(ADA), { policies: [lists("iam:ListRoles")], maxSessionDuration: 3600 }),
    );
    const untagged = await listAccountRoles(admin, { throughRoleId, tags: true });
    expect(untagged).toMatchObject({ tagsDenied: true, tagsIncomplete: false });
    expect(untagged.roles).toHaveLength(3);
    await expect(listAccountRoles(admin, { throughRoleId, tag: { key: "team" } })).rejects.toMatchObject({
      code: "aws_identity_policy_refused",
      details: { action: "iam:ListRoleTags" },
    });
  });

  test("leave a note that somebody wrote", async () => {
    const { id: throughRoleId } = await addListed("Lister");
    const { id } = await addListed("teams/web/Deploy");
    const note = async () =>
      (await listAccountRoles(admin, { throughRoleId, pathPrefix: "/teams/" })).roles[0]?.note;
    expect(await note()).toBe("Ships it <b>");
    await db().awsRole.update({ where: { id }, data: { note: "Ask Dev first" } });
    expect(await note()).toBeUndefined();
  });

  test("need a role that is there and the team's, and no source beside it", async () => {
    const gone = await addRole(owner, { reference: roleArn("Gone") });
    await removeRole(owner, gone.id);
    const own = await addRole(owner, { reference: roleArn("Own") });
    await db().awsRole.update({ where: { id: own.id }, data: { ownerId: owner.personId } });
    for (const throughRoleId of [gone.id, own.id, "nothing"])
      await expectRefused(() => listAccountRoles(owner, { throughRoleId }), "role_not_found");
    for (const input of [
      { throughRoleId: own.id, sourceId: "default" },
      { pathPrefix: "teams" },
      { tag: {} },
      { roleArn: roleArn("Lister") },
    ])
      await expectRefused(() => listAccountRoles(owner, input), "invalid_input", JSON.stringify(input));
  });

  test("AWS's no through a role is on record with it", async () => {
    const { id: throughRoleId } = await addListed("Blind");
    const { answer, event } = await withEvent(() => refusalCode(listAccountRoles(admin, { throughRoleId })));
    expect(answer).toBe("aws_identity_policy_refused");
    expect(event).toMatchObject({
      event: "source.listed",
      outcome: "failed",
      roleId: throughRoleId,
      fields: { what: "roles", code: "aws_identity_policy_refused" },
    });
  });
});

test("nobody lists without end", async () => {
  const eager = await addViewer("admin");
  const codes: string[] = [];
  for (let at = 0; at < 21; at += 1) codes.push(await refusalCode(listAccountRoles(eager, {})));
  expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => "none"));
  expect(codes[20]).toBe("too_many_requests");
  expect(await refusalCode(listAccountRoles(owner, {}))).toBe("none");
});
