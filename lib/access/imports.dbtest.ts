import { beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { addGroup } from "#lib/groups/add-group.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";
import { exportCatalogueFile } from "#lib/transfer/export-catalogue-file.ts";
import { ADA, AWAY, document, HOME, role, smallWorld, trusting } from "../../sandbox/testing/small-world.ts";
import type { World } from "../../sandbox/world.ts";
import { applyImport } from "./apply-import.ts";
import { exportCatalogue } from "./export-catalogue.ts";
import type { ImportPreview } from "./import-view.ts";
import { previewImport } from "./preview-import.ts";

const secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYTESTSECRET";
const keyId = "AKIAIOSFODNN7TESTKEY";
const sessionToken = "FwoGZXIvYXdzEBYaDNplantedSessionTokenOfAnImport0123456789";

function companyWorld(): World {
  const world = smallWorld(
    [
      role("teams/web/Deploy", trusting(ADA), { maxSessionDuration: 7200, tags: { team: "web" } }),
      { ...role("Reader", trusting(ADA)), arn: `arn:aws:iam::${HOME}:role/Reader` },
    ],
    { organization: { managementAccountId: HOME } },
  );
  const Action = ["organizations:List*", "iam:ListRoles", "iam:ListRoleTags"];
  world.users[0]?.policies.push(document({ Effect: "Allow", Action, Resource: "*" }));
  return {
    ...world,
    accounts: [
      { id: HOME, name: "Home", partition: "aws", ouPath: "/" },
      { id: AWAY, name: "Away", partition: "aws", ouPath: "/Workloads/Dev", tags: { env: "dev" } },
    ],
  };
}

testAws(companyWorld());
testDatabase();

let owner: Viewer;
let admin: Viewer;
let others: Viewer[];
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  others = [await addViewer("auditor"), await addViewer("member")];
  await addSource(owner, { kind: "environment", name: "Hub" });
});

const config = `# copied from a colleague
[default]
aws_access_key_id = ${keyId}
aws_secret_access_key = ${secretKey}
region=eu-west-1

[profile base]
aws_access_key_id = ${keyId}
aws_secret_access_key = ${secretKey}
aws_session_token = ${sessionToken}

[profile shop-prod]
role_arn = arn:aws:iam::111122223333:role/Admin
source_profile = base
external_id = shop-external-id
region = eu-central-1
duration_seconds = 7200

[profile shop-deep]
role_arn = arn:aws:iam::444455556666:role/Deep
source_profile = shop-prod

[profile broken]
role_arn = arn:aws:iam::44445555:role/Broken
source_profile = base
`;
const ini = `[Base]
aws_account_id = 123456789012

[Shop staging]
role_arn = arn:aws:iam::222233334444:role/Staging
color = aa33cc
source_profile = Base
`;
const csv = `role_arn,label,account_name,tags,note
arn:aws:iam::333344445555:role/Tools,Tools,Toolbox,team=web,"Ask, first"
arn:aws:iam::333344445555:role/Second,,,,
not an arn,,,,
`;
const yaml = `version: 1
managed-by: somebody
accounts:
  - id: "555566667777"
    name: From a file
    tags:
      env: dev
    roles:
      - name: Everything
        max-duration: 4h
groups:
  - name: Platform
assignments:
  - group: Platform
    tag:
      key: env
      value: dev
`;

const counted = ({ items }: ImportPreview) => {
  const counts: Record<string, number> = {};
  for (const { kind, action } of items) counts[`${action} ${kind}`] = (counts[`${action} ${kind}`] ?? 0) + 1;
  return counts;
};
const statesOf = (preview: ImportPreview) => [...new Set(preview.items.map(({ action }) => action))];

