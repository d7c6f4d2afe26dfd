import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { isAppError } from "#lib/errors.ts";
import { en } from "#messages/en/index.ts";
import type { CatalogueEntries } from "./entries-view.ts";
import { entryReasons } from "./entry-reasons-view.ts";
import { readAwsConfig } from "./read-aws-config.ts";
import { readCsv } from "./read-csv.ts";
import { readExtendSwitchRoles } from "./read-extend-switch-roles.ts";

// Thousands of texts; machines differ.
vi.setConfig({ testTimeout: 60_000 });

const readers = {
  "AWS config": (text: string) => readAwsConfig(text),
  "switch roles": (text: string) => readExtendSwitchRoles(text),
  CSV: readCsv,
} satisfies Record<string, (text: string) => CatalogueEntries>;

const piece = fc.oneof(
  fc.constantFrom(
    ..."[]\"'=:;#,\t \n\r\\\0\uFEFF",
    "\n[profile a]\n",
    "\n[default]\n",
    "\n[sso-session x]\n",
    "role_arn = arn:aws:iam::111122223333:role/A\n",
    "role_arn",
    "source_profile = a\n",
    "source_profile = b\n",
    "  nested = 1\n",
    "sso_account_id = 111122223333\nsso_role_name = A\n",
    "aws_account_id,role_name,tags\n",
    "111122223333,A,k=v;k\\",
    '"open',
    "__proto__",
    "constructor",
    "\ud800",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

test.each(Object.entries(readers))("%s: any text is read, or refused as a whole", (_, read) => {
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        const { refused, notes, roles } = read(text);
        for (const { reason } of [...refused, ...notes]) expect(entryReasons).toContain(reason);
        for (const { arn } of roles) expect(arn).toMatch(/^arn:aws[\w-]*:iam::\d{12}:role\/[\x21-\x7e]+$/);
      } catch (error) {
        if (!isAppError(error) || error.code !== "import_malformed") throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

test.each(Object.entries(readers))("%s: what takes long to match does not take long", (_, read) => {
  const many = (text: string) => text.repeat(Math.floor(300_000 / text.length));
  for (const text of [
    many("["),
    many("]"),
    `[${many("] ")}`,
    `[a]\nk = ${many("secret")}`,
    `[a]\nk = ${many("token ")}`,
    `[a]\n# ${many("aB3/")}`,
    `[a]\n${many("x = 'secret'\n")}`,
    `[a]\nrole_arn = ${many("role/")}`,
    `role_arn,tags\n${many("\\;=")}`,
    `role_arn,tags\n${many('"')}`,
    `role_arn\n${many("'")}`,
    many("\t"),
    many("[a]\n"),
  ])
    try {
      read(text);
    } catch (error) {
      expect(isAppError(error)).toBe(true);
    }
});

// Secrets as AWS makes them: forty characters, or a long token.
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+"];
const secret = fc
  .array(fc.constantFrom(...letters), { minLength: 37, maxLength: 37 })
  .map((text) => `aB3${text.join("")}`);
const token = fc
  .array(fc.constantFrom(...letters), { minLength: 200, maxLength: 400 })
  .map((text) => text.join(""));
const arn = "arn:aws:iam::111122223333:role/A";
const places: ((secret: string) => string)[] = [
  (it) => `aws_secret_access_key = ${it}`,
  (it) => `AWS_SECRET_ACCESS_KEY=${it}`,
  (it) => `  aws_session_token : ${it}`,
  (it) => `aws_security_token = ${it} # old`,
  (it) => `# aws_secret_access_key = ${it}`,
  (it) => `; ${it}`,
  (it) => `credential_process = /bin/echo --secret-access-key ${it}`,
  (it) => `credential_process = env AWS_SESSION_TOKEN="${it}" tool`,
  (it) => `credential_process = echo '{"SecretAccessKey": "${it}"}'`,
  (it) => `aws_secret_access_key = x\naws_secret_access_key = ${it}`,
  (it) => `nested =\n  password = ${it}`,
  (it) => `aws_secret_access_key = ${it}\nexternal_id = ${it}`,
  (it) => `aws_secret_access_key = ${it}\nregion = ${it}\nduration_seconds = ${it}\ncolor = ${it}`,
  (it) => `aws_secret_access_key = ${it}\nsource_profile = ${it}\nmfa_serial = ${it}`,
  (it) => `aws_secret_access_key = ${it}\n[profile ${it}]\nrole_arn = ${arn}B`,
  (it) => `aws_secret_access_key = ${it}\n[sso-session ${it}]\n[x]\nrole_arn = ${it}`,
];

test("no secret of a pasted file stands in what is read of it, and it is counted", () => {
  fc.assert(
    fc.property(fc.oneof(secret, token), fc.constantFrom(...places), (it, place) => {
      const text = `[profile a]\nrole_arn = ${arn}\n${place(it)}\n`;
      for (const read of [readers["AWS config"], readers["switch roles"]]) {
        const entries = read(text);
        expectNothingOf(it, entries);
        // A token alone in a comment looks like any word.
        if (it.length === 40 || !place("").startsWith(";"))
          expect(entries.secretsFound).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 1000 },
  );
});

test("nor of a pasted table", () => {
  const rows: ((it: string) => string)[] = [
    (it) => `${arn},${it},,,`,
    (it) => `${arn},${it},${it},,`,
    (it) => `${arn},${it},,${it},`,
    (it) => `${arn},${it},,,a=${it}`,
    (it) => `${arn},,secret: ${it},,`,
    (it) => `${arn},,,token=${it},`,
    (it) => `${it},${it},,,`,
  ];
  fc.assert(
    fc.property(secret, fc.constantFrom(...rows), (it, row) => {
      const entries = readCsv(`role_arn,aws_secret_access_key,note,label,tags\n${row(it)}\n`);
      expectNothingOf(it, entries);
      expect(entries.secretsFound).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test("every reason has its words", () => {
  expect(Object.keys(en.transfer.reasons).sort()).toEqual([...entryReasons].sort());
});

function expectNothingOf(it: string, entries: CatalogueEntries): void {
  const told = JSON.stringify(entries);
  expect(told).not.toContain(it);
  expect(told).not.toContain(it.slice(0, 24));
  expect(told).not.toContain(it.slice(-24));
}
