import { expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";

const arn = (name: string, account = "111122223333") => `arn:aws:iam::${account}:role/${name}`;
const reasons = (list: readonly { at: string; reason: string }[]) =>
  list.map(({ at, reason }) => `${at} ${reason}`);

test("a row is a role, with all that its columns say", () => {
  const { roles, accounts, refused, notes } = readCsv(
    [
      "account_id,role_name,account_name,label,color,region,max_duration_seconds,external_id,requires_mfa,tags,ou_path,note",
      `1111-2222-3333,team/Admin,"Shop, Ltd.",Shop admin,d13212,eu-west-1,7200,shop/1,yes,env=prod;team=shop,/Workloads,"two\nlines ""quoted"""`,
    ].join("\n"),
  );
  expect(roles).toEqual([
    {
      at: "line 3",
      arn: arn("team/Admin"),
      label: "Shop admin",
      color: "#d13212",
      region: "eu-west-1",
      maxDurationSeconds: 7200,
      externalId: "shop/1",
      requiresMfa: true,
      tags: { env: "prod", team: "shop" },
      note: 'two lines "quoted"',
    },
  ]);
  expect(accounts).toEqual([
    {
      at: "line 3",
      partition: "aws",
      accountId: "111122223333",
      name: "Shop, Ltd.",
      ouPath: "/Workloads",
    },
  ]);
  expect([refused, notes]).toEqual([[], []]);
});

test.each([
  ["commas", "Account ID,Role Name,Colour", "111122223333,Admin,#fff000"],
  ["semicolons", "AccountId;Role;color", "111122223333;Admin;fff000"],
  ["tabs and CRLF", "\uFEFFaws_account_id\trole-name\tCOLOR", "111122223333\tAdmin\tfff000\r"],
  ["Japanese headers", "アカウントID,ロール名,色", "111122223333,Admin,fff000"],
  ["quotes around everything", '"account","iam role","color"', '"111122223333","Admin","fff000"'],
  ["an ARN", "ARN,colour", `${arn("Admin")},fff000`],
])("headers in their usual spellings: %s", (_, header, row) => {
  const { roles, notes } = readCsv(`${header}\n\n${row}\n`);
  expect(roles).toMatchObject([{ arn: arn("Admin"), color: "#fff000" }]);
  expect(notes).toEqual([]);
});

test("a row without a role is about its account, and empty cells say nothing", () => {
  const { roles, accounts } = readCsv(
    "account_id,account_name,role_name,tags\n111122223333,Shop,,env=prod\n",
  );
  expect(roles).toEqual([]);
  expect(accounts).toEqual([
    { at: "line 2", partition: "aws", accountId: "111122223333", name: "Shop", tags: { env: "prod" } },
  ]);
});

test("rows are refused one by one", () => {
  const { roles, refused } = readCsv(
    [
      "role_arn,account_id,role_name,external_id,source_role_arn",
      "nonsense",
      `${arn("A")},999988887777`,
      `${arn("A")},,B`,
      ",shop-alias,A",
      ",12345,A",
      ",,,",
      ",,A",
      `${arn("X")},,,no blanks`,
      `${arn("Fine")},111122223333,team/Fine,,${arn("Hub")},more,cells,than,headers`,
      `${arn("Fine")}`,
      `${arn("Y")},,,,${arn("X")}`,
      `${arn("L1")},,,,${arn("L2")}`,
      `${arn("L2")},,,,${arn("L1")}`,
    ].join("\n"),
  );
  expect(roles.map(({ arn, source }) => [arn, source])).toEqual([
    [arn("Fine"), { kind: "through", roleArn: arn("Hub") }],
  ]);
  expect(reasons(refused)).toEqual([
    "line 2 role_arn_malformed",
    "line 3 role_contradicts",
    "line 4 role_contradicts",
    "line 5 account_alias_unsupported",
    "line 6 account_id_malformed",
    "line 8 role_missing",
    "line 9 external_id_malformed",
    "line 11 role_repeated",
    "line 12 source_refused",
    "line 13 source_loop",
    "line 14 source_loop",
  ]);
});

test("columns are told apart as people name them, and the one that is passed over is told", () => {
  const read = readCsv(
    "Account,Account ID,Role,Label,Name\nShop,111122223333,A,a,b\nStore,'012345678901,B,c,d\n",
  );
  expect(read.accounts.map(({ accountId, name }) => [accountId, name])).toEqual([
    ["111122223333", "Shop"],
    ["012345678901", "Store"],
  ]);
  expect(read.roles.map(({ label }) => label)).toEqual(["a", "c"]);
  expect(read.notes).toEqual([
    { at: "line 1", name: "Name", reason: "column_repeated", details: { column: "Name", first: "Label" } },
  ]);
});

test("what Excel does to keep zeros and to name its separator is undone", () => {
  const read = readCsv(
    'sep=;\r\nアカウントID;ロール名\r\n="012345678901";A\r\n０１２３４５６７８９０１;B\r\n',
  );
  expect(read.refused).toEqual([]);
  expect(read.roles).toEqual([
    { at: "line 3", arn: "arn:aws:iam::012345678901:role/A" },
    { at: "line 4", arn: "arn:aws:iam::012345678901:role/B" },
  ]);
});

test("what is wrong beside the role is left out and noted", () => {
  const { roles, notes } = readCsv(
    `role_arn,color,region,duration,tags,mfa,label,wiki page\n${arn("A")},blue,moon-1,12h,env,perhaps,${"x".repeat(101)},y\n`,
  );
  expect(roles).toEqual([{ at: "line 2", arn: arn("A"), label: "x".repeat(100) }]);
  expect(reasons(notes)).toEqual([
    "line 1 column_not_taken",
    "line 2 text_shortened",
    "line 2 color_malformed",
    "line 2 region_unknown",
    "line 2 duration_out_of_range",
    "line 2 choice_malformed",
    "line 2 tags_malformed",
  ]);
});

test("an account that is told of in two ways is as its first row says", () => {
  const { accounts, notes } = readCsv(
    `role_arn,account_name,ou\n${arn("A")},Shop,\n${arn("B")},Store,/Shops\n`,
  );
  expect(accounts).toMatchObject([{ name: "Shop", ouPath: "/Shops" }]);
  expect(notes).toMatchObject([{ at: "line 3", reason: "account_repeated", details: { first: "line 2" } }]);
});

test("secrets in columns of their own, and in notes, are counted and left behind", () => {
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const entries = readCsv(
    `role_arn,secret_access_key,note\n${arn("A")},${secret},fine\n${arn("B")},,key ${secret} old\n`,
  );
  expect(entries.secretsFound).toBe(2);
  expect(entries.roles.map(({ arn }) => arn)).toEqual([arn("A")]);
  expect(reasons(entries.refused)).toEqual(["line 3 holds_secret"]);
  expect(JSON.stringify(entries)).not.toContain(secret.slice(0, 20));
});

test("a table of 20,000 rows is read, and one of more is refused", () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => arn(`R${index}`));
  expect(readCsv(["role_arn", ...rows].join("\n")).roles).toHaveLength(20_000);
  expect(() => readCsv(["role_arn", ...rows, arn("More")].join("\n"))).toThrow(
    expect.objectContaining({ details: { format: "CSV", reason: "too_many_rows" } }),
  );
});

test.each([
  ["", "empty"],
  ["a,b\n1,2", "no_header"],
  ["hello", "no_header"],
  ['role_arn,note\n"open', "quote_open"],
])("a text that is no such table is refused as a whole: %j", (text, reason) => {
  expect(() => readCsv(text)).toThrow(
    expect.objectContaining({ code: "import_malformed", details: { format: "CSV", reason } }),
  );
});
