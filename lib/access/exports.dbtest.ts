import { beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { db } from "#lib/db/client.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase, testOrigin } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";
import { readAwsConfig } from "#lib/transfer/read-aws-config.ts";
import { readCsv } from "#lib/transfer/read-csv.ts";
import { readExtendSwitchRoles } from "#lib/transfer/read-extend-switch-roles.ts";
import { exportCatalogue } from "./export-catalogue.ts";
import { exportOwnRoles } from "./export-own-roles.ts";

testDatabase();

const arn = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
let owner: Viewer;
let member: Viewer;
let auditor: Viewer;
const ids: Record<string, string> = {};
beforeAll(async () => {
  owner = await addViewer("owner");
  member = await addViewer("member");
  auditor = await addViewer("auditor");
  const assign = async (name: string, assignment: object, role: object = {}) => {
    const made = await assignNewRole(owner, member, arn(name), { assignment, role });
    ids[name] = made.role.id;
    await changeAccount(owner, made.role.catalogueAccountId, { name: "Shop", color: "#1f7a4d" });
  };
  await assign("Both", { maxDurationSeconds: 7200 }, { maxDurationSeconds: 43_200, region: "eu-west-1" });
  await assign("Console", { credentials: false });
  await assign("Terminal", { console: false });
  const hub = await addRole(owner, { reference: arn("Hub"), externalId: "hub-external-id" });
  const source = await addSource(owner, { kind: "role", name: "Through the hub", roleId: hub.id });
  ids["Hub"] = hub.id;
  await assign("Chained", { console: false }, { sourceId: source.id });
  await addRole(owner, { reference: arn("Nobodys") });
  await changeBookmark(member, ids["Both"] ?? "", {
    alias: "Daily",
    color: "#aa0000",
    region: "us-west-2",
    durationSeconds: 3600,
  });
});

const own = (format: string, more: object = {}) => exportOwnRoles(member, { format, ...more });
const arnsOf = (entries: { roles: readonly { arn: string }[] }) =>
  entries.roles.map((role) => role.arn.slice(role.arn.lastIndexOf("/") + 1)).sort();

describe("one's own roles", () => {
  test("are profiles where they are assigned for credentials", async () => {
    const { text, roles, fileName, mediaType } = await own("aws-config", { sourceProfile: "work" });
    const entries = readAwsConfig(text);
    expect(arnsOf(entries)).toEqual(["Both", "Chained", "Terminal"]);
    expect(roles).toBe(3);
    expect({ fileName, mediaType }).toEqual({
      fileName: "genkan-aws-config.ini",
      mediaType: "text/plain; charset=utf-8",
    });
    expect(text).toContain("source_profile = work\n");
    const row = await db().awsRole.findUniqueOrThrow({ where: { id: ids["Both"] ?? "" } });
    const both = entries.roles.find((role) => role.arn === arn("Both"));
    expect(both).toMatchObject({
      region: "us-west-2",
      maxDurationSeconds: 3600,
      externalId: row.externalId,
    });
  });

  test("say nothing of a role on the way that is not one's own", async () => {
    const { text } = await own("aws-config");
    expect(text).not.toContain("Hub");
    expect(text).not.toContain("hub-external-id");
  });

  test("come with the way through another role where that is one's own too", async () => {
    const both = await addViewer("member");
    for (const name of ["Hub", "Chained"])
      await addAssignment(owner, { personId: both.personId, roleId: ids[name] });
    const { text } = await exportOwnRoles(both, { format: "aws-config" });
    const chained = readAwsConfig(text).roles.find((role) => role.arn === arn("Chained"));
    expect(chained?.source).toEqual({ kind: "through", roleArn: arn("Hub") });
    expect(text).toContain("external_id = hub-external-id\n");
  });

  test("are switched to and bookmarked where they are assigned for the console", async () => {
    const { text } = await own("extend-switch-roles");
    expect(arnsOf(readExtendSwitchRoles(text))).toEqual(["Both", "Console"]);
    expect(text).toContain("[Daily]");
    expect(text).toContain("color = aa0000\n");
    const bookmarks = await own("bookmarks");
    expect(bookmarks).toMatchObject({ roles: 2, mediaType: "text/html; charset=utf-8" });
    expect(bookmarks.text).toContain(`HREF="${testOrigin}/open/${ids["Console"]}"`);
    expect(bookmarks.text).not.toContain(`${ids["Terminal"]}`);
  });

  test("are all in the table", async () => {
    const { text } = await own("csv");
    expect(arnsOf(readCsv(text))).toEqual(["Both", "Chained", "Console", "Terminal"]);
    expect(text).toContain("Daily");
  });

  test("are none for whom nothing is assigned to, and for auditors", async () => {
    await addAssignment(owner, { personId: auditor.personId, roleId: ids["Both"] });
    for (const viewer of [auditor, await addViewer("owner")])
      expect(await exportOwnRoles(viewer, { format: "csv" })).toMatchObject({ roles: 0 });
  });

  test("are left out once the assignment is over", async () => {
    const leaving = await addViewer("member");
    const past = new Date(Date.now() - 60_000).toISOString();
    await addAssignment(owner, {
      personId: leaving.personId,
      roleId: ids["Both"],
      startsAt: "2020-01-01T00:00:00Z",
      expiresAt: past,
    });
    expect(await exportOwnRoles(leaving, { format: "csv" })).toMatchObject({ roles: 0 });
  });

  test.for([
    [{ format: "yaml" }, "invalid_input"],
    [{}, "invalid_input"],
    [{ format: "csv", personId: "another" }, "invalid_input"],
    [{ format: "aws-config", sourceProfile: "a]\n[b" }, "invalid_input"],
    [{ format: "aws-config", mfaSerial: "short" }, "mfa_serial_malformed"],
  ] as const)("refuses %j", async ([input, code]) => {
    await expectRefused(() => exportOwnRoles(member, input), code);
  });
});

describe("the catalogue", () => {
  test("is a table with every role, chains and ExternalIds included", async () => {
    const { text, roles } = await exportCatalogue(auditor, { format: "csv" });
    const entries = readCsv(text);
    expect(roles).toBe(6);
    expect(arnsOf(entries)).toEqual(["Both", "Chained", "Console", "Hub", "Nobodys", "Terminal"]);
    const chained = entries.roles.find((role) => role.arn === arn("Chained"));
    expect(chained?.source).toEqual({ kind: "through", roleArn: arn("Hub") });
    expect(entries.roles.find((role) => role.arn === arn("Hub"))?.externalId).toBe("hub-external-id");
    expect(text).not.toContain("Daily");
  });

  test("is AWS Extend Switch Roles' ini", async () => {
    const { text } = await exportCatalogue(owner, { format: "extend-switch-roles" });
    expect(arnsOf(readExtendSwitchRoles(text))).toHaveLength(6);
    expect(text).toContain("color = 1f7a4d\n");
  });

  test("is for owners, admins and auditors", async () => {
    await expectNotAllowed([member], (viewer) => exportCatalogue(viewer, { format: "csv" }));
    await expectRefused(() => exportCatalogue(owner, { format: "aws-config" }), "invalid_input");
  });
});
