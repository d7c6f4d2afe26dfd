import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { connect, db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { type SigningAlgorithm, signingAlgorithms } from "#lib/sources/source-view.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase, testOrigin } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import type { PolicyDocument } from "../../sandbox/policy/document.ts";
import { AWAY, document, role, roleArn, smallWorld, stsClient } from "../../sandbox/testing/small-world.ts";
import { discoveryDocument } from "./discovery-document.ts";
import { fillFreeSlots, makeAllKeyPairs } from "./key-pairs.ts";
import { listSigningKeys } from "./list-signing-keys.ts";
import { publishedKeys } from "./published-keys.ts";
import { rotateSigningKeys } from "./rotate-signing-keys.ts";
import { type IdentityTokenInput, signIdentityToken } from "./sign-identity-token.ts";

const aws = testAws(smallWorld([]));
testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
/** Serves what the portal publishes, at an address of its own. */
let published: Server;
let issuer: string;
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
  published = createServer((request, response) => {
    void answer(request.url ?? "").then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => published.listen(0, "127.0.0.1", resolve));
  const address = published.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  issuer = `http://127.0.0.1:${address.port}`;
  await aws.putWorld(worldOf(issuer));
});
afterAll(() => {
  published.close();
});

async function answer(path: string): Promise<object> {
  if (path.endsWith("jwks.json")) return publishedKeys();
  return { ...discoveryDocument(), issuer, jwks_uri: `${issuer}/.well-known/jwks.json` };
}

function worldOf(url: string) {
  const host = new URL(url).host;
  const arn = `arn:aws:iam::${AWAY}:oidc-provider/${host}`;
  const trust = document({
    Effect: "Allow",
    Principal: { Federated: arn },
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
    Condition: { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: "ada@example.com" } },
  });
  return smallWorld([role("Web", trust), role("AsDocumented", documentedTrust(host))], {
    oidcProviders: [{ arn, issuer: url, audiences: ["sts.amazonaws.com"] }],
  });
}

/** The trust policy that docs/connect-aws.md prints, for this issuer. */
function documentedTrust(host: string): PolicyDocument {
  const text = readFileSync(new URL("../../docs/connect-aws.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => json);
  const block = blocks.find((json) => json.includes("AssumeRoleWithWebIdentity")) ?? "";
  return JSON.parse(block.replaceAll("111122223333", AWAY).replaceAll("portal.example.com", host));
}

const person = {
  sessionName: "ada@example.com",
  email: "Ada@Example.com",
  name: "Ada Lovelace",
  groups: ["engineers", "on-call"],
};
const sign = (more: Partial<IdentityTokenInput> = {}) =>
  signIdentityToken({
    person,
    issuer,
    audience: "sts.amazonaws.com",
    algorithm: "RS256",
    tags: [],
    sourceIdentity: null,
    ...more,
  });
const assume = (token: string, name = "Web") =>
  stsClient(aws.sandbox().url).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn(name),
      RoleSessionName: "ada@example.com",
      WebIdentityToken: token,
    }),
  );
const keySet = async () => createLocalJWKSet((await publishedKeys()) as JSONWebKeySet);
const verify = async (token: string) =>
  jwtVerify(token, await keySet(), { issuer, audience: "sts.amazonaws.com" });
const kidOf = async (algorithm: SigningAlgorithm, state: string) =>
  (await listSigningKeys(auditor)).find((key) => key.algorithm === algorithm && key.state === state)?.id;

test("nothing is published, and nothing made, before anything needs a key", async () => {
  expect(await publishedKeys()).toEqual({ keys: [] });
  expect(await listSigningKeys(owner)).toEqual([]);
});

test("twenty who sign at once make one set of keys", async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => sign({ algorithm: "ES256" })));
  expect(await db().signingKey.count()).toBe(4);
  expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
});

test("of two replicas that make keys at once, one's are kept", async () => {
  await db().signingKey.deleteMany();
  const elsewhere = connect(env().DATABASE_URL);
  const [ours, theirs] = [await makeAllKeyPairs(), await makeAllKeyPairs()];
  const codes = await Promise.all([
    refusalCode(transact((tx) => fillFreeSlots(tx, ours))),
    refusalCode(elsewhere.$transaction((tx) => fillFreeSlots(tx, theirs))),
  ]);
  expect(codes).toEqual(["none", "none"]);
  const ids = (await db().signingKey.findMany({ select: { id: true } })).map((key) => key.id).sort();
  const sets = [ours, theirs].map((pairs) => pairs.map((pair) => pair.id).sort());
  expect(sets).toContainEqual(ids);
  await elsewhere.$disconnect();
});

