import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { EnvError, parseEnv } from "./env.ts";

const folder = mkdtempSync(join(tmpdir(), "genkan-env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = {
  GENKAN_URL: "https://portal.example.com",
  GENKAN_SECRET: "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa",
};

function problemsOf(variables: Record<string, string | undefined>): string {
  try {
    parseEnv(variables);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

test("two variables are enough; the rest has its defaults", () => {
  expect(parseEnv(good)).toMatchObject({
    ...good,
    HOST: "127.0.0.1",
    PORT: 3000,
    DATABASE_URL: "file:./data/genkan.db",
    GENKAN_SIGN_IN_IDLE_MINUTES: 30,
    GENKAN_SIGN_IN_MAX_MINUTES: 720,
    GENKAN_TRUSTED_PROXIES: [],
  });
});

test("what is required and missing is named", () => {
  const told = problemsOf({});
  expect(told).toMatch(/^GENKAN_URL: is required/m);
  expect(told).toMatch(/^GENKAN_SECRET: is required/m);
});

const canary = "canary7Q";
const bad: [string, string][] = [
  ["GENKAN_URL", `http://${canary}.example.com`],
  ["GENKAN_URL", `https://portal.example.com/${canary}`],
  ["GENKAN_URL", `https://user:${canary}@portal.example.com`],
  ["GENKAN_URL", `https://portal.example.com?${canary}`],
  ["GENKAN_URL", `https://portal.example.com#${canary}`],
  ["GENKAN_URL", canary],
  ["GENKAN_URL", `ftp://${canary}`],
  ["GENKAN_SECRET", canary],
  ["GENKAN_SECRET", `${canary}`.repeat(2)],
  ["GENKAN_SECRET", `changeme-${canary}-0123456789-abcdefghij`],
  ["GENKAN_SECRET", `please-use-a-password-${canary}-0123456789`],
  ["GENKAN_SECRET", `an-example-${canary}-0123456789-abcdefghij`],
  ["GENKAN_SECRET", `secret-secret-${canary}-0123456789-abcdefg`],
  ["GENKAN_SECRET", `${"a".repeat(40)}`],
  ["DATABASE_URL", `mysql://${canary}`],
  ["DATABASE_URL", `./${canary}.db`],
  ["DATABASE_URL", "file:"],
  ["PORT", canary],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "80.5"],
  ["NODE_ENV", canary],
  ["GENKAN_SIGN_IN_IDLE_MINUTES", "0"],
  ["GENKAN_SIGN_IN_IDLE_MINUTES", "1441"],
  ["GENKAN_SIGN_IN_MAX_MINUTES", `10081`],
  ["GENKAN_SIGN_IN_MAX_MINUTES", canary],
  ["GENKAN_ISSUES_PER_MINUTE", "0"],
  ["GENKAN_TRUSTED_PROXIES", canary],
  ["GENKAN_TRUSTED_PROXIES", `10.0.0.0/8, ${canary}`],
  ["GENKAN_TRUSTED_PROXIES", "10.0.0.0/33"],
  ["GENKAN_TRUSTED_PROXIES", "10.0.0.0/"],
  ["GENKAN_TRUSTED_PROXIES", "10.0.0.0/8/8"],
  ["GENKAN_TRUSTED_PROXIES", "::1/129"],
  ["GENKAN_TRUSTED_PROXIES", "10.0.0.0/-1"],
  ["GENKAN_OIDC_ISSUER", `${canary} is not a URL`],
  ["AWS_ENDPOINT_URL_STS", `${canary} is not a URL`],
  ["AWS_ENDPOINT_URL_SIGNIN", `${canary} is not a URL`],
];

test.each(bad)("%s = %j is refused by name, and its value is not shown", (name, value) => {
  const told = problemsOf({ ...good, [name]: value });
  expect(new Set(told.split("\n").map((line) => line.split(":")[0]))).toEqual(new Set([name]));
  expect(told).not.toContain(canary);
  if (value.length > 5) expect(told).not.toContain(value);
});

test("every bad variable is named at once", () => {
  const all = { GENKAN_URL: "x", GENKAN_SECRET: "x", DATABASE_URL: "x", PORT: "x", NODE_ENV: "x" };
  const named = problemsOf(all)
    .split("\n")
    .map((line) => line.split(":")[0]);
  expect(new Set(named)).toEqual(new Set(Object.keys(all)));
});

test("identity provider settings go together, and the issuer is https but on loopback", () => {
  const oidc = {
    GENKAN_OIDC_ISSUER: "https://id.example.com",
    GENKAN_OIDC_CLIENT_ID: "genkan",
    GENKAN_OIDC_CLIENT_SECRET: "canary-client-secret",
  };
  expect(problemsOf({ ...good, ...oidc })).toBe("");
  for (const name of Object.keys(oidc)) {
    const told = problemsOf({ ...good, ...oidc, [name]: undefined });
    expect(told).toContain("go together");
    expect(told).not.toContain("canary");
  }
  expect(problemsOf({ ...good, ...oidc, GENKAN_OIDC_ISSUER: "http://id.example.com" })).toContain("https");
  expect(problemsOf({ ...good, ...oidc, GENKAN_OIDC_ISSUER: "http://127.0.0.1:4000" })).toBe("");
});

test.each([
  "http://127.0.0.1:3000",
  "http://localhost",
  "http://[::1]:3000",
  "https://portal.example.com:8443",
])("%s is an origin to serve", (url) => {
  expect(parseEnv({ ...good, GENKAN_URL: url }).GENKAN_URL).toBe(url);
  expect(parseEnv({ ...good, GENKAN_URL: `${url}/` }).GENKAN_URL).toBe(url);
});

test.each(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8, 127.0.0.1 ,10.1.0.0/16", ""])(
  "trusts the proxies %j",
  (text) => {
    expect(problemsOf({ ...good, GENKAN_TRUSTED_PROXIES: text })).toBe("");
  },
);

test("every setting can come from a file; the variable itself goes first, an empty one counts as absent", () => {
  const file = join(folder, "secret");
  writeFileSync(file, `${good.GENKAN_SECRET}\n`);
  const { GENKAN_SECRET: secret, ...rest } = good;
  expect(parseEnv({ ...rest, GENKAN_SECRET_FILE: file }).GENKAN_SECRET).toBe(secret);
  expect(parseEnv({ ...rest, GENKAN_SECRET: "", GENKAN_SECRET_FILE: file }).GENKAN_SECRET).toBe(secret);
  const other = "Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr1Qq0Pp";
  expect(parseEnv({ ...rest, GENKAN_SECRET: other, GENKAN_SECRET_FILE: file }).GENKAN_SECRET).toBe(other);
  const url = join(folder, "database-url");
  writeFileSync(url, "postgresql://u:p@db/genkan");
  expect(parseEnv({ ...good, DATABASE_URL_FILE: url }).DATABASE_URL).toBe("postgresql://u:p@db/genkan");
});

test("a file that cannot be read is named, and not its path", () => {
  const told = problemsOf({ ...good, GENKAN_SECRET: undefined, GENKAN_SECRET_FILE: join(folder, canary) });
  expect(told).toContain("GENKAN_SECRET_FILE");
  expect(told).not.toContain(canary);
});

test("no text in any variable makes anything but an EnvError or settings, and none is shown", () => {
  const names = [
    "GENKAN_URL",
    "GENKAN_SECRET",
    "DATABASE_URL",
    "PORT",
    "GENKAN_TRUSTED_PROXIES",
    "GENKAN_OIDC_ISSUER",
    "AWS_ENDPOINT_URL_SIGNIN",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string({ unit: "grapheme", minLength: 6 }), (name, text) => {
      const value = `${canary}${text}`;
      expect(problemsOf({ ...good, [name]: value })).not.toContain(canary);
    }),
    { numRuns: 1000 },
  );
}, 30_000);
