import { expect, test } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { type AwsConfigOptions, readAwsConfig } from "./read-aws-config.ts";

const arn = (name: string, account = "111122223333") => `arn:aws:iam::${account}:role/${name}`;
const read = (text: string, options?: AwsConfigOptions) => readAwsConfig(text, options);
const reasons = (list: readonly { at: string; reason: string }[]) =>
  list.map(({ at, reason }) => `${at} ${reason}`);

test("a profile with a role is a role, with all that the catalogue takes of it", () => {
  const entries = read(`
[profile shop]
role_arn = ${arn("team/Admin")}
source_profile = default
mfa_serial = arn:aws:iam::999988887777:mfa/ada
external_id = shop/2026
region = eu-west-1
duration_seconds = 7200
role_session_name = ada

[default]
region = us-east-1
`);
  expect(entries.roles).toEqual([
    {
      at: "[profile shop]",
      arn: arn("team/Admin"),
      label: "shop",
      region: "eu-west-1",
      maxDurationSeconds: 7200,
      source: { kind: "none" },
      externalId: "shop/2026",
      requiresMfa: true,
    },
  ]);
  expect(entries.accounts).toEqual([{ at: "[profile shop]", partition: "aws", accountId: "111122223333" }]);
  expect(entries.refused).toEqual([]);
  expect(entries.notes).toEqual([
    { at: "[profile shop]", name: "shop", reason: "source_unmapped", details: { source: "default" } },
    {
      at: "[profile shop]",
      name: "shop",
      reason: "mfa_device_not_taken",
      details: { device: "arn:aws:iam::999988887777:mfa/ada" },
    },
    {
      at: "[profile shop]",
      name: "shop",
      reason: "setting_not_taken",
      details: { setting: "role_session_name" },
    },
  ]);
});

test("a chain of any depth is followed, in any order of the file", () => {
  const deep = Array.from(
    { length: 500 },
    (_, at) => `[profile p${at}]\nrole_arn = ${arn(`R${at}`)}\nsource_profile = p${at + 1}\n`,
  );
  const { roles, refused } = read(`${deep.join("")}[p500]\naws_access_key_id = x\n`, {
    sources: { p500: { kind: "named", name: "hub" } },
  });
  expect(refused).toEqual([]);
  expect(roles[0]?.source).toEqual({ kind: "through", roleArn: arn("R1") });
  expect(roles[498]?.source).toEqual({ kind: "through", roleArn: arn("R499") });
  expect(roles[499]?.source).toEqual({ kind: "named", name: "hub" });
});

test("loops are refused with all that hangs on them, and nothing else is", () => {
  const { roles, refused } = read(`
[profile a]
role_arn = ${arn("A")}
source_profile = b
[profile b]
role_arn = ${arn("B")}
source_profile = c
[profile c]
role_arn = ${arn("C")}
source_profile = b
[profile self]
role_arn = ${arn("Self")}
source_profile = self
[profile fine]
role_arn = ${arn("Fine")}
source_profile = keys
[keys]
aws_access_key_id = x
`);
  expect(roles.map(({ label }) => label)).toEqual(["fine"]);
  expect(reasons(refused)).toEqual([
    "[profile self] source_loop",
    "[profile a] source_loop",
    "[profile b] source_loop",
    "[profile c] source_loop",
  ]);
});

test("what is reached through a refused role is refused as well", () => {
  const { roles, refused } = read(`
[profile hub]
role_arn = ${arn("Hub")}
external_id = no blanks allowed
credential_source = Environment
[profile middle]
role_arn = ${arn("Middle")}
source_profile = hub
[profile end]
role_arn = ${arn("End")}
source_profile = middle
[profile lost]
role_arn = ${arn("Lost")}
source_profile = broken
[profile broken]
role_arn = nonsense
`);
  expect(roles).toEqual([]);
  expect(reasons(refused)).toEqual([
    "[profile hub] external_id_malformed",
    "[profile lost] source_refused",
    "[profile broken] role_arn_malformed",
    "[profile middle] source_refused",
    "[profile end] source_refused",
  ]);
});

test("a source profile's keys come before its role, and a profile with keys may name itself", () => {
  const { roles } = read(
    `
[profile both]
role_arn = ${arn("Both")}
source_profile = both
[both]
aws_access_key_id = x
[profile next]
role_arn = ${arn("Next")}
source_profile = both
`,
    { sources: { both: { kind: "profile", profile: "both" } } },
  );
  expect(roles.map(({ source }) => source)).toEqual([
    { kind: "profile", profile: "both" },
    { kind: "profile", profile: "both" },
  ]);
});

test("credential sources are the portal's of the same kind", () => {
  const kinds = ["Environment", "Ec2InstanceMetadata", "EcsContainer", "ec2instancemetadata", "Other"];
  const { roles, refused, notes } = read(
    kinds
      .map((kind, at) => `[profile p${at}]\nrole_arn=${arn(`R${at}`)}\ncredential_source=${kind}\n`)
      .join(""),
  );
  expect(roles.map(({ source }) => source?.kind)).toEqual([
    "environment",
    "instance_metadata",
    "container",
    "instance_metadata",
  ]);
  expect(reasons(refused)).toEqual(["[profile p4] credential_source_unknown"]);
  expect(notes).toEqual([]);
});

