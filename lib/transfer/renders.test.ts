import { expect, test } from "vitest";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { exampleExportedRole as example } from "./example-exported-role.ts";
import type { ExportedRole } from "./exported-role.ts";
import { guardFormula, unguardFormula } from "./formula-guard.ts";
import { renderAwsConfig } from "./render-aws-config.ts";
import { renderBookmarksHtml } from "./render-bookmarks-html.ts";
import { renderCsv } from "./render-csv.ts";
import { renderExtendSwitchRoles } from "./render-extend-switch-roles.ts";
import { readTagCell, writeTagCell } from "./tag-cells.ts";

const hub = { arn: "arn:aws:iam::999988887777:role/Hub", externalId: "hub/1" };
const middle = { arn: "arn:aws:iam::999988887777:role/Middle", externalId: null };
const full: ExportedRole = example({
  arn: "arn:aws:iam::111122223333:role/team/Admin",
  accountName: "Shop · 本番",
  label: "Shop admin <all>",
  alias: "ショップ",
  color: "#D13212",
  region: "ap-northeast-1",
  maxDurationSeconds: 43_200,
  externalId: "shop/2026",
  requiresMfa: true,
  mfaSerial: "arn:aws:iam::444455556666:mfa/ada",
  note: 'a, "b"; c',
  tags: { env: "prod", "a;b": "c=d\\" },
  ouPath: "/Workloads/Production",
  folder: "毎日",
});
const chained = example({
  roleName: "Deep",
  accountId: "222233334444",
  accountName: "Away",
  maxDurationSeconds: 7200,
  chain: [hub, middle],
});
const roles = [full, chained, example(), example({ roleName: "Hub", accountId: "999988887777", ...hub })];

test("AWS config is as written down", () => {
  expect(renderAwsConfig(roles)).toMatchSnapshot();
  expect(renderAwsConfig([full], { sourceProfile: "work" })).toMatchSnapshot();
  expect(renderAwsConfig([full], { credentialSource: "Ec2InstanceMetadata" })).toMatchSnapshot();
});

test("switch-role configuration is as written down", () => {
  expect(renderExtendSwitchRoles(roles)).toMatchSnapshot();
});

test("a table is as written down", () => {
  expect(renderCsv(roles)).toMatchSnapshot();
});

test("bookmarks are as written down", () => {
  expect(renderBookmarksHtml(roles, "Genkan")).toMatchSnapshot();
});

test("nothing is exported as what is nothing", () => {
  expect(renderAwsConfig([])).toBe("");
  expect(renderExtendSwitchRoles([])).toBe("");
  expect(renderCsv([]).trimEnd().split("\r\n")).toHaveLength(1);
  expect(renderBookmarksHtml([], "Genkan")).not.toContain("HREF");
});

test("where MFA is demanded and no device is known, its line is there to fill in", () => {
  const text = renderAwsConfig([example({ requiresMfa: true })]);
  expect(text).toContain("\n# mfa_serial = arn:aws:iam::111122223333:mfa/your-device\n");
  expect(text).not.toMatch(/^mfa_serial/m);
});

test("an own role on the way of a chain is one profile, not two", () => {
  const text = renderAwsConfig([example({ roleName: "Hub", chain: [] }), example({ roleName: "End" })]);
  expect(text.match(/^\[/gm)).toHaveLength(2);
  const own = example({ roleName: "Hub" });
  const end = example({ roleName: "End", chain: [{ arn: own.arn, externalId: null }] });
  const chain = renderAwsConfig([end, own]);
  expect(chain.match(/^\[/gm)).toHaveLength(2);
  expect(chain).toContain("\nsource_profile = shop-hub\n");
});

test("profiles never take the name of the source, of the default or of each other", () => {
  const same = Array.from({ length: 3 }, () => example());
  const empty = example({ accountName: "店舗", roleName: "Default" });
  const names = renderAwsConfig([...same, empty], { sourceProfile: "shop-admin" }).match(/^\[.*\]$/gm);
  expect(names).toEqual([
    "[profile shop-admin-111122223333]",
    "[profile shop-admin-111122223333-2]",
    "[profile shop-admin-111122223333-3]",
    "[profile genkan-default]",
  ]);
});

test.each([
  ["a source profile with a newline", () => renderAwsConfig([full], { sourceProfile: "a\n[default]" })],
  ["an ARN with a newline", () => renderAwsConfig([{ ...full, arn: `${full.arn}\ncredential_process = x` }])],
  ["a device with a comment", () => renderAwsConfig([{ ...full, mfaSerial: "x # y" }])],
  ["a region with a newline", () => renderExtendSwitchRoles([{ ...full, region: "a\n[b]" }])],
])("%s is refused", (_, render) => {
  expect(render).toThrow(CredentialsRenderError);
});

test("a bookmark leads nowhere but to a page", () => {
  expect(() => renderBookmarksHtml([{ ...full, url: "javascript:alert(1)" }], "Genkan")).toThrow();
});

test.each([
  "=1",
  "+1",
  "-1",
  "@x",
  "\tx",
  "\rx",
  "＝1",
  "'=1",
  "''@x",
  " =1",
  "\u200b=1",
  "plain",
  "'plain",
  "",
  "'",
])("a cell that starts as a formula does is text, and comes back: %j", (text) => {
  expect(guardFormula(text)).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r]/u);
  expect(unguardFormula(guardFormula(text))).toBe(text);
});

test.each([
  ["env=prod;team=shop", { env: "prod", team: "shop" }],
  [" env = prod ; ", { env: "prod" }],
  ["url=https://x/?a=b", { url: "https://x/?a=b" }],
  ["empty=", { empty: "" }],
  ["a\\;b=c\\=d\\\\", { "a;b": "c=d\\" }],
  ["env", null],
  ["=x", null],
  ["a=1;a=2", null],
])("a cell of tags: %j", (cell, tags) => {
  expect(readTagCell(cell)).toEqual(tags);
  if (tags) expect(readTagCell(writeTagCell(tags))).toEqual(tags);
});
