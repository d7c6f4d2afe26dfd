import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "#lib/errors.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import type {
  AccountEntry,
  AssignmentEntry,
  CatalogueEntries,
  GroupEntry,
  RoleEntry,
} from "./entries-view.ts";
import { mergeCatalogueYaml } from "./merge-catalogue-yaml.ts";
import { readCatalogueYaml } from "./read-catalogue-yaml.ts";
import { renderCatalogueYaml } from "./render-catalogue-yaml.ts";

type Entries = Pick<CatalogueEntries, "accounts" | "roles" | "groups" | "assignments">;

const hostile = fc
  .oneof(
    fc.constantFrom(
      "yes",
      "no",
      "null",
      "~",
      "",
      "true",
      "1e3",
      "0x1",
      "007",
      "012345678901",
      "a: b",
      "a #b",
      "# c",
      "*a",
      "&a b",
      "!!js/function x",
      "- x",
      "? x",
      "{a",
      "[b",
      "'",
      '"',
      "a\nb",
      "a\r\nb\n",
      " lead",
      "trail ",
      "|",
      ">-",
      "%YAML 1.1",
      "---",
      "...",
      "=cmd()",
      "$(id)",
      "<b>",
      "<<",
      "__proto__",
      "\u2028",
      "\u0085",
      "\ufeff",
      "\u0000",
      "2026-01-01",
      "日本語",
      "a,b",
      "@x",
      "`y`",
      "\\n",
      "\t",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ maxLength: 30 }),
  )
  .filter((text) => text.isWellFormed());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const digits = fc.stringMatching(/^\d{12}$/);
const partition = fc.constantFrom("aws" as const, "aws-cn" as const);
const roleName = fc.stringMatching(/^[\w+=,.@-]{1,20}$/);
const tags = fc.dictionary(hostile, hostile, { maxKeys: 3 });
const arn = fc
  .tuple(partition, digits, fc.constantFrom("", "team/", "a/b/"), roleName)
  .map(([part, id, path, name]) => `arn:${part}:iam::${id}:role/${path}${name}`);
const source = fc.oneof(
  fc.constant({ kind: "none" as const }),
  hostile.map((name) => ({ kind: "named" as const, name })),
  arn.map((roleArn) => ({ kind: "through" as const, roleArn })),
  fc
    .constantFrom("environment" as const, "container" as const, "instance_metadata" as const)
    .map((kind) => ({ kind })),
  hostile.map((profile) => ({ kind: "profile" as const, profile })),
);
const seconds = fc.integer({ min: 1, max: 99_999 });
const account = (id: { partition: "aws" | "aws-cn"; accountId: string }): fc.Arbitrary<AccountEntry> =>
  fc
    .record({ name: hostile, color: hostile, tags, ouPath: maybe(hostile), source }, { requiredKeys: [] })
    .map((fields) => ({ at: "", ...id, ...fields }));
