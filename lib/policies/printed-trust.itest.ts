import { execFile } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  AWAY,
  BEN_KEY,
  HOME,
  type Keys,
  keysOf,
  MAY_ASSUME,
  refusal,
  role,
  roleArn,
  smallWorld,
  stsClient,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import { createProviderCli, createRoleCli, putIdentityPolicyCli, updateTrustCli } from "./aws-cli.ts";
import { identityPolicyFor } from "./identity-policy.ts";
import { policyJson } from "./policy-json.ts";
import { readIamArn } from "./read-iam-arn.ts";
import { type TrustInput, trustPolicyFor } from "./trust-policy.ts";

const target = `arn:aws:iam::${AWAY}:role/team/Target`;
const portalRole = `arn:aws:iam::${HOME}:role/apps/Portal`;
const ada: Keys = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
const ben: Keys = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };
const benArn = `arn:aws:iam::${HOME}:user/ben`;
const audience = "sts.amazonaws.com";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
let issuer: string;
let providerArn: string;
let publisher: Server;
let sandbox: Sandbox;
/** Sessions of the portal's own role, of a role that is none of its, and of a user who gave an MFA code. */
let portal: Keys;
let stranger: Keys;
let adaWithMfa: Keys;

beforeAll(async () => {
  publisher = createServer((request, response) => {
    const keys = [{ ...key.publicKey.export({ format: "jwk" }), kid: "k" }];
    const body = request.url === "/jwks" ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
  providerArn = `arn:aws:iam::${AWAY}:oidc-provider/${issuer.slice("http://".length)}`;
  const trustsAda = { trust: trusting(ADA), policies: [MAY_ASSUME], maxSessionDuration: 3600 };
  const roles = [
    { arn: portalRole, ...trustsAda },
    { arn: roleArn("Stranger", HOME), ...trustsAda },
    role("Target", trusting(`arn:aws:iam::${AWAY}:root`), { arn: target }),
  ];
  const oidcProviders = [{ arn: providerArn, issuer, audiences: [audience, "another"] }];
  sandbox = await startSandbox({ world: smallWorld(roles, { oidcProviders }) });
  portal = await sessionOf(portalRole);
  stranger = await sessionOf(roleArn("Stranger", HOME));
  const { code } = await control("POST", "totp", { serialNumber: ADA_MFA.serialNumber });
  adaWithMfa = keysOf(
    await stsClient(sandbox.url, ada).send(
      new GetSessionTokenCommand({ SerialNumber: ADA_MFA.serialNumber, TokenCode: code }),
    ),
  );
});
afterAll(async () => {
  await sandbox.close();
  publisher.close();
});

async function sessionOf(arn: string): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: "portal" });
  return keysOf(await stsClient(sandbox.url, ada).send(command));
}

