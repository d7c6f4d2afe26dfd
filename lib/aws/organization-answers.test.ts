import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bareProcess } from "#lib/testing/bare-process.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { ADA_KEY } from "../../sandbox/testing/small-world.ts";

// What AWS documents and the sandbox's organizations never say.

type Input = Record<string, string>;
type Answers = Partial<Record<string, (input: Input) => object>>;

const aws = testAws();
let answers: Answers = {};
let server: Server;
let listOrganizationAccounts: typeof import("./list-organization-accounts.ts").listOrganizationAccounts;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const operation = String(request.headers["x-amz-target"]).split(".L")[1] ?? "";
    const answer = answers[`l${operation}`]?.(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(answer ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer ?? { __type: "AccessDeniedException" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  bareProcess({
    AWS_ENDPOINT_URL_STS: aws.sandbox().url,
    AWS_ENDPOINT_URL_ORGANIZATIONS: `http://127.0.0.1:${port}`,
  });
  ({ listOrganizationAccounts } = await import("./list-organization-accounts.ts"));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function list(given: Answers) {
  answers = given;
  return listOrganizationAccounts({
    source: { kind: "access_key", accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret },
    deadline: AbortSignal.timeout(10_000),
  });
}

const account = (id: string, more: object = {}) => ({
  Id: id,
  Arn: `arn:aws:organizations::111111111111:account/o-exampleorgid/${id}`,
  Name: ` Account ${id} `,
  ...more,
});

test("a page may be empty and more follow", async () => {
  const pages: Record<string, object> = {
    "": { Accounts: [], NextToken: "a" },
    a: { Accounts: [account("100000000001", { State: "ACTIVE" })], NextToken: "b" },
    b: { Accounts: [], NextToken: "c" },
    c: { Accounts: [account("100000000002", { State: "PENDING_ACTIVATION" })] },
  };
  const { accounts } = await list({ listAccounts: ({ NextToken = "" }) => pages[NextToken] ?? {} });
  expect(accounts.map(({ accountId, state }) => `${accountId} ${state}`)).toEqual([
    "100000000001 ACTIVE",
    "100000000002 PENDING_ACTIVATION",
  ]);
});

test("a page that leads to itself ends", async () => {
  const { accounts } = await list({
    listAccounts: () => ({ Accounts: [account("100000000001")], NextToken: "again" }),
  });
  expect(accounts.length).toBeLessThanOrEqual(2);
});

test("an account may have a retired status, no state, no name and no address", async () => {
  const Accounts = [
    account("100000000001", { Status: "SUSPENDED" }),
    account("100000000002", { Status: "SUSPENDED", State: "CLOSED" }),
    { ...account("100000000003"), Name: undefined },
  ];
  const { accounts } = await list({ listAccounts: () => ({ Accounts }) });
  expect(accounts).toEqual([
    {
      partition: "aws",
      accountId: "100000000001",
      name: "Account 100000000001",
      email: null,
      state: "SUSPENDED",
    },
    expect.objectContaining({ state: "CLOSED" }),
    expect.objectContaining({ state: "ACTIVE", name: "100000000003" }),
  ]);
});

test("a slash in a unit's name is no level, and a tree without end is given up", async () => {
  const walk = await list({
    listAccounts: () => ({ Accounts: [account("100000000001")] }),
    listRoots: () => ({ Roots: [{ Id: "r-root" }] }),
    listAccountsForParent: ({ ParentId }) => ({
      Accounts: ParentId === "ou-root-level2" ? [account("100000000001")] : [],
    }),
    listOrganizationalUnitsForParent: ({ ParentId = "" }) => {
      const level = Number(/level(\d+)/.exec(ParentId)?.[1] ?? 0) + 1;
      return { OrganizationalUnits: [{ Id: `ou-root-level${level}`, Name: level === 1 ? "EU/US" : "/" }] };
    },
  });
  expect(walk.accounts[0]?.ouPath).toBe("/EU US/ou-root-level2");
  expect(walk.ous).toBe("incomplete");
});

test.each([
  [
    "an account of another partition",
    { Accounts: [{ ...account("1"), Id: "100000000001", Arn: "arn:aws-cn:organizations::1:account/o/1" }] },
  ],
  ["an id that is none", { Accounts: [account("12")] }],
  ["no list", {}],
])("%s is no answer", async (_, answer) => {
  expect(await refusalCode(list({ listAccounts: () => answer }))).toBe("aws_reply_invalid");
});