test("both kinds of source, or none, or a token file, are told", () => {
  const { roles, refused, notes } = read(`
[profile two]
role_arn = ${arn("Two")}
source_profile = x
credential_source = Environment
[profile none]
role_arn = ${arn("None")}
[profile web]
role_arn = ${arn("Web")}
web_identity_token_file = /var/run/token
`);
  expect(reasons(refused)).toEqual(["[profile two] two_sources"]);
  expect(roles.map(({ source }) => source)).toEqual([{ kind: "none" }, { kind: "none" }]);
  expect(reasons(notes)).toEqual(["[profile none] source_missing", "[profile web] web_identity_not_taken"]);
});

test("Identity Center's profiles give account and role, with and without a session, and say what they are", () => {
  const { roles, accounts, notes, refused } = read(`
[profile dev]
sso_session = acme
sso_account_id = 123456789011
sso_role_name = readOnly
region = us-west-2
[sso-session acme]
sso_region = us-east-1
sso_start_url = https://acme.awsapps.com/start
sso_registration_scopes = sso:account:access
[profile old]
sso_start_url = https://acme.awsapps.cn/start
sso_region = cn-north-1
sso_account_id = 123456789012
sso_role_name = Admin
region = cn-northwest-1
[profile lost]
sso_session = gone
sso_account_id = 12345
sso_role_name = Admin
[profile login-only]
sso_session = acme
`);
  expect(roles.map(({ arn, region, label }) => [arn, region, label])).toEqual([
    ["arn:aws:iam::123456789011:role/readOnly", "us-west-2", "dev"],
    ["arn:aws-cn:iam::123456789012:role/Admin", "cn-northwest-1", "old"],
  ]);
  expect(accounts.map(({ partition, accountId }) => `${partition} ${accountId}`)).toEqual([
    "aws 123456789011",
    "aws-cn 123456789012",
  ]);
  expect(reasons(notes)).toEqual([
    "[profile dev] sso_permission_set",
    "[profile old] sso_permission_set",
    "[profile lost] sso_session_missing",
  ]);
  expect(reasons(refused)).toEqual(["[profile lost] account_id_malformed"]);
});

test("odd spacing, comments, tabs, CRLF, a byte order mark and nested settings are read as clients read them", () => {
  const text = `\uFEFF# mine
; and more
[ profile   spaced ]   # why
\trole_arn\t=   ${arn("Spaced")}   # the role
\tREGION=eu-west-1
\tsource_profile:default ; the usual

[profile "with blanks"]
role_arn=${arn("Blanks")}
s3 =
  max_concurrent_requests = 20
  addressing_style = path
region = eu-west-2 ;no
[profile 'quoted']
role_arn = ${arn("Quoted")}
external_id = a#b;c
[services local]
sts =
  endpoint_url = http://localhost:4566
[plugins]
cli_legacy_plugin_path = /x
`.replaceAll("\n", "\r\n");
  const { roles, refused } = read(text);
  expect(roles.map(({ at, label, arn, region }) => [at, label, arn, region])).toEqual([
    ["[profile spaced]", "spaced", arn("Spaced"), "eu-west-1"],
    ['[profile "with blanks"]', "with blanks", arn("Blanks"), "eu-west-2"],
  ]);
  // Without a blank before them, # and ; belong to the value, and no ExternalId holds them.
  expect(reasons(refused)).toEqual(["[profile 'quoted'] external_id_malformed"]);
});

test("sections and settings that are there twice are merged, the last one counts, and it is said", () => {
  const { roles, notes } = read(`
[profile twice]
role_arn = ${arn("First")}
region = eu-west-1
[profile other]
role_arn = ${arn("Other")}
credential_source = Environment
[profile twice]
role_arn = ${arn("Last")}
credential_source = Environment
credential_source = EcsContainer
`);
  expect(roles[0]).toMatchObject({ arn: arn("Last"), region: "eu-west-1", source: { kind: "container" } });
  expect(reasons(notes)).toEqual(["[profile twice] section_repeated", "[profile twice] setting_repeated"]);
});

test("one role under two names is taken once", () => {
  const { roles, refused } = read(`
[profile one]
role_arn = ${arn("Same")}
credential_source = Environment
[profile two]
role_arn = ${arn("Same")}
credential_source = Environment
region = eu-west-1
`);
  expect(roles.map(({ label }) => label)).toEqual(["one"]);
  expect(refused).toEqual([
    { at: "[profile two]", name: "two", reason: "role_repeated", details: { first: "[profile one]" } },
  ]);
});

test("a deeper setting after one with a value is taken, and said to be lost on the AWS CLI", () => {
  const { roles, notes } = read(`
[profile odd]
region = eu-west-1
  role_arn = ${arn("Odd")}
  credential_source = Environment
`);
  expect(roles).toMatchObject([{ arn: arn("Odd"), region: "eu-west-1" }]);
  expect(reasons(notes)).toEqual(["[profile odd] setting_indented", "[profile odd] setting_indented"]);
});