async function control(method: string, area: string, body: object) {
  const url = `${sandbox.url}/_sandbox/${area}`;
  const response = await fetch(url, { method, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`sandbox: ${response.status} ${await response.text()}`);
  return response.json();
}

/** What was printed, as text, becomes what AWS has: the role's trust, and all that the portal's identity may do. */
async function apply(input: TrustInput) {
  const trust = JSON.parse(policyJson(trustPolicyFor(input)));
  await control("PUT", `roles/${encodeURIComponent(target)}`, { trust, maxSessionDuration: 43_200 });
  if (input.principal.kind === "federated") return;
  const tags = input.tags.length > 0;
  const printed = identityPolicyFor({ roleArn: target, sourceIdentity: input.sourceIdentity, tags });
  const policies = [JSON.parse(policyJson(printed))];
  await control("PUT", `users/${encodeURIComponent(ADA)}`, {
    accessKeys: [ADA_KEY],
    mfaDevices: [ADA_MFA],
    policies,
  });
  await control("PUT", `roles/${encodeURIComponent(portalRole)}`, { trust: trusting(ADA), policies });
  // Somebody else may do everything on their side, so that only the role's side can refuse.
  await control("PUT", `users/${encodeURIComponent(benArn)}`, {
    accessKeys: [BEN_KEY],
    policies: [MAY_ASSUME],
  });
}

const assume = (keys: Keys, parameters: Partial<AssumeRoleCommandInput>) =>
  stsClient(sandbox.url, keys).send(
    new AssumeRoleCommand({ RoleArn: target, RoleSessionName: "portal-ada", ...parameters }),
  );

const plain = {
  externalId: null,
  sourceIdentity: false,
  tags: [],
  transitiveTagKeys: [],
  sessionNamePattern: null,
};
type Terms = Omit<TrustInput, "principal" | "requiresMfa">;
const options: Record<string, { terms: Partial<Terms>; parameters: Partial<AssumeRoleCommandInput> }> = {
  ExternalId: { terms: { externalId: "an-id:/=" }, parameters: { ExternalId: "an-id:/=" } },
  SourceIdentity: { terms: { sourceIdentity: true }, parameters: { SourceIdentity: "ada@example.com" } },
  Tags: {
    terms: { tags: [{ key: "team" }, { key: "部署", value: "開発" }], transitiveTagKeys: ["team"] },
    parameters: {
      Tags: [
        { Key: "team", Value: "blue" },
        { Key: "部署", Value: "開発" },
      ],
      TransitiveTagKeys: ["team"],
    },
  },
  RoleSessionName: {
    terms: { sessionNamePattern: "portal-*" },
    parameters: { RoleSessionName: "portal-ada" },
  },
};
const names = Object.keys(options);
/** Every set of options. */
const sets = [...Array(2 ** names.length).keys()].map((bits) => names.filter((_, at) => bits & (1 << at)));

function together(chosen: readonly string[]) {
  const picked = chosen.map((each) => options[each] ?? { terms: {}, parameters: {} });
  return {
    terms: Object.assign({ ...plain }, ...picked.map((each) => each.terms)) as Terms,
    parameters: Object.assign(
      {},
      ...picked.map((each) => each.parameters),
    ) as Partial<AssumeRoleCommandInput>,
  };
}

const without = (parameters: object, name: string): object =>
  name === "RoleSessionName"
    ? { ...parameters, RoleSessionName: "somebody" }
    : Object.fromEntries(
        Object.entries(parameters).filter(
          ([each]) => each !== name && !(name === "Tags" && each === "TransitiveTagKeys"),
        ),
      );

const denied = /^AccessDenied(Exception)? 403/;

describe.each([
  { who: "a user", arn: ADA, keys: () => ada, mfa: false },
  { who: "a user with MFA", arn: ADA, keys: () => adaWithMfa, mfa: true },
  { who: "a role session", arn: portalRole, keys: () => portal, mfa: false },
])("printed for $who", ({ arn, keys, mfa }) => {
  test.each(sets.map((chosen) => [chosen.join(", ") || "nothing else", chosen] as const))(
    "with %s: exactly that works",
    async (_, chosen) => {
      const { terms, parameters } = together(chosen);
      await apply({ ...terms, principal: { kind: "aws", arn }, requiresMfa: mfa });
      const answer = await assume(keys(), parameters);
      expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${AWAY}:assumed-role/Target/portal-ada`);
      expect(answer.SourceIdentity).toBe(parameters.SourceIdentity);
      for (const missing of chosen)
        expect.soft(await refusal(assume(keys(), without(parameters, missing))), missing).toMatch(denied);
      expect.soft(await refusal(assume(ben, parameters)), "another user").toMatch(denied);
      expect.soft(await refusal(assume(stranger, parameters)), "another role").toMatch(denied);
      if (mfa) expect.soft(await refusal(assume(ada, parameters)), "without MFA").toMatch(denied);
    },
  );

  test("more than what is sent is refused, too", async () => {
    const { terms, parameters } = together(["ExternalId", "SourceIdentity", "Tags"]);
    await apply({ ...terms, principal: { kind: "aws", arn }, requiresMfa: mfa });
    const tags = parameters.Tags ?? [];
    const wrong: Record<string, Partial<AssumeRoleCommandInput>> = {
      "another ExternalId": { ExternalId: "another" },
      "one tag more": { Tags: [...tags, { Key: "more", Value: "x" }] },
      "another value": { Tags: tags.map((tag) => (tag.Key === "部署" ? { ...tag, Value: "営業" } : tag)) },
      "one transitive key more": { TransitiveTagKeys: ["team", "部署"] },
    };
    for (const [what, change] of Object.entries(wrong))
      expect.soft(await refusal(assume(keys(), { ...parameters, ...change })), what).toMatch(denied);
    const bare = { ...together([]).terms, principal: { kind: "aws", arn } as const, requiresMfa: mfa };
    await apply(bare);
    for (const change of [{ SourceIdentity: "ada" }, { Tags: [{ Key: "team", Value: "x" }] }])
      expect.soft(await refusal(assume(keys(), change))).toMatch(denied);
  });
});

describe("printed for a web identity", () => {
  type Claims = {
    aud?: string;
    tags?: Record<string, string>;
    transitive?: string[];
    sourceIdentity?: string;
  };
  function token({ aud = audience, tags, transitive = [], sourceIdentity }: Claims): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: "person-1",
      aud,
      exp: now + 300,
      ...(tags && {
        "https://aws.amazon.com/tags": {
          principal_tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
          transitive_tag_keys: transitive,
        },
      }),
      ...(sourceIdentity && { "https://aws.amazon.com/source_identity": sourceIdentity }),
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "ES256", kid: "k" })}.${part(claims)}`;
    const options = { key: key.privateKey, dsaEncoding: "ieee-p1363" as const };
    return `${signed}.${sign("sha256", Buffer.from(signed), options).toString("base64url")}`;
  }
  const present = (claims: Claims) =>
    stsClient(sandbox.url).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: target,
        RoleSessionName: "portal-ada",
        WebIdentityToken: token(claims),
      }),
    );
  const principal = () => ({ kind: "federated" as const, providerArn, issuer, audience });
  const all: Claims = { tags: { team: "blue", 部署: "開発" }, transitive: ["team"], sourceIdentity: "ada" };

  test("exactly the claims that the portal makes are taken", async () => {
    const { terms } = together(["ExternalId", "SourceIdentity", "Tags", "RoleSessionName"]);
    await apply({ ...terms, principal: principal(), requiresMfa: true });
    expect((await present(all)).SourceIdentity).toBe("ada");
    const { sourceIdentity: _, ...unnamed } = all;
    const wrong: Record<string, Claims> = {
      "without source identity": unnamed,
      "without tags": { sourceIdentity: "ada" },
      "without one tag": { ...all, tags: { team: "blue" } },
      "one tag more": { ...all, tags: { ...all.tags, more: "x" } },
      "another audience": { ...all, aud: "another" },
    };
    for (const [what, claims] of Object.entries(wrong))
      expect.soft(await refusal(present(claims)), what).toMatch(denied);
    expect.soft(await refusal(assume(ada, {})), "an AWS identity").toMatch(denied);
  });

  test("for some subjects, and for nobody else", async () => {
    await apply({ ...plain, principal: principal(), requiresMfa: false, subjects: ["person-1"] });
    await expect(present({})).resolves.toHaveProperty("Credentials");
    await apply({ ...plain, principal: principal(), requiresMfa: false, subjects: ["person-2"] });
    expect(await refusal(present({}))).toMatch(denied);
  });
});

