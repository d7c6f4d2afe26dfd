import { afterEach, beforeAll, expect, test } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import type { Statement } from "../../sandbox/policy/document.ts";
import {
  ADA,
  ADA_KEY,
  BEN_KEY,
  document,
  HOME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { World, WorldRole } from "../../sandbox/world.ts";

const allowed: Statement = { Effect: "Allow", Action: ["iam:ListRoles", "iam:ListRoleTags"], Resource: "*" };
const noTags: Statement = { Effect: "Deny", Action: "iam:ListRoleTags", Resource: "*" };
const home = (name: string, extra: Partial<WorldRole> = {}): WorldRole => ({
  ...role(name, trusting(ADA), extra),
  arn: roleArn(name, HOME),
});

function worldOf(roles: WorldRole[], ...statements: Statement[]): World {
  const world = smallWorld(roles);
  world.users[0]?.policies.push(document(...statements));
  return world;
}

const roles = [
  role("Away", trusting(ADA)),
  home("Admin", { tags: { team: "platform" } }),
  home("teams/web/Deploy", { description: "Ships it", maxSessionDuration: 7200, tags: { team: "web" } }),
  home("aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport"),
  home("aws-service-role/trustedadvisor.amazonaws.com/AWSServiceRoleForTrustedAdvisor"),
  home("aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef"),
];
const aws = testAws(worldOf(roles, allowed));

let listRoles: typeof import("./list-roles.ts").listRoles;
beforeAll(async () => {
  const { url } = aws.sandbox();
  bareProcess({ AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_IAM: url });
  ({ listRoles } = await import("./list-roles.ts"));
});
afterEach(async () => {
  await aws.clearFaults();
  await aws.putWorld(worldOf(roles, allowed));
});

type Asked = Partial<Parameters<typeof listRoles>[0]> & { key?: typeof ADA_KEY };
const list = ({ key = ADA_KEY, ...asked }: Asked = {}) =>
  listRoles({
    source: { kind: "access_key", accessKeyId: key.id, secretAccessKey: key.secret },
    pathPrefix: "/",
    isWanted: () => true,
    tags: "no",
    deadline: AbortSignal.timeout(20_000),
    ...asked,
  });

const admin = {
  arn: roleArn("Admin", HOME),
  name: "Admin",
  path: "/",
  description: "",
  maxSessionDurationSeconds: 3600,
};
const deploy = {
  arn: roleArn("teams/web/Deploy", HOME),
  name: "Deploy",
  path: "/teams/web/",
  description: "Ships it",
  maxSessionDurationSeconds: 7200,
};

test("the account's own roles come; those of services and of Identity Center are counted", async () => {
  expect(await list()).toEqual({
    partition: "aws",
    accountId: HOME,
    roles: [admin, deploy],
    leftOut: { serviceLinked: 2, identityCenter: 1 },
    tags: "not_asked",
    truncated: false,
  });
});

test("of a path only, and with tags of those that are wanted only", async () => {
  expect((await list({ pathPrefix: "/teams/" })).roles).toEqual([deploy]);
  await fetch(`${aws.sandbox().url}/_sandbox/calls`, { method: "DELETE" });
  const wanted = await list({ tags: "welcome", isWanted: ({ name }) => name === "Admin" });
  expect(wanted).toMatchObject({ tags: "complete", roles: [{ ...admin, tags: { team: "platform" } }] });
  expect((await aws.calls()).filter((call) => call.action === "ListRoleTags")).toHaveLength(1);
});

test("denied tags lose no role, unless the listing is of no use without them", async () => {
  await aws.putWorld(worldOf(roles, allowed, noTags));
  expect(await list({ tags: "welcome" })).toMatchObject({ tags: "denied", roles: [admin, deploy] });
  await expect(list({ tags: "needed" })).rejects.toMatchObject({
    code: "aws_identity_policy_refused",
    details: { action: "iam:ListRoleTags", principal: ADA },
  });
});

test("who may not list is told so", async () => {
  await expect(list({ key: BEN_KEY })).rejects.toMatchObject({
    code: "aws_identity_policy_refused",
    details: { action: "iam:ListRoles", principal: `arn:aws:iam::${HOME}:user/ben` },
  });
});

test.each(["429", "503", "reset"] as const)("%s is got over by trying again", async (kind) => {
  await aws.fault("iam", kind, { count: 2 });
  expect((await list()).roles).toHaveLength(2);
});

test.each([
  ["garbage", "aws_unavailable"],
  ["empty", "aws_reply_invalid"],
  ["hang", "aws_timeout"],
] as const)("%s is refused as %s", async (kind, code) => {
  await aws.fault("iam", kind);
  expect(await refusalCode(list({ deadline: AbortSignal.timeout(700) }))).toBe(code);
});

test("1,000 roles come whole, with their tags", { timeout: 40_000 }, async () => {
  const many = Array.from({ length: 1000 }, (_, at) => home(`Role${at}`, { tags: { number: String(at) } }));
  const { startSandbox } = await import("../../sandbox/start-sandbox.ts");
  const large = await startSandbox({ world: worldOf(many, allowed) });
  try {
    bareProcess({ AWS_ENDPOINT_URL_STS: large.url, AWS_ENDPOINT_URL_IAM: large.url });
    const fresh = await import("./list-roles.ts");
    const { id, secret } = ADA_KEY;
    const found = await fresh.listRoles({
      source: { kind: "access_key", accessKeyId: id, secretAccessKey: secret },
      pathPrefix: "/",
      isWanted: () => true,
      tags: "needed",
      deadline: AbortSignal.timeout(30_000),
    });
    expect(found.tags).toBe("complete");
    const numbers = found.roles.map(({ name, tags }) => [name, `Role${tags?.["number"]}`]);
    expect(numbers).toHaveLength(1000);
    for (const [name, expected] of numbers) expect(name).toBe(expected);
  } finally {
    await large.close();
  }
});
