import { parseEnv } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { credentialFormats, isUnsetFormat } from "./credential-formats.ts";
import { CredentialsRenderError } from "./credentials-render-error.ts";
import { exampleCredentials } from "./example-credentials.ts";
import { formatDetails } from "./format-details.ts";
import { hostileString } from "./hostile-strings.ts";
import { profileName } from "./profile-name.ts";
import { renderCredentials } from "./render-credentials.ts";
import { maskCredentials, renderMaskedCredentials } from "./render-masked-credentials.ts";
import type { RoleCredentials } from "./role-credentials.ts";

const secretFormats = credentialFormats.filter((format) => !isUnsetFormat(format));

test.each(credentialFormats)("%s is as written down", (format) => {
  expect(renderCredentials(format, exampleCredentials)).toMatchSnapshot();
});

test.each(credentialFormats)("%s ends with one newline and holds no carriage return", (format) => {
  expect(renderCredentials(format, exampleCredentials)).toMatch(/[^\n]\n$/);
  expect(renderCredentials(format, exampleCredentials)).not.toContain("\r");
});

test.each(secretFormats)("%s says nothing of a region that is not there", (format) => {
  const text = renderCredentials(format, { ...exampleCredentials, region: null });
  if (format === "json") expect(JSON.parse(text).region).toBeNull();
  else expect(text).not.toMatch(/region/i);
});

test.each(credentialFormats)("%s, masked, is the same text without the secrets", (format) => {
  const masked = renderMaskedCredentials(format, exampleCredentials);
  const { accessKeyId, secretAccessKey, sessionToken } = exampleCredentials;
  for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
    expect(masked).not.toContain(secret.slice(0, -4));
  }
  const real = renderCredentials(format, exampleCredentials)
    .replace(accessKeyId, "••••MPLE")
    .replace(secretAccessKey, "••••EKEY")
    .replace(sessionToken, "••••ns==");
  expect(masked).toBe(real);
});

test("a masked secret shows its last four, and a short one nothing", () => {
  const masked = maskCredentials({ ...exampleCredentials, secretAccessKey: "short" });
  expect(masked.secretAccessKey).toBe("••••");
  expect(masked.accountId).toBe(exampleCredentials.accountId);
});

test("the credential_process answer is exactly what SDKs promise to read", () => {
  expect(JSON.parse(renderCredentials("credential-process", exampleCredentials))).toStrictEqual({
    Version: 1,
    AccessKeyId: exampleCredentials.accessKeyId,
    SecretAccessKey: exampleCredentials.secretAccessKey,
    SessionToken: exampleCredentials.sessionToken,
    Expiration: "2099-03-01T09:30:00Z",
  });
});

test("dotenv reads back as the variables", () => {
  expect(parseEnv(renderCredentials("dotenv", exampleCredentials))).toEqual({
    AWS_ACCESS_KEY_ID: exampleCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: exampleCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: exampleCredentials.sessionToken,
    AWS_CREDENTIAL_EXPIRATION: exampleCredentials.expiresAt,
    AWS_REGION: "ap-northeast-1",
    AWS_DEFAULT_REGION: "ap-northeast-1",
  });
});

const fields = Object.keys(exampleCredentials) as (keyof RoleCredentials)[];
const refused = [
  "",
  "a\nb",
  "a\rb",
  "a\0b",
  "a b",
  "'",
  '"',
  "$(id)",
  "`id`",
  "a;b",
  "a%b",
  "本",
  "a\n[default]",
  "é",
];

test.each(fields)("refuses a %s outside of its alphabet, naming the field and not the value", (field) => {
  const right = String(exampleCredentials[field]);
  for (const bad of [...refused, ...refused.map((text) => `${right}${text}`).slice(1), `${right}\n`]) {
    for (const format of secretFormats) {
      const error = caught(() => renderCredentials(format, { ...exampleCredentials, [field]: bad }));
      expect(error).toBeInstanceOf(CredentialsRenderError);
      expect(error).toMatchObject({ code: "credential_value_refused", field });
      if (bad.length > 2) expect(String(error)).not.toContain(bad);
    }
  }
});

test("refuses what is not a string, and a date that does not exist", () => {
  const missing = { ...exampleCredentials, sessionToken: undefined } as unknown as RoleCredentials;
  expect(caught(() => renderCredentials("bash", missing))).toMatchObject({ field: "sessionToken" });
  const date = { ...exampleCredentials, expiresAt: "2026-13-01T00:00:00Z" };
  expect(caught(() => renderMaskedCredentials("bash", date))).toMatchObject({ field: "expiresAt" });
});

test("every format has a name to save it by and a type to answer with", () => {
  const names = credentialFormats.map((format) => formatDetails(format).fileName);
  expect(new Set(names).size).toBe(names.length);
  expect(formatDetails("json").contentType).toBe("application/json");
  expect(formatDetails("unset-cmd")).toMatchObject({
    kind: "shell",
    contentType: "text/plain; charset=utf-8",
  });
});

test.each([
  ["Shop · production", "Admin", "shop-production-admin"],
  ["Café  Zürich", "Read_Only", "cafe-zurich-read_only"],
  ["本番", "Admin", "admin"],
  ["", "default", "genkan-default"],
  ["本番", "=,@", "genkan"],
  ["--profile", "-x", "profile-x"],
  ["111122223333", "team.Deploy", "111122223333-team.deploy"],
])("the profile of %s and %s is %s", (label, role, name) => {
  expect(profileName(label, role)).toBe(name);
});

test("a profile name is always one that a credentials file may hold", () => {
  fc.assert(
    fc.property(hostileString, hostileString, (label, role) => {
      const name = profileName(label, role);
      expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,127}$/);
      expect(name).not.toBe("default");
      const text = renderCredentials("credentials-file", { ...exampleCredentials, profileName: name });
      expect(text.startsWith(`[${name}]\n`)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