const role = (named: string): fc.Arbitrary<RoleEntry> =>
  fc
    .record(
      {
        label: hostile,
        color: maybe(hostile),
        region: maybe(hostile),
        destination: maybe(hostile),
        maxDurationSeconds: seconds,
        note: hostile,
        tags,
        source,
        externalId: maybe(hostile),
        requiresMfa: fc.boolean(),
        requiresSecondFactor: fc.boolean(),
        bindAddress: fc.boolean(),
        sourceIdentity: fc.boolean(),
        sessionName: maybe(hostile),
        sessionPolicy: maybe(hostile),
        sessionPolicyArns: fc.array(hostile, { maxLength: 3 }),
        sessionTags: fc.array(fc.record({ key: hostile, value: hostile, transitive: fc.boolean() }), {
          maxLength: 2,
        }),
        tagsSent: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((fields) => ({ at: "", arn: named, ...fields }));
const group: fc.Arbitrary<GroupEntry> = fc
  .record(
    {
      name: hostile,
      description: hostile,
      claim: maybe(hostile),
      members: fc.array(hostile, { maxLength: 4 }),
    },
    { requiredKeys: ["name"] },
  )
  .map((fields) => ({ at: "", ...fields }));
const time = fc.date({ min: new Date("2000-01-01"), max: new Date("2999-01-01"), noInvalidDate: true });
const target = fc.oneof(
  arn.map((roleArn) => ({ roleArn })),
  fc
    .record(
      {
        account: fc.record({ partition, accountId: digits }),
        roleNamePattern: hostile,
        tag: fc.record({ key: hostile, value: hostile }),
      },
      { requiredKeys: [] },
    )
    .filter((scope) => Object.keys(scope).length > 0),
);
const assignment: fc.Arbitrary<AssignmentEntry> = fc
  .record({
    principal: fc.oneof(
      hostile.map((person) => ({ person })),
      hostile.map((named) => ({ group: named })),
    ),
    target,
    console: fc.boolean(),
    credentials: fc.boolean(),
    maxDurationSeconds: maybe(seconds),
    startsAt: maybe(time.map((date) => date.toISOString())),
    expiresAt: maybe(time.map((date) => date.toISOString())),
    requiresReason: fc.boolean(),
  })
  .map((fields) => ({ at: "", ...fields }));
const entries: fc.Arbitrary<Entries> = fc
  .tuple(
    fc.uniqueArray(fc.record({ partition, accountId: digits }), {
      maxLength: 3,
      selector: ({ partition: part, accountId }) => `${part} ${accountId}`,
    }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("", "team/"), roleName), { maxLength: 4 }),
    fc.uniqueArray(group, { maxLength: 3, selector: ({ name }) => name.toLowerCase() }),
    fc.uniqueArray(assignment, {
      maxLength: 3,
      selector: ({ principal, target: reached }) => JSON.stringify([principal, reached]).toLowerCase(),
    }),
  )
  .chain(([ids, roles, groups, assignments]) => {
    const arns = roles.flatMap(([index, path, name]) => {
      const id = ids[index % Math.max(ids.length, 1)];
      return id ? [`arn:${id.partition}:iam::${id.accountId}:role/${path}${name}`] : [];
    });
    return fc.record({
      accounts: fc.tuple(...ids.map(account)),
      roles: fc.tuple(...[...new Set(arns)].map(role)),
      groups: fc.constant(groups),
      assignments: fc.constant(assignments),
    });
  });

const sortedBy = <T>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
function comparable({ accounts, roles, groups, assignments }: Entries) {
  const bare = <T extends { at: string }>(list: readonly T[]) =>
    sortedBy(list.map((item) => ({ ...item, at: "" })));
  return {
    accounts: bare(accounts),
    roles: bare(roles),
    groups: bare(groups).map((one) => ({ ...one, ...(one.members && { members: [...one.members].sort() }) })),
    assignments: bare(assignments),
  };
}
const normal = (some: Entries) => {
  const { groups, ...rest } = comparable(some);
  return { ...rest, groups: sortedBy(groups) };
};

test("whatever names and notes hold, a written file reads back as the same entries", () => {
  fc.assert(
    fc.property(entries, (some) => {
      const text = renderCatalogueYaml(some, "platform");
      const file = readCatalogueYaml(text);
      expect(file.managedBy).toBe("platform");
      expect(file.entries.refused).toEqual([]);
      expect(normal(file.entries)).toEqual(normal(some));
    }),
    { numRuns: 250 },
  );
}, 120_000);

test("the order of the entries does not change the text", () => {
  fc.assert(
    fc.property(entries, ({ accounts, roles, groups, assignments }) => {
      const turned = {
        accounts: [...accounts].reverse(),
        roles: [...roles].reverse(),
        groups: [...groups].reverse(),
        assignments: [...assignments].reverse(),
      };
      expect(renderCatalogueYaml(turned, null)).toBe(
        renderCatalogueYaml({ accounts, roles, groups, assignments }, null),
      );
    }),
    { numRuns: 60 },
  );
}, 120_000);

test("a file merged with other entries says just those, and with its own stays as it is", () => {
  const say = (text: string) => renderCatalogueYaml(withoutDefaults(readCatalogueYaml(text).entries), null);
  fc.assert(
    fc.property(entries, entries, (before, after) => {
      const text = renderCatalogueYaml(before, "platform");
      expect(mergeCatalogueYaml(text, before)).toBe(text);
      const merged = mergeCatalogueYaml(text, after);
      expect(say(merged).toLowerCase()).toBe(say(renderCatalogueYaml(after, null)).toLowerCase());
    }),
    { numRuns: 100 },
  );
}, 120_000);

/** What an absent key comes to in the catalogue is no difference. */
function withoutDefaults(some: CatalogueEntries): Entries {
  const drop = <T extends object>(item: T, ...unsaid: [string, unknown][]): T => {
    const left = Object.entries(item).filter(
      ([key, value]) =>
        !unsaid.some(([name, absent]) => name === key && JSON.stringify(absent) === JSON.stringify(value)),
    );
    return Object.fromEntries(left) as T;
  };
  const none = { kind: "none" };
  return {
    accounts: some.accounts.map((one) => drop(one, ["tags", {}], ["ouPath", null], ["source", none])),
    roles: some.roles.map((one) =>
      drop(
        one,
        ["label", one.arn.slice(one.arn.lastIndexOf("/") + 1)],
        ...["color", "region", "destination", "sessionName", "sessionPolicy"].map((k): [string, null] => [
          k,
          null,
        ]),
        ["maxDurationSeconds", 3600],
        ["note", ""],
        ["tags", {}],
        ["source", none],
        ...["requiresMfa", "requiresSecondFactor", "bindAddress"].map((k): [string, false] => [k, false]),
        ["sourceIdentity", true],
        ["tagsSent", true],
        ["sessionPolicyArns", []],
        ["sessionTags", []],
      ),
    ),
    groups: some.groups.map((one) => drop(one, ["description", ""], ["claim", null], ["members", []])),
    assignments: some.assignments,
  };
}

test("merging keeps comments, order and the way that values are written", () => {
  const text = `# what the platform team keeps
version: 1
managed-by: platform
accounts:
  # the shop
  - id: 111122223333 # no quotes needed
    name: Shop
    tags: {env: prod} # on one line
    roles:
      # people who deploy
      - name: Deployer
        max-duration: 240m # four hours
        note: old
      - name: Gone
`;
  const { entries: read } = readCatalogueYaml(text);
  const roles = read.roles.filter((one) => !one.arn.endsWith("Gone")).map((one) => ({ ...one, note: "new" }));
  const added = { at: "", arn: "arn:aws:iam::111122223333:role/Added", label: "Added: one" };
  expect(mergeCatalogueYaml(text, { ...read, roles: [...roles, added] })).toBe(`# what the platform team keeps
version: 1
managed-by: platform
accounts:
  # the shop
  - id: 111122223333 # no quotes needed
    name: Shop
    tags: { env: prod } # on one line
    roles:
      # people who deploy
      - name: Deployer
        max-duration: 240m # four hours
        note: new
      - name: Added
        label: "Added: one"
`);
});

test.each([
  ["", "line 1"],
  ["- a", "line 1"],
  ["version: 2", "line 1, version"],
  ["version: 1\nversion: 1", "line 2"],
  ["version: 1\nmanaged-by: none", "line 2, managed-by"],
  ["version: 1\nowner: me", "line 2"],
  ["version: 1\naccounts: 3", "line 2, accounts"],
  ["version: 1\naccounts:\n- name: x", "line 3, accounts[0]"],
  ["version: 1\naccounts:\n- id: 12345", "line 3, accounts[0].id"],
  [
    "version: 1\naccounts:\n- id: 111122223333\n  roles:\n  - arn: nonsense",
    "line 5, accounts[0].roles[0].arn",
  ],
  ["version: 1\naccounts:\n- id: 111122223333\n  roles:\n  - label: x", "line 5, accounts[0].roles[0]"],
  [
    "version: 1\naccounts:\n- id: 111122223333\n  roles:\n  - arn: arn:aws:iam::999922223333:role/A",
    "line 5, accounts[0].roles[0].arn",
  ],
  ["version: 1\naccounts:\n- id: 111122223333\n- id: 1111-2222-3333", "line 4, accounts[1]"],
  ["version: 1\naccounts:\n- id: 111122223333\n  tags: {a: !!js/function x}", "line 4"],
  ["version: 1\naccounts: *nowhere", "line 2"],
  ["version: 1\n---\nversion: 1", "line 2"],
  ["version: 1\nassignments:\n- group: a\n  person: b", "line 3, assignments[0]"],
  ["version: 1\nassignments:\n- group: a", "line 3, assignments[0]"],
  ["version: 1\nassignments:\n- group: a\n  role-name: x\n  from: soon", "line 5, assignments[0].from"],
])("%j is refused at %s", (text, place) => {
  expect(placeOf(text)).toBe(place);
});

function placeOf(text: string): unknown {
  try {
    readCatalogueYaml(text);
    return "none";
  } catch (error) {
    if (isAppError(error) && error.code === "catalogue_file_malformed") return error.details?.place;
    throw error;
  }
}

test("hostile files are refused before they cost much", async () => {
  const refused = async (text: string) =>
    expect
      .soft(await refusalCode(() => readCatalogueYaml(text)), text.slice(0, 40))
      .toBe("catalogue_file_malformed");
  await refused(`version: 1\naccounts: ${"[".repeat(200_000)}`);
  await refused(`version: 1\n${"x".repeat(9 * 1024 * 1024)}`);
  const laughs = Array.from({ length: 9 }, (_, at) => `  - &l${at + 1} [${`*l${at}, `.repeat(9)}]`).join(
    "\n",
  );
  await refused(`version: 1\naccounts:\n  - &l0 [x]\n${laughs}`);
  const members = Array.from({ length: 9000 }, (_, at) => `m${at}`).join(",");
  const groups = Array.from({ length: 500 }, (_, at) => `  - {name: g${at}, members: *m}`).join("\n");
  await refused(`version: 1\ngroups:\n  - {name: g, members: &m [${members}]}\n${groups}`);
  await refused(`version: 1\n${Array.from({ length: 100_000 }, (_, at) => `k${at}: 1`).join("\n")}`);
}, 60_000);

test("an alias stands for what it names, and a merge that changes something writes it out", () => {
  const text =
    "version: 1\naccounts:\n  - id: 111122223333\n    tags: &t {env: dev}\n  - id: 111122224444\n    tags: *t\n";
  const { entries: read } = readCatalogueYaml(text);
  expect(read.accounts.map((one) => one.tags)).toEqual([{ env: "dev" }, { env: "dev" }]);
  const [first, ...others] = read.accounts;
  const renamed = { ...read, accounts: first ? [{ ...first, name: "Shop" }, ...others] : [] };
  expect(mergeCatalogueYaml(text, renamed)).toBe(
    "version: 1\naccounts:\n  - id: 111122223333\n    tags: { env: dev }\n    name: Shop\n  - id: 111122224444\n    tags: { env: dev }\n",
  );
});

test("a file that says what the catalogue says stays as it is, to the letter", () => {
  const text = `version: 1   # one\r
accounts:\r
- id:   '111122223333'\r
  name: "Shop"\r
  tags: &t {env: dev,   b: 'c'}  # both\r
- {id: 111122224444, name: Store, tags: *t}\r
`;
  expect(mergeCatalogueYaml(text, readCatalogueYaml(text).entries)).toBe(text);
});

test("a second document is told in the words of people", () => {
  expect(() => readCatalogueYaml("version: 1\n---\nversion: 1\n")).toThrow(
    expect.objectContaining({
      details: { place: "line 2", reason: "a second document begins here, and a catalogue file is one" },
    }),
  );
});

test("an access key in a note is counted, and its role left out", () => {
  const file = readCatalogueYaml(
    "version: 1\naccounts:\n  - id: 111122223333\n    roles:\n      - name: A\n        note: key AKIAIOSFODNN7EXAMPLE\n      - name: B\n",
  );
  expect(file.entries.secretsFound).toBe(1);
  expect(file.entries.refused).toEqual([{ at: "line 5", name: "…", reason: "holds_secret" }]);
  expect(file.entries.roles.map((one) => one.arn)).toEqual(["arn:aws:iam::111122223333:role/B"]);
  expect(JSON.stringify(file)).not.toContain("AKIA");
});

test("the example of the documentation is a catalogue file that merges into itself", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/catalogue-file.md"), "utf8");
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const { managedBy, entries: read } = readCatalogueYaml(example);
  expect(managedBy).toBe("platform");
  expect(read.roles.length).toBeGreaterThan(2);
  expect(read.groups.length).toBeGreaterThan(0);
  expect(read.assignments.length).toBeGreaterThan(2);
  expect(mergeCatalogueYaml(example, read)).toBe(example);
});
