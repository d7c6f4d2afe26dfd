import { expect, test } from "vitest";
import { readExtendSwitchRoles } from "./read-extend-switch-roles.ts";

const arn = (name: string, account = "111122223333") => `arn:aws:iam::${account}:role/${name}`;
const reasons = (list: readonly { at: string; reason: string }[]) =>
  list.map(({ at, reason }) => `${at} ${reason}`);

test("target roles by ARN, and by account and name, with colour and region", () => {
  const { roles, accounts, refused, notes } = readExtendSwitchRoles(`
[profile marketingadmin]
role_arn = ${arn("marketingadmin")}
color = ffaaee

[anotheraccount]
aws_account_id = 1111-2222-4444
role_name = team/anotherrole
region=ap-northeast-1
color=#BBEEFF ; as the console shows it

[athirdaccount]
aws_account_id = 111122225555
role_name = athirdrole
image = "https://via.placeholder.com/150"
group = 第三
color = abc
`);
  expect(roles).toEqual([
    { at: "[profile marketingadmin]", arn: arn("marketingadmin"), label: "marketingadmin", color: "#ffaaee" },
    {
      at: "[anotheraccount]",
      arn: arn("team/anotherrole", "111122224444"),
      label: "anotheraccount",
      region: "ap-northeast-1",
      color: "#bbeeff",
    },
    {
      at: "[athirdaccount]",
      arn: arn("athirdrole", "111122225555"),
      label: "athirdaccount",
      color: "#aabbcc",
    },
  ]);
  expect([accounts, refused]).toEqual([[], []]);
  expect(notes.map(({ reason, details }) => [reason, details])).toEqual([
    ["setting_not_taken", { setting: "image" }],
    ["setting_not_taken", { setting: "group" }],
  ]);
});

test("a base account gives its targets their role name, their region and their source", () => {
  const text = `
;
; two organizations
;
[Org2-BaseAccount]
aws_account_id = 222200000000
target_role_name = Developer
target_region = eu-west-1

[Org2-Account1-Developer]
aws_account_id = 222200001111
source_profile = Org2-BaseAccount

[Org2-Account2-Manager]
aws_account_id = 222200002222
role_name = Manager ; overrides target role name
region = us-east-1
source_profile = Org2-BaseAccount

[old-base]
aws_account_id = 222200003333
target_role = Legacy

[old-target]
aws_account_id = 222200004444
source_profile = old-base
`;
  const named = { kind: "named" as const, name: "hub" };
  const { roles, accounts, refused, notes } = readExtendSwitchRoles(text, {
    sources: { "Org2-BaseAccount": named },
  });
  expect(roles.map(({ arn, region, source }) => [arn, region, source])).toEqual([
    [arn("Developer", "222200001111"), "eu-west-1", named],
    [arn("Manager", "222200002222"), "us-east-1", named],
    [arn("Legacy", "222200004444"), undefined, { kind: "none" }],
  ]);
  expect(accounts.map(({ name, accountId }) => [name, accountId])).toEqual([
    ["Org2-BaseAccount", "222200000000"],
    ["old-base", "222200003333"],
  ]);
  expect(refused).toEqual([]);
  expect(notes).toMatchObject([{ at: "[old-target]", reason: "source_unmapped" }]);
});

test("a base account that is entered by a role makes a chain", () => {
  const { roles } = readExtendSwitchRoles(`
[entry]
aws_account_id = 777711112222
role_name = entry-role
[target]
aws_account_id = 888811113333
role_name = stg
source_profile = entry
`);
  expect(roles[1]?.source).toEqual({ kind: "through", roleArn: arn("entry-role", "777711112222") });
});

test("aliases, roles without a name and lines that are nothing are refused one by one", () => {
  const { roles, refused } = readExtendSwitchRoles(`junk
[base]
aws_account_id = your-account-alias
[AnotherRole]
role_name = SomeOtherRole
aws_account_id = account-3-alias
[nameless]
aws_account_id = 111122223333
source_profile = base
[empty]
color = ffffff
[noise]
role_arn = ${arn("Noise")}
not a setting
[again]
role_arn = ${arn("Noise")}
`);
  expect(roles.map(({ label }) => label)).toEqual(["noise"]);
  expect(reasons(refused)).toEqual([
    "line 1 outside_section",
    "line 14 line_unreadable",
    "[base] account_alias_unsupported",
    "[AnotherRole] account_alias_unsupported",
    "[nameless] role_missing",
    "[empty] role_missing",
    "[again] role_repeated",
  ]);
});

test("a section that is not closed leaves the one before as it is", () => {
  const read = readExtendSwitchRoles(`[a]
role_arn = arn:aws:iam::111122223333:role/A
color = "#00ff00" ; as the team paints it
[b
role_arn = arn:aws:iam::111122223333:role/B`);
  expect(read.roles).toEqual([
    { at: "[a]", arn: "arn:aws:iam::111122223333:role/A", label: "a", color: "#00ff00" },
  ]);
  expect(read.refused).toEqual([{ at: "line 4", name: "", reason: "section_open" }]);
});

test("the region tells the partition of roles without an ARN", () => {
  const { roles } = readExtendSwitchRoles(
    "[cn]\naws_account_id = 111122223333\nrole_name = A\nregion = cn-north-1\n" +
      "[gov]\naws_account_id = 111122223333\nrole_name = A\nregion = us-gov-west-1\n",
  );
  expect(roles.map(({ arn }) => arn)).toEqual([
    "arn:aws-cn:iam::111122223333:role/A",
    "arn:aws-us-gov:iam::111122223333:role/A",
  ]);
});

test("indented lines and CRLF are lines like others; of a setting that is there twice, the last counts", () => {
  const { roles, notes } = readExtendSwitchRoles(
    `\uFEFF[a]\r\n  color = 000000\r\n    color = ffffff\r\n role_arn=${arn("A")}\r\n`,
  );
  expect(roles).toMatchObject([{ color: "#ffffff" }]);
  expect(reasons(notes)).toEqual(["[a] setting_repeated"]);
});

test("keys that somebody pasted along are counted and left behind", () => {
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const entries = readExtendSwitchRoles(
    `[a]\nrole_arn = ${arn("A")}\naws_secret_access_key = ${secret}\n; token: ${secret}\n`,
  );
  expect(entries.secretsFound).toBe(2);
  expect(JSON.stringify(entries)).not.toContain(secret.slice(0, 20));
});
