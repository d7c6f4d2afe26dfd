import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { hostileString } from "#lib/credentials/hostile-strings.ts";
import { exampleChoices, exampleRole } from "./example-role.ts";
import { kindsFor, ownKeysKinds } from "./own-keys-kinds.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";
import { quoteJavaScript } from "./quote-javascript.ts";
import { quotePython } from "./quote-python.ts";
import { renderOwnKeys } from "./render-own-keys.ts";
import { switchRoleUrl } from "./switch-role-url.ts";

const bareRole: OwnKeysRole = {
  ...exampleRole,
  region: null,
  externalId: null,
  requiresMfa: false,
  maxDurationSeconds: 3600,
};
const bareChoices: OwnKeysChoices = { sourceProfile: "default", mfaSerial: null, codeCommitRegion: null };

test.each(ownKeysKinds)("%s is as written down, in full and at its least", (kind) => {
  expect(renderOwnKeys(kind, exampleRole, exampleChoices)).toMatchSnapshot();
  expect(renderOwnKeys(kind, bareRole, bareChoices)).toMatchSnapshot();
});

test.each(ownKeysKinds)("%s ends with one newline and holds no carriage return", (kind) => {
  expect(renderOwnKeys(kind, exampleRole, exampleChoices)).toMatch(/^[^\r]*[^\n\r]\n$/);
});

test.each(["config-source-profile", "boto3", "javascript"] as const)(
  "%s says where the device goes when the role demands MFA and none is named",
  (kind) => {
    expect(renderOwnKeys(kind, exampleRole, { ...exampleChoices, mfaSerial: null })).toMatchSnapshot();
  },
);

test("keys from the surroundings ask for no code and for no more than the hour", () => {
  for (const kind of ["config-environment", "config-instance-metadata", "config-container"] as const) {
    const text = renderOwnKeys(kind, exampleRole, exampleChoices);
    expect.soft(text, kind).not.toMatch(/mfa|duration/i);
    const short = renderOwnKeys(kind, { ...exampleRole, maxDurationSeconds: 1800 }, exampleChoices);
    expect.soft(short, kind).toContain("\nduration_seconds = 1800\n");
  }
});

test("where the role demands MFA, the kinds that can give none are not offered", () => {
  expect(kindsFor({ requiresMfa: false })).toEqual(ownKeysKinds);
  const left = kindsFor({ requiresMfa: true });
  expect(ownKeysKinds.filter((kind) => !left.includes(kind))).toEqual([
    "config-instance-metadata",
    "config-container",
  ]);
});

test("CodeCommit's host is of the region asked for, in the role's partition", () => {
  const partition = { ...exampleRole.partition, dnsSuffix: "amazonaws.com.cn", defaultRegion: "cn-north-1" };
  const host = (role: OwnKeysRole, codeCommitRegion: string | null) =>
    /https:\/\/[^']+(?=\.helper)/.exec(
      renderOwnKeys("codecommit", role, { ...exampleChoices, codeCommitRegion }),
    )?.[0];
  expect(host(exampleRole, "eu-west-1")).toBe("https://git-codecommit.eu-west-1.amazonaws.com");
  expect(host(exampleRole, null)).toBe("https://git-codecommit.ap-northeast-1.amazonaws.com");
  expect(host({ ...exampleRole, region: null, partition }, null)).toBe(
    "https://git-codecommit.cn-north-1.amazonaws.com.cn",
  );
});

test.each([
  ["aws", "signin.aws.amazon.com"],
  ["aws-cn", "signin.amazonaws.cn"],
  ["aws-us-gov", "signin.amazonaws-us-gov.com"],
  ["aws-eusc", "eusc-de-east-1.signin.amazonaws-eusc.eu"],
])("the switch-role link of %s is read back as the role, its name and its colour", (id, signinHost) => {
  const arn = `arn:${id}:iam::111122223333:role/team/Admin`;
  const role = { ...exampleRole, arn, partition: { ...exampleRole.partition, signinHost } };
  expect(parseRoleReference(switchRoleUrl(role))).toEqual({
    ok: true,
    partition: id,
    accountId: "111122223333",
    roleName: "Admin",
    rolePath: "/team/",
    arn,
    displayName: "Shop · production / Admin",
    color: "#0f6fb8",
  });
});

