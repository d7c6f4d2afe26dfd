import {
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { demoCompany, portalAccessKey } from "../company.ts";
import { CLOSED_ACCOUNT, HUB } from "../company-tables.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  ADA_KEY,
  BEN_KEY,
  document,
  HOME,
  type Keys,
  keysOf,
  refusal,
  smallWorld,
  stsClient,
} from "../testing/small-world.ts";

const company = demoCompany();
const portal = { accessKeyId: portalAccessKey.id, secretAccessKey: portalAccessKey.secret };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: company.world });
});
afterEach(() => fetch(`${sandbox.url}/_sandbox/faults`, { method: "DELETE" }));
afterAll(() => sandbox.close());

function client(credentials: Keys = portal, endpoint = sandbox.url) {
  return new OrganizationsClient({ region: "us-east-1", endpoint, credentials, maxAttempts: 1 });
}

test("the accounts come page by page, with the one that was closed", async () => {
  const pages = [];
  for await (const page of paginateListAccounts({ client: client(), pageSize: 3 }, {})) pages.push(page);
  expect(pages.map((page) => page.Accounts?.length)).toEqual([3, 3, 3, 1]);
  const accounts = pages.flatMap((page) => page.Accounts ?? []);
  expect(accounts.map((account) => account.Id)).toContain(CLOSED_ACCOUNT.id);
  const { id } = await organization();
  expect(accounts[0]).toEqual({
    Id: HUB,
    Arn: `arn:aws:organizations::${HUB}:account/${id}/${HUB}`,
    Email: "aws+301@nimbus.example",
    Name: "Nimbus Hub",
    Status: "ACTIVE",
    State: "ACTIVE",
    JoinedMethod: "INVITED",
    JoinedTimestamp: expect.any(Date),
  });
  expect(accounts.find((account) => account.Id === CLOSED_ACCOUNT.id)).toMatchObject({ State: "SUSPENDED" });
});

async function organization(): Promise<{ id: string; rootId: string }> {
  const { Organization } = await client().send(new DescribeOrganizationCommand({}));
  const { Roots } = await client().send(new ListRootsCommand({}));
  expect(Organization).toMatchObject({ MasterAccountId: HUB, FeatureSet: "ALL" });
  expect(Organization?.Id).toMatch(/^o-[a-z0-9]{10,32}$/);
  expect(Roots).toHaveLength(1);
  expect(Roots?.[0]?.Id).toMatch(/^r-[0-9a-z]{4,32}$/);
  return { id: Organization?.Id ?? "", rootId: Roots?.[0]?.Id ?? "" };
}

test("units lead from the root to an account and back", async () => {
  const { rootId } = await organization();
  const units = async (ParentId: string) =>
    (await client().send(new ListOrganizationalUnitsForParentCommand({ ParentId }))).OrganizationalUnits ??
    [];
  const inRoot = await units(rootId);
  expect(inRoot.map((unit) => unit.Name)).toEqual(["Security", "Workloads", "Sandbox"]);
  for (const unit of inRoot) expect(unit.Id).toMatch(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/);
  const production = (await units(inRoot[1]?.Id ?? "")).find((unit) => unit.Name === "Production");
  const ParentId = production?.Id ?? "";
  const { Accounts } = await client().send(new ListAccountsForParentCommand({ ParentId }));
  expect(Accounts?.map((account) => account.Id)).toEqual(["210987654304", "210987654307"]);
  const { Parents } = await client().send(new ListParentsCommand({ ChildId: "210987654304" }));
  expect(Parents).toEqual([{ Id: ParentId, Type: "ORGANIZATIONAL_UNIT" }]);
  const above = await client().send(new ListParentsCommand({ ChildId: inRoot[0]?.Id ?? "" }));
  expect(above.Parents).toEqual([{ Id: rootId, Type: "ROOT" }]);
  const found = await client().send(
    new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: ParentId }),
  );
  expect(found.OrganizationalUnit).toEqual(production);
});