/** Previews, applies and previews once more, as people do. */
async function importAll(viewer: Viewer, origin: object) {
  const before = await everythingStored();
  const first = await previewImport(viewer, origin);
  const { text, digest } = first;
  const sequence = await lastSequence();
  const result = await applyImport(viewer, { text, digest });
  const events = await eventsAfter(sequence);
  const again = await previewImport(viewer, origin);
  return { before, first, result, events, again };
}

describe.each<[string, object, Record<string, number>]>([
  ["AWS config", { kind: "aws-config", config }, { "add account": 2, "add role": 2, "add source": 1 }],
  ["switch-role ini", { kind: "extend-switch-roles", text: ini }, { "add account": 2, "add role": 1 }],
  ["a table", { kind: "csv", text: csv }, { "add account": 1, "add role": 2 }],
  [
    "a catalogue file",
    { kind: "yaml", text: yaml },
    { "add account": 1, "add role": 1, "add group": 1, "add assignment": 1 },
  ],
  ["an organization", { kind: "organization", asked: {} }, { "add account": 2 }],
  [
    "an account's roles",
    { kind: "account-roles", asked: { tags: true } },
    { "add role": 1, "unchanged account": 1 },
  ],
])("%s", (_, origin, counts) => {
  test("is previewed, applied, and nothing is left to do", async () => {
    const { first, result, events, again } = await importAll(owner, origin);
    expect(counted(first)).toEqual(counts);
    const added = Object.entries(counts).reduce(
      (sum, [key, n]) => (key.startsWith("add") ? sum + n : sum),
      0,
    );
    expect(result).toEqual({ added, changed: 0, refused: 0 });
    expect(events.at(-1)).toMatchObject({ event: "catalogue.applied", viewerId: owner.personId });
    expect(events.length).toBeGreaterThanOrEqual(added);
    expect(statesOf(again)).toEqual(["unchanged"]);
    const stored = await everythingStored();
    expect(await applyImport(owner, { text: again.text, digest: again.digest })).toEqual({
      added: 0,
      changed: 0,
      refused: 0,
    });
    expect(await everythingStored()).toBe(stored);
  });
});

describe("a preview", () => {
  test("writes nothing, and is for owners and admins", async () => {
    const stored = await everythingStored();
    await previewImport(admin, { kind: "csv", text: csv });
    expect(await everythingStored()).toBe(stored);
    await expectNotAllowed(others, (viewer) => previewImport(viewer, { kind: "csv", text: csv }));
    await expectNotAllowed(others, (viewer) => applyImport(viewer, { text: "version: 1", digest: "x" }));
  });

  test("says why entries are refused, and what is worth knowing", async () => {
    const { reading, items } = await previewImport(owner, { kind: "aws-config", config });
    expect(reading?.refused).toMatchObject([{ at: "[profile broken]", reason: "account_id_malformed" }]);
    expect(reading?.notes).toContainEqual(
      expect.objectContaining({ at: "[profile shop-prod]", reason: "source_unmapped" }),
    );
    expect(reading?.profiles).toEqual([{ name: "base", roleArns: ["arn:aws:iam::111122223333:role/Admin"] }]);
    expect(items.find(({ kind, name }) => kind === "role" && name.endsWith("/Admin"))?.at).toBe(
      "[profile shop-prod]",
    );
    const table = await previewImport(owner, { kind: "csv", text: csv });
    expect(table.reading?.refused).toMatchObject([{ at: "line 4", reason: "role_arn_malformed" }]);
  });

  test("tells what changes, field by field", async () => {
    const text = csv.replace("Tools,Tools", "Tools,Workbench");
    const { items } = await previewImport(owner, { kind: "csv", text });
    expect(items.filter(({ action }) => action === "change")).toMatchObject([
      {
        kind: "role",
        name: "arn:aws:iam::333344445555:role/Tools",
        at: "line 2",
        changes: [{ field: "label", from: "Tools", to: "Workbench" }],
      },
    ]);
  });

  test("takes a credential source for a profile with keys, and the roles keep it", async () => {
    const first = await previewImport(owner, { kind: "aws-config", config });
    const sources = (first.reading?.profiles ?? []).map(({ roleArns }) => ({ source: "Hub", roleArns }));
    const second = await previewImport(owner, { kind: "carried", text: first.text, sources });
    expect(second.reading).toBeNull();
    expect(second.items.filter(({ action }) => action === "change")).toMatchObject([
      { name: "arn:aws:iam::111122223333:role/Admin", changes: [{ field: "source", to: "Hub" }] },
    ]);
    await applyImport(owner, { text: second.text, digest: second.digest });
    expect(statesOf(await previewImport(owner, { kind: "aws-config", config }))).toEqual(["unchanged"]);
  });

  test("lets only owners bring credential sources along", async () => {
    const text =
      "[profile a]\nrole_arn = arn:aws:iam::666677778888:role/A\ncredential_source = EcsContainer\n";
    const { items } = await previewImport(admin, { kind: "aws-config", config: text });
    expect(items.filter(({ action }) => action === "refuse")).toMatchObject([
      { kind: "role", reason: "source_owner_only" },
    ]);
    const asOwner = await previewImport(owner, { kind: "aws-config", config: text });
    expect(counted(asOwner)).toEqual({ "add account": 1, "add role": 1, "add source": 1 });
  });
});