describe("the lines for the AWS CLI", () => {
  const run = promisify(execFile);
  const cliEnvironment = {
    AWS_ACCESS_KEY_ID: ADA_KEY.id,
    AWS_SECRET_ACCESS_KEY: "x",
    AWS_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const hostile = trustPolicyFor({
    ...plain,
    principal: { kind: "aws", arn: `arn:aws:iam::${HOME}:user/it's$(touch${"`"}pwned/-n` },
    tags: [{ key: "it’s 部署", value: "\u2028x" }],
    requiresMfa: true,
    externalId: "--debug",
  });
  const iamRole = readIamArn(`arn:aws:iam::${AWAY}:role/a'b"$HOME;#/--role`);
  if (!iamRole) throw new Error("no role");
  const identity = { ...iamRole, kind: "user" as const };

  test.each([
    [
      "update-assume-role-policy",
      updateTrustCli(iamRole, hostile),
      "--policy-document",
      "--role-name=--role",
    ],
    ["create-role", createRoleCli(iamRole, hostile, 7200), "--assume-role-policy-document", `/a'b"$HOME;#/`],
    [
      "put-user-policy",
      putIdentityPolicyCli(identity, "Genkan", hostile) ?? "",
      "--policy-document",
      "Genkan",
    ],
  ])("%s reach a program through a shell as they are", async (command, lines, option, other) => {
    const show = `aws() { for each; do printf '%s\\0' "$each"; done; }\n${lines}`;
    for (const shell of ["bash", "dash"]) {
      const { stdout } = await run(shell, ["-c", show]);
      const words = stdout.split("\0");
      expect(words.slice(0, 2)).toEqual(["iam", command]);
      expect(JSON.parse(words[words.indexOf(option) + 1] ?? "")).toEqual(hostile);
      expect(words).toContain(other);
    }
  });

  test("reach IAM through the AWS CLI as they are", async () => {
    const asked: URLSearchParams[] = [];
    const iam = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      asked.push(form);
      const action = form.get("Action");
      response
        .writeHead(200, { "content-type": "text/xml" })
        .end(`<${action}Response><${action}Result/></${action}Response>`);
    });
    await new Promise<void>((resolve) => iam.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(iam.address() as AddressInfo).port}`;
    const send = async (lines: string) => {
      const command = `${lines.replace(/^aws /, "/usr/bin/aws ").trimEnd()} --endpoint-url ${endpoint}`;
      await run("bash", ["-c", command], {
        env: { ...process.env, ...cliEnvironment },
      });
      return Object.fromEntries(asked.pop() ?? []);
    };
    const { name: roleName, path } = iamRole;
    const policyOf = (form: Record<string, string>, name: string) => JSON.parse(form[name] ?? "");
    try {
      const updated = await send(updateTrustCli(iamRole, hostile));
      expect(updated).toMatchObject({ Action: "UpdateAssumeRolePolicy", RoleName: roleName });
      expect(policyOf(updated, "PolicyDocument")).toEqual(hostile);
      const created = await send(createRoleCli(iamRole, hostile, 7200));
      expect(created).toMatchObject({ RoleName: roleName, Path: path, MaxSessionDuration: "7200" });
      expect(policyOf(created, "AssumeRolePolicyDocument")).toEqual(hostile);
      const put = await send(putIdentityPolicyCli(identity, "Genkan", hostile) ?? "");
      expect(put).toMatchObject({ Action: "PutUserPolicy", UserName: identity.name, PolicyName: "Genkan" });
      expect(policyOf(put, "PolicyDocument")).toEqual(hostile);
      const issuer = "https://portal.example.com";
      // The CLI here is of 2023, when a thumbprint was not yet optional.
      const lines = createProviderCli({ partition: "aws-cn", issuer, audience }).trimEnd();
      const provided = await send(`${lines} --thumbprint-list ${"0".repeat(40)}`);
      expect(provided).toMatchObject({ Action: "CreateOpenIDConnectProvider", Url: issuer });
      expect(provided["ClientIDList.member.1"]).toBe(audience);
    } finally {
      iam.close();
    }
  });
});