test("an account's tags, and none where there is no such thing", async () => {
  const tags = (ResourceId: string) => client().send(new ListTagsForResourceCommand({ ResourceId }));
  expect((await tags("210987654304")).Tags).toEqual([{ Key: "env", Value: "production" }]);
  expect(await refusal(tags("999999999999"))).toMatch(/^TargetNotFoundException 400/);
  expect(
    await refusal(client().send(new ListAccountsForParentCommand({ ParentId: "ou-zzzz-zzzzzzzz" }))),
  ).toMatch(/^ParentNotFoundException 400/);
  expect(await refusal(client().send(new ListAccountsCommand({ NextToken: "made-up" })))).toMatch(
    /^InvalidInputException 400/,
  );
});

test("members learn of the organization and list nothing of it", async () => {
  const admin = "arn:aws:iam::210987654306:role/Admin";
  const answer = await stsClient(sandbox.url, portal).send(
    new AssumeRoleCommand({ RoleArn: admin, RoleSessionName: "ada" }),
  );
  const member = client(keysOf(answer));
  await expect(member.send(new DescribeOrganizationCommand({}))).resolves.toHaveProperty("Organization");
  expect(await refusal(member.send(new ListAccountsCommand({})))).toBe(
    "AccessDeniedException 400: You don't have permissions to access this resource.",
  );
});

test("who may not list is told so, and who is in no organization too", async () => {
  const world = smallWorld([], { organization: { managementAccountId: HOME } });
  world.accounts = world.accounts.map((account) => ({ ...account, ouPath: "/" }));
  const [ada] = world.users;
  const Action = "organizations:ListTagsForResource";
  ada?.policies.push(document({ Effect: "Allow", Action: "organizations:List*", Resource: "*" }));
  ada?.policies.push(document({ Effect: "Deny", Action, Resource: "*" }));
  const other = await startSandbox({ world });
  const keys = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
  const ask = (credentials: Keys) =>
    client(credentials, other.url).send(new ListTagsForResourceCommand({ ResourceId: HOME }));
  try {
    expect(await refusal(ask(keys))).toMatch(
      /^AccessDeniedException 400: User: arn:aws:iam::111111111111:user\/ada is not authorized to perform: organizations:ListTagsForResource on resource: arn:aws:organizations::111111111111:account\/o-\w+\/111111111111 with an explicit deny in an identity-based policy$/,
    );
    const ben = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };
    expect(await refusal(client(ben, other.url).send(new ListAccountsCommand({})))).toMatch(
      /^AccessDeniedException/,
    );
    expect(await refusal(ask({ ...keys, secretAccessKey: "wrong" }))).toMatch(
      /^InvalidSignatureException 400/,
    );
    expect(await refusal(ask({ ...keys, accessKeyId: "AKIANOBODYNOBODY2345" }))).toMatch(
      /^UnrecognizedClientException 400/,
    );
    await fetch(`${other.url}/_sandbox/world`, { method: "PUT", body: JSON.stringify(smallWorld([])) });
    expect(await refusal(ask(keys))).toMatch(/^AWSOrganizationsNotInUseException 400/);
  } finally {
    await other.close();
  }
});

test("faults are its own, and in the log", async () => {
  const fault = (kind: string) =>
    fetch(`${sandbox.url}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ target: "organizations", kind, count: 1 }),
    });
  const list = () => client().send(new ListAccountsCommand({}));
  await fetch(`${sandbox.url}/_sandbox/calls`, { method: "DELETE" });
  await fault("429");
  expect(await refusal(list())).toBe("TooManyRequestsException 400: Rate exceeded");
  await fault("503");
  expect(await refusal(list())).toMatch(/^ServiceUnavailableException 503/);
  await fault("garbage");
  await expect(list()).rejects.toThrow();
  await client().send(new ListTagsForResourceCommand({ ResourceId: HUB }));
  const { calls } = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as {
    calls: { action: string; outcome: string; params: Record<string, string> }[];
  };
  expect(calls.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "ListAccounts fault:429",
    "ListAccounts fault:503",
    "ListAccounts fault:garbage",
    "ListTagsForResource ok",
  ]);
  expect(calls[3]?.params).toEqual({ ResourceId: HUB });
});