describe("applying", () => {
  const text = (names: readonly string[]) =>
    `role_arn,label\n${names.map((name) => `arn:aws:iam::777788889999:role/${name},${name}`).join("\n")}\n`;

  test("takes the chosen entries alone", async () => {
    const preview = await previewImport(owner, { kind: "csv", text: text(["One", "Two", "Three"]) });
    const only = preview.items.filter(({ name }) => !name.endsWith("/Two")).flatMap(({ key }) => key ?? []);
    const result = await applyImport(owner, { text: preview.text, digest: preview.digest, only });
    expect(result).toEqual({ added: 3, changed: 0, refused: 0 });
    const roles = await db().awsRole.findMany({ where: { account: { accountId: "777788889999" } } });
    expect(roles.map((row) => row.roleName).sort()).toEqual(["One", "Three"]);
  });

  test("is refused when it would do anything else by now", async () => {
    const preview = await previewImport(owner, { kind: "csv", text: text(["One", "Four"]) });
    await addRole(owner, { reference: "arn:aws:iam::777788889999:role/Four" });
    const { text: carried, digest } = preview;
    await expectRefused(() => applyImport(owner, { text: carried, digest }), "plan_changed");
    await expectRefused(() => applyImport(owner, { text: carried, digest, only: [] }), "plan_changed");
  });

  test("leaves out what is refused", async () => {
    const file = `version: 1
groups:
  - name: Known
    members: [nobody@example.com]
  - name: Fine
`;
    const preview = await previewImport(owner, { kind: "yaml", text: file });
    const result = await applyImport(owner, { text: preview.text, digest: preview.digest });
    expect(result.refused).toBeGreaterThan(0);
    expect(await db().group.count({ where: { nameKey: "fine" } })).toBe(1);
  });

  test.for([
    [{ text: "version: 2", digest: "x" }, "catalogue_file_malformed"],
    [{ text: "version: 1", digest: "x" }, "plan_changed"],
    [{ text: 1, digest: "x" }, "invalid_input"],
    [{ text: "version: 1", digest: "x", prune: true }, "invalid_input"],
  ] as const)("refuses %j", async ([input, code]) => {
    await expectRefused(() => applyImport(owner, input), code);
  });

  test.for([
    [{}, "invalid_input"],
    [{ kind: "xml", text: "x" }, "invalid_input"],
    [{ kind: "csv", text: "a,b\n1,2\n" }, "import_malformed"],
    [{ kind: "aws-config", config: "" }, "import_malformed"],
    [{ kind: "yaml", text: "version: 1\nsecrets: x" }, "catalogue_file_malformed"],
    [{ kind: "organization", asked: { sourceId: "none-such" } }, "source_not_found"],
  ] as const)("a preview refuses %j", async ([input, code]) => {
    await expectRefused(() => previewImport(owner, input), code);
  });
});

