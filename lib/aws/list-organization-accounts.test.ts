import { afterEach, beforeAll, expect, test } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import type { Statement } from "../../sandbox/policy/document.ts";
import { ADA_KEY, AWAY, BEN_KEY, document, HOME, smallWorld } from "../../sandbox/testing/small-world.ts";
import type { World, WorldAccount } from "../../sandbox/world.ts";

const allowed: Statement = { Effect: "Allow", Action: "organizations:List*", Resource: "*" };
const denied = (Action: string): Statement => ({ Effect: "Deny", Action, Resource: "*" });

function companyOf(accounts: WorldAccount[], ...statements: Statement[]): World {
  const world = smallWorld([], { organization: { managementAccountId: HOME } });
  const [ada] = world.users;
  ada?.policies.push(document(...statements));
  return {
    ...world,
    accounts: [
      { id: HOME, name: "Home", partition: "aws", ouPath: "/", email: "home@example.com" },
      { id: AWAY, name: "Away", partition: "aws", ouPath: "/Workloads/Production", tags: { env: "prod" } },
      ...accounts,
    ],
  };
}

const closed: WorldAccount = {
  id: "333333333333",
  name: "Gone",
  partition: "aws",
  ouPath: "/Workloads",
  state: "PENDING_CLOSURE",
};
const aws = testAws(companyOf([closed], allowed));

let listOrganizationAccounts: typeof import("./list-organization-accounts.ts").listOrganizationAccounts;
beforeAll(async () => {
  const { url } = aws.sandbox();
  bareProcess({ AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_ORGANIZATIONS: url });
  ({ listOrganizationAccounts } = await import("./list-organization-accounts.ts"));
});
afterEach(async () => {
  await aws.clearFaults();
  await aws.putWorld(companyOf([closed], allowed));
});

const list = ({ id, secret } = ADA_KEY, deadline = AbortSignal.timeout(20_000)) =>
  listOrganizationAccounts({
    source: { kind: "access_key", accessKeyId: id, secretAccessKey: secret },
    deadline,
  });

const home = {
  partition: "aws",
  accountId: HOME,
  name: "Home",
  email: "home@example.com",
  state: "ACTIVE",
  tags: {},
  ouPath: "/",
};
const away = {
  ...home,
  accountId: AWAY,
  name: "Away",
  email: `aws+${AWAY}@example.com`,
  tags: { env: "prod" },
  ouPath: "/Workloads/Production",
};

test("every account comes with its tags, its unit's path and what state it is in", async () => {
  expect(await list()).toEqual({
    accounts: [
      home,
      away,
      {
        ...home,
        accountId: "333333333333",
        name: "Gone",
        email: "aws+333333333333@example.com",
        state: "PENDING_CLOSURE",
        ouPath: "/Workloads",
      },
    ],
    tags: "complete",
    ous: "complete",
    truncated: false,
  });
});

test("accounts come without what AWS refuses to tell of them", async () => {
  await aws.putWorld(companyOf([], allowed, denied("organizations:ListTagsForResource")));
  const untagged = await list();
  expect(untagged).toMatchObject({ tags: "denied", ous: "complete" });
  expect(untagged.accounts.map((account) => account.ouPath)).toEqual(["/", "/Workloads/Production"]);
  for (const account of untagged.accounts) expect.soft(account).not.toHaveProperty("tags");

  await aws.putWorld(companyOf([], allowed, denied("organizations:ListRoots")));
  const unplaced = await list();
  expect(unplaced).toMatchObject({ tags: "complete", ous: "denied" });
  expect(unplaced.accounts.map((account) => account.tags)).toEqual([{}, { env: "prod" }]);
  for (const account of unplaced.accounts) expect.soft(account).not.toHaveProperty("ouPath");

  await aws.putWorld(companyOf([], allowed, denied("organizations:ListOrganizationalUnitsForParent")));
  expect(await list()).toMatchObject({ ous: "denied", accounts: [{ ouPath: "/" }, {}] });
});

test("AWS refuses one kind of fact once or a few times, and is not asked for it again", async () => {
  const accounts = Array.from({ length: 100 }, (_, at) => numbered(at));
  await aws.putWorld(companyOf(accounts, allowed, denied("organizations:ListTagsForResource")));
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  expect((await list()).accounts).toHaveLength(102);
  const asked = (await aws.calls()).filter((call) => call.action === "ListTagsForResource");
  expect(asked.length).toBeLessThanOrEqual(5);
});

test("accounts whose tags are known are asked about last", async () => {
  const many = Array.from({ length: 20 }, (_, at) => numbered(at));
  await aws.putWorld(companyOf([...many, closed], allowed));
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  await listOrganizationAccounts({
    source: { kind: "access_key", accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret },
    isTagged: (accountId) => accountId !== closed.id,
    deadline: AbortSignal.timeout(20_000),
  });
  const asked = (await aws.calls()).filter((call) => call.action === "ListTagsForResource");
  expect(asked).toHaveLength(23);
  // Five at once, in whatever order these arrive.
  expect(asked.slice(0, 5).map((call) => call.params["ResourceId"])).toContain(closed.id);
});