test("lines that are nothing are refused one by one, and never shown", () => {
  const entries = read(`stray line
[profile a]
role_arn = ${arn("A")}
credential_source = Environment
what is this wJalrXUtnFEMI
`);
  expect(entries.roles).toHaveLength(1);
  expect(reasons(entries.refused)).toEqual(["line 1 outside_section", "line 5 line_unreadable"]);
  expect(JSON.stringify(entries)).not.toContain("wJalrX");
});

test("a section that is not closed gives nothing to the one before, and neither does one further in", () => {
  const read = readAwsConfig(`[profile a]
role_arn = arn:aws:iam::111122223333:role/A
credential_source = Environment

[profile b
role_arn = arn:aws:iam::111122223333:role/B
region = eu-west-1

[profile c]
role_arn = arn:aws:iam::111122223333:role/C
credential_source = Environment
    [profile d]
    role_arn = arn:aws:iam::111122223333:role/D
    credential_source = Environment
    [profile e
    role_arn = arn:aws:iam::111122223333:role/E`);
  expect(read.roles.map(({ label, arn, region }) => [label, arn.slice(-1), region])).toEqual([
    ["a", "A", undefined],
    ["c", "C", undefined],
    ["d", "D", undefined],
  ]);
  expect(read.refused).toEqual([
    { at: "line 5", name: "", reason: "section_open" },
    { at: "line 15", name: "", reason: "section_open" },
  ]);
});

test("partitions, unicode names and regions that do not belong", () => {
  const { roles, notes } = read(`
[profile 店舗 本番 👟]
role_arn = arn:aws-cn:iam::111122223333:role/北京
[profile 店舗]
role_arn = arn:aws-us-gov:iam::111122223333:role/Gov
credential_source = Environment
region = eu-west-1
duration_seconds = 12h
[profile café]
role_arn = arn:aws-eusc:iam::111122223333:role/Eu
credential_source = Environment
region = eusc-de-east-1
`);
  expect(roles.map(({ label, region }) => [label, region])).toEqual([
    ["店舗", undefined],
    ["café", "eusc-de-east-1"],
  ]);
  expect(reasons(notes)).toEqual(["[profile 店舗] region_unknown", "[profile 店舗] duration_out_of_range"]);
});

test("names of Object.prototype are names like others", () => {
  const { roles } = read(`
[profile __proto__]
role_arn = ${arn("A")}
source_profile = constructor
[profile toString]
role_arn = ${arn("B")}
source_profile = hasOwnProperty
`);
  expect(roles.map(({ label, source }) => [label, source])).toEqual([
    ["__proto__", { kind: "none" }],
    ["toString", { kind: "none" }],
  ]);
});

test("1,000 profiles are read, each as it is", () => {
  const profile = (at: number) =>
    `[profile p-${at}]\nrole_arn = ${arn(`Role${at}`, String(100_000_000_000 + (at % 50)))}\nsource_profile = p-0\n`;
  const all = Array.from({ length: 999 }, (_, at) => profile(at + 1)).join("\n");
  const first = `[profile p-0]\nrole_arn = ${arn("Hub")}\ncredential_source = Ec2InstanceMetadata\n`;
  const { roles, accounts, refused, notes } = read(first + all);
  expect([roles.length, accounts.length, refused.length, notes.length]).toEqual([1000, 51, 0, 0]);
  expect(new Set(roles.slice(1).map(({ source }) => JSON.stringify(source))).size).toBe(1);
});

test("keys in either file are counted, and stand nowhere in what is read", () => {
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const token = "IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKENEXAMPLETOKEN";
  const config = `
# aws_secret_access_key = ${secret}
[profile shop]
role_arn = ${arn("Shop")}
source_profile = keys
credential_process = /opt/get --secret ${secret}
[profile ${secret}]
role_arn = ${arn("Named")}
credential_source = Environment
[profile hidden]
role_arn = ${arn("Hidden")}
credential_source = Environment
external_id = ${token.slice(0, 30)}
`;
  const credentials = `[keys]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = ${secret}
aws_session_token=${token}
`;
  for (const entries of [read(config, { credentials }), read(config + credentials)]) {
    expect(entries.secretsFound).toBe(4);
    expect(entries.roles.map(({ label }) => label)).toEqual(["shop"]);
    expect(entries.refused.map(({ reason }) => reason)).toEqual(["holds_secret", "holds_secret"]);
    for (const piece of [secret.slice(0, 24), token.slice(0, 24), "AKIA"])
      expect(JSON.stringify(entries)).not.toContain(piece);
  }
});

test.each([
  ["", "empty"],
  ["\uFEFF \n\t", "empty"],
  ["hello there", "no_section"],
  ['{"Version": 1}', "no_section"],
  ["a".repeat(2 * 1024 * 1024 + 1), "too_long"],
  ["é".repeat(1024 * 1024 + 1), "too_long"],
])("a text that is no AWS config is refused as a whole", async (text, reason) => {
  expect(await refusalCode(() => read(text))).toBe("import_malformed");
  expect(() => read(text)).toThrow(expect.objectContaining({ details: { format: "AWS config", reason } }));
});