test("a planted secret is in no answer, event, error or table", async () => {
  const origins = [
    { kind: "aws-config", config },
    { kind: "aws-config", config: "", credentials: config },
    { kind: "aws-config", config: `[profile a]\nrole_arn = ${secretKey}\nsource_profile = ${secretKey}\n` },
    {
      kind: "extend-switch-roles",
      text: `${ini}\n; ${secretKey}\n[x]\naws_secret_access_key=${secretKey}\n`,
    },
    {
      kind: "csv",
      text: `role_arn,note,secret\narn:aws:iam::333344445555:role/Leak,${secretKey},${secretKey}\n`,
    },
    { kind: "csv", text: `${secretKey},b\n"` },
    { kind: "yaml", text: `version: 1\naccounts:\n  - id: "111122223333"\n    name: ${secretKey}\n` },
    { kind: "yaml", text: `version: 1\n${secretKey}: 1\n` },
  ];
  for (const origin of origins) {
    const said: unknown = await previewImport(owner, origin).catch((error: unknown) => error);
    const told = said instanceof Error ? `${said.message} ${JSON.stringify(said)}` : JSON.stringify(said);
    for (const secret of [secretKey, keyId, sessionToken])
      expect.soft(told, JSON.stringify(origin)).not.toContain(secret.slice(0, 14));
    if (said instanceof Error) continue;
    const { text, digest } = said as ImportPreview;
    await applyImport(owner, { text, digest });
  }
  const stored = await everythingStored();
  const events = JSON.stringify(await eventsAfter(0n));
  for (const secret of [secretKey, keyId, sessionToken]) {
    expect.soft(stored).not.toContain(secret.slice(0, 14));
    expect.soft(events).not.toContain(secret.slice(0, 14));
  }
  const { reading } = await previewImport(owner, { kind: "aws-config", config });
  expect(reading?.secretsFound).toBe(3);
});

describe("what is exported", () => {
  beforeAll(async () => {
    const person = await addViewer("member");
    const group = await addGroup(owner, { name: "Exported" });
    const [role] = await db().awsRole.findMany({ where: { removedAt: null }, take: 1 });
    await addAssignment(owner, { groupId: group.id, roleId: role?.id });
    await addAssignment(owner, { personId: person.personId, tag: { key: "env", value: "dev" } });
  });

  test("imports as the same catalogue, whole as YAML and as far as the others carry it", async () => {
    const text = await exportCatalogueFile(owner, {});
    const { items } = await previewImport(owner, { kind: "yaml", text });
    expect(statesOf({ items } as ImportPreview)).toEqual(["unchanged"]);
    const kinds = new Set(items.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["account", "assignment", "group", "role"]);
    const table = await exportCatalogue(owner, { format: "csv" });
    expect(statesOf(await previewImport(owner, { kind: "csv", text: table.text }))).toEqual(["unchanged"]);
    const switching = await exportCatalogue(owner, { format: "extend-switch-roles" });
    const preview = await previewImport(owner, { kind: "extend-switch-roles", text: switching.text });
    expect(preview.items.some(({ action }) => action === "add" || action === "refuse")).toBe(false);
    // The extension's file says what colour is seen, which roles may have of their account.
    const changes = preview.items.flatMap((item) => item.changes.map(({ field }) => field));
    expect([...new Set(changes)]).toEqual(["color"]);
  });

  test("is refused where it is cut off", async () => {
    const text = (await exportCatalogueFile(owner, {})).slice(0, 200);
    expect(await refusalCode(previewImport(owner, { kind: "yaml", text }))).toMatch(
      /^(none|catalogue_file_malformed)$/,
    );
  });
});