test.each<[string, World | null, typeof ADA_KEY, string]>([
  ["listing itself is denied", companyOf([], allowed), BEN_KEY, "aws_identity_policy_refused"],
  ["there is no organization", smallWorld([]), ADA_KEY, "aws_not_in_organization"],
  [
    "the account is a member of it and no more",
    { ...companyOf([], allowed), organization: { managementAccountId: AWAY } },
    ADA_KEY,
    "aws_not_in_organization",
  ],
  ["the secret is wrong", null, { ...ADA_KEY, secret: "wrong-wrong-wrong-wrong" }, "aws_source_invalid"],
])("is refused by name where %s", async (_, world, key, code) => {
  if (world) await aws.putWorld(world);
  expect(await refusalCode(list(key))).toBe(code);
});

test("a refusal names who would have to be allowed what", async () => {
  await expect(list(BEN_KEY)).rejects.toMatchObject({
    details: {
      principal: `arn:aws:iam::${HOME}:user/ben`,
      action: "organizations:ListAccounts",
      roleArn: "*",
    },
  });
});

test("a wrong signature is told by Organizations as by STS", async () => {
  const { translateListError } = await import("./translate-list-error.ts");
  const error = Object.assign(new Error("The request signature we calculated does not match."), {
    name: "InvalidSignatureException",
  });
  expect(translateListError(error, AbortSignal.timeout(1000)).code).toBe("aws_source_invalid");
});

test.each(["429", "503", "reset"] as const)("%s is got over by trying again", async (kind) => {
  await aws.fault("organizations", kind, { count: 2 });
  expect((await list()).accounts).toHaveLength(3);
});

test.each([
  ["garbage", "aws_unavailable"],
  ["empty", "aws_reply_invalid"],
  ["hang", "aws_timeout"],
  ["drip", "aws_timeout"],
] as const)("%s is refused as %s", async (kind, code) => {
  await aws.fault("organizations", kind, { ms: 200 });
  expect(await refusalCode(list(ADA_KEY, AbortSignal.timeout(700)))).toBe(code);
});

test("throttling that does not end is told when the time is over", async () => {
  await aws.fault("organizations", "429");
  expect(await refusalCode(list(ADA_KEY, AbortSignal.timeout(600)))).toBe("aws_timeout");
});

test("what is read in time is kept when the time is over", async () => {
  const accounts = Array.from({ length: 300 }, (_, at) => ({ ...numbered(at), ouPath: "/" }));
  await aws.putWorld(companyOf(accounts, allowed));
  const stop = new AbortController();
  const listing = list(ADA_KEY, stop.signal);
  const tagsAsked = async () =>
    (await aws.calls()).filter((call) => call.action === "ListTagsForResource").length;
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  await expect.poll(tagsAsked, { interval: 5, timeout: 5000 }).toBeGreaterThan(0);
  await aws.fault("organizations", "hang");
  stop.abort();
  const { accounts: found, ...rest } = await listing;
  expect(found).toHaveLength(302);
  expect(rest).toEqual({ tags: "incomplete", ous: "complete", truncated: false });
});

test("2,000 accounts in 50 units come whole", { timeout: 40_000 }, async () => {
  const accounts = Array.from({ length: 2000 }, (_, at) => numbered(at));
  const { startSandbox } = await import("../../sandbox/start-sandbox.ts");
  const large = await startSandbox({ world: companyOf(accounts, allowed) });
  try {
    bareProcess({ AWS_ENDPOINT_URL_STS: large.url, AWS_ENDPOINT_URL_ORGANIZATIONS: large.url });
    const fresh = await import("./list-organization-accounts.ts");
    const { id, secret } = ADA_KEY;
    const found = await fresh.listOrganizationAccounts({
      source: { kind: "access_key", accessKeyId: id, secretAccessKey: secret },
      deadline: AbortSignal.timeout(30_000),
    });
    expect(found).toMatchObject({ tags: "complete", ous: "complete", truncated: false });
    const byId = new Map(found.accounts.map((account) => [account.accountId, account]));
    expect(byId.size).toBe(2002);
    for (const { id: accountId, name, tags, ouPath } of accounts)
      expect(byId.get(accountId)).toMatchObject({ name, tags, ouPath });
  } finally {
    await large.close();
  }
});

function numbered(at: number): WorldAccount {
  return {
    id: String(400_000_000_000 + at),
    name: `Account ${at}`,
    partition: "aws",
    ouPath: `/Teams/Team ${at % 49}`,
    tags: { number: String(at), env: at % 2 ? "dev" : "prod" },
  };
}