test.each(signingAlgorithms)(
  "a token signed with %s says who the person is, for five minutes",
  async (algorithm) => {
    const { payload, protectedHeader } = await verify(await sign({ algorithm }));
    expect(protectedHeader).toEqual({ alg: algorithm, typ: "JWT", kid: await kidOf(algorithm, "current") });
    const { iat = 0, exp = 0, nbf = 0, jti, ...claims } = payload;
    expect(claims).toEqual({
      iss: issuer,
      sub: "ada@example.com",
      aud: "sts.amazonaws.com",
      email: "Ada@Example.com",
      name: "Ada Lovelace",
      groups: ["engineers", "on-call"],
    });
    expect(exp - iat).toBe(300);
    expect(iat - nbf).toBe(60);
    expect((await verify(await sign({ algorithm }))).payload.jti).not.toBe(jti);
  },
);

test("tags and the source identity are in AWS's claims, and only when they are sent", async () => {
  const tags = [
    { key: "team", value: "data", transitive: true },
    { key: "__proto__", value: "plain", transitive: false },
    { key: "empty", value: "", transitive: false },
  ];
  const { payload } = await verify(await sign({ tags, sourceIdentity: "ada@example.com" }));
  expect(payload["https://aws.amazon.com/source_identity"]).toBe("ada@example.com");
  expect(JSON.stringify(payload["https://aws.amazon.com/tags"])).toBe(
    '{"principal_tags":{"team":["data"],"__proto__":["plain"],"empty":[""]},"transitive_tag_keys":["team"]}',
  );
  const single = await verify(await sign({ tags: tags.slice(2) }));
  expect(single.payload["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { empty: [""] } });
});

test("more groups than a token holds are left out as a whole", async () => {
  const groups = Array.from({ length: 1000 }, (_, at) => `group-${at}-${"x".repeat(200)}`);
  const token = await sign({ person: { ...person, groups } });
  expect(token.length).toBeLessThan(20_000);
  expect((await verify(token)).payload).not.toHaveProperty("groups");
});

test.each(signingAlgorithms)(
  "STS takes the token of %s, with tags and source identity",
  async (algorithm) => {
    const tags = [{ key: "team", value: "data", transitive: true }];
    const answered = await assume(await sign({ algorithm, tags, sourceIdentity: "ada@example.com" }));
    expect(answered).toMatchObject({
      SubjectFromWebIdentityToken: "ada@example.com",
      Audience: "sts.amazonaws.com",
      SourceIdentity: "ada@example.com",
    });
  },
);

test("the trust policy of the documentation lets in who is named, and nobody without a name", async () => {
  const named = { sourceIdentity: "ada@example.com" };
  expect(await assume(await sign(named), "AsDocumented")).toMatchObject({
    SourceIdentity: "ada@example.com",
  });
  const tags = [{ key: "team", value: "data", transitive: false }];
  expect(await assume(await sign({ ...named, tags }), "AsDocumented")).toHaveProperty("Credentials");
  await expect(assume(await sign(), "AsDocumented")).rejects.toThrow("Not authorized");
  const stranger = { ...named, person: { ...person, sessionName: "eve@example.net" } };
  await expect(assume(await sign(stranger), "AsDocumented")).rejects.toThrow("Not authorized");
});

test("after a rotation old tokens verify, and new ones are signed with the key that was published before", async () => {
  const before = await publishedKeys();
  const coming = Object.fromEntries(
    await Promise.all(
      signingAlgorithms.map(async (algorithm) => [algorithm, await kidOf(algorithm, "next")]),
    ),
  );
  const old = await Promise.all(signingAlgorithms.map((algorithm) => sign({ algorithm })));
  const { answer: keys, event } = await withEvent(() => rotateSigningKeys(owner));
  expect(event).toMatchObject({ event: "signing_key.rotated", outcome: "done", viewerId: owner.personId });
  expect(event.fields["current"]).toEqual(expect.arrayContaining(Object.values(coming)));
  expect(keys).toEqual(await listSigningKeys(auditor));
  expect(keys.map((key) => `${key.algorithm} ${key.state}`).sort()).toEqual([
    "ES256 current",
    "ES256 next",
    "ES256 retired",
    "RS256 current",
    "RS256 next",
    "RS256 retired",
  ]);
  for (const algorithm of signingAlgorithms) {
    const token = await sign({ algorithm });
    expect(decodeProtectedHeader(token).kid).toBe(coming[algorithm]);
    expect(before.keys.map((key) => key.kid)).toContain(coming[algorithm]);
    expect((await verify(token)).payload.sub).toBe("ada@example.com");
    expect(await assume(token)).toHaveProperty("Credentials");
  }
  for (const token of old) {
    expect((await verify(token)).payload.sub).toBe("ada@example.com");
    expect(await assume(token)).toHaveProperty("Credentials");
  }
});

test("a retired key keeps no private part, and is published for a day and no longer", async () => {
  const token = await sign();
  await rotateSigningKeys(owner);
  const id = decodeProtectedHeader(token).kid ?? "";
  const row = await db().signingKey.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ slot: null, sealedPrivateKey: "" });
  const retired = async (ms: number) => {
    await db().signingKey.update({ where: { id }, data: { retiredAt: new Date(Date.now() - ms) } });
    return (await publishedKeys()).keys.some((key) => key.kid === id);
  };
  expect(await retired(23 * 3_600_000)).toBe(true);
  expect(await retired(25 * 3_600_000)).toBe(false);
  await expect(verify(token)).rejects.toThrow("no applicable key");
  expect((await listSigningKeys(owner)).some((key) => key.id === id)).toBe(true);
});