test("a switch-role link stays a link to the role whatever the role is called", () => {
  fc.assert(
    fc.property(hostileString, (displayName) => {
      const url = new URL(switchRoleUrl({ ...exampleRole, displayName: displayName.repeat(5) }));
      expect(`${url.origin}${url.pathname}`).toBe("https://signin.aws.amazon.com/switchrole");
      const { account, roleName, color } = Object.fromEntries(url.searchParams);
      expect({ account, roleName, color }).toEqual({
        account: "111122223333",
        roleName: "team/Admin",
        color: "0f6fb8",
      });
      expect((url.searchParams.get("displayName") ?? "").length).toBeLessThanOrEqual(64);
      expect(url.href).toMatch(/^[\x21-\x7e]+$/);
    }),
    { numRuns: 1000 },
  );
});

test("JavaScript reads a literal back as the text, and nothing runs", () => {
  fc.assert(
    fc.property(hostileString, (text) => {
      const literal = quoteJavaScript(text);
      expect(literal).toMatch(/^"[\x20-\x7e]*"$/);
      expect(runInNewContext(literal, Object.create(null))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("a literal is one line of ASCII, or refused", () => {
  for (const quote of [quoteJavaScript, quotePython]) {
    expect(quote("a\u2028b\u202Ec👟")).toMatch(/^"[\x20-\x7e]*"$/);
    for (const bad of ["a\nb", "a\rb", "a\0b", "\x1b[2J", "\ud800"])
      expect(() => quote(bad)).toThrow(CredentialsRenderError);
  }
});

const fields = [
  "arn",
  "accountId",
  "roleName",
  "color",
  "region",
  "externalId",
  "profileName",
  "sessionName",
] as const;
const refused = ["", "a\nb", "a\rb", "a\0b", "a b", "$(id)\n", "`id` ", "a; b", "é", "本\n[default]"];

test.each(fields)("refuses a %s outside of its alphabet, naming the field and not the value", (field) => {
  for (const bad of [...refused, `${exampleRole[field]}\n`, `${exampleRole[field]} #`])
    for (const kind of ownKeysKinds)
      expectRefusal(field, bad, () => renderOwnKeys(kind, { ...exampleRole, [field]: bad }, exampleChoices));
});

test.each(["sourceProfile", "mfaSerial", "codeCommitRegion"] as const)(
  "refuses a %s outside of its alphabet, naming the field and not the value",
  (field) => {
    for (const bad of [...refused, `${exampleChoices[field]}\n`, "it's a profile", '"profile"', "[x]"])
      for (const kind of ownKeysKinds)
        expectRefusal(field, bad, () =>
          renderOwnKeys(kind, exampleRole, { ...exampleChoices, [field]: bad }),
        );
  },
);

test("what is hostile is refused, or inert: no value leaves its line", () => {
  fc.assert(
    fc.property(hostileString, fc.constantFrom(...ownKeysKinds), (text, kind) => {
      const role = { ...exampleRole, displayName: text, arn: `arn:aws:iam::111122223333:role/${text}/Admin` };
      const usual = renderOwnKeys(kind, exampleRole, exampleChoices);
      try {
        const rendered = renderOwnKeys(kind, role, exampleChoices);
        expect(rendered.split("\n")).toHaveLength(usual.split("\n").length);
        expect(/^[\x20-\x7e\n]+$/.test(rendered)).toBe(true);
      } catch (error) {
        if (!(error instanceof CredentialsRenderError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

function expectRefusal(field: string, bad: string, render: () => string): void {
  try {
    render();
  } catch (error) {
    expect(error).toBeInstanceOf(CredentialsRenderError);
    expect(error).toMatchObject({ code: "credential_value_refused", field });
    if (bad.length > 2) expect(String(error)).not.toContain(bad);
    return;
  }
  throw new Error(`${field} was taken`);
}