test("ten rotations at once leave one current and one next key of each kind", async () => {
  const before = await db().signingKey.count();
  await Promise.all(Array.from({ length: 10 }, () => rotateSigningKeys(owner)));
  expect(await db().signingKey.count()).toBe(before + 20);
  const slots = await db().signingKey.findMany({ where: { slot: { not: null } }, select: { slot: true } });
  expect(slots.map(({ slot }) => slot).sort()).toEqual([
    "ES256 current",
    "ES256 next",
    "RS256 current",
    "RS256 next",
  ]);
  expect((await verify(await sign({ algorithm: "ES256" }))).payload.sub).toBe("ada@example.com");
});

test("only public members are published, and none private is stored in the clear", async () => {
  const { keys } = await publishedKeys();
  for (const key of keys) {
    const members = key.kty === "RSA" ? ["n", "e"] : ["crv", "x", "y"];
    expect(Object.keys(key).sort()).toEqual(["alg", "kid", "kty", "use", ...members].sort());
  }
  const stored = JSON.stringify(await db().signingKey.findMany());
  expect(stored).not.toMatch(/\\"(d|p|q|dp|dq|qi)\\":/);
});

test("the document names what is published at the portal's own address", () => {
  expect(discoveryDocument()).toMatchObject({
    issuer: testOrigin,
    jwks_uri: `${testOrigin}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ["ES256", "RS256"],
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
  });
});

test("owners rotate with a recent sign-in, auditors read, members neither", async () => {
  await expectNotAllowed([member, auditor], (viewer) => rotateSigningKeys(viewer));
  await expectNotAllowed([member], (viewer) => listSigningKeys(viewer));
  const stale = { ...owner, signedInAt: new Date(Date.now() - 5 * 60_000 - 1000).toISOString() };
  await expectRefused(() => rotateSigningKeys(stale), "recent_sign_in_required");
});

test("a private key moved to another row, or changed, signs nothing", async () => {
  const current = { slot: "ES256 current" };
  const next = await db().signingKey.findUniqueOrThrow({ where: { slot: "ES256 next" } });
  const own = await db().signingKey.findUniqueOrThrow({ where: current });
  const own64 = own.sealedPrivateKey;
  for (const sealedPrivateKey of [next.sealedPrivateKey, `${own64.slice(0, -4)}AAAA`, "", "v1.x.y"]) {
    await db().signingKey.update({ where: current, data: { sealedPrivateKey } });
    expect(await refusalCode(sign({ algorithm: "ES256" }))).toBe("sealed_secret_unreadable");
  }
  await db().signingKey.update({ where: current, data: { sealedPrivateKey: own64 } });
  expect((await verify(await sign({ algorithm: "ES256" }))).payload.sub).toBe("ada@example.com");
});
