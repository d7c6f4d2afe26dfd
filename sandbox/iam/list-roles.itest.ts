import {
  IAMClient,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  paginateListRoleTags,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import {
  ADA,
  ADA_KEY,
  BEN_KEY,
  document,
  HOME,
  type Keys,
  refusal,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../testing/small-world.ts";

const trust = trusting(ADA);
const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`key-${at}`, `<${at}>`]));

let sandbox: Sandbox;
beforeAll(async () => {
  const home = (name: string) => ({ ...role(name, trust), arn: roleArn(name, HOME) });
  const world = smallWorld([
    role("Away", trust),
    ...Array.from({ length: 20 }, (_, at) => home(`Plain${String(at).padStart(2, "0")}`)),
    { ...home("teams/web/Deploy"), description: "a & b", maxSessionDuration: 7200, tags: many },
  ]);
  const [ada] = world.users;
  const Action = ["iam:ListRoles", "iam:ListRoleTags"];
  ada?.policies.push(document({ Effect: "Allow", Action, Resource: "*" }));
  sandbox = await startSandbox({ world });
});
afterAll(() => sandbox.close());

const ada = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
const ben = { accessKeyId: BEN_KEY.id, secretAccessKey: BEN_KEY.secret };
const iam = (credentials: Keys = ada) =>
  new IAMClient({ region: "us-east-1", endpoint: sandbox.url, credentials, maxAttempts: 1 });

test("the caller's account's roles come page by page, without their tags", async () => {
  const pages = [];
  for await (const page of paginateListRoles({ client: iam() }, {})) pages.push(page);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.map((page) => page.IsTruncated)).toEqual(pages.map((_, at) => at < pages.length - 1));
  const roles = pages.flatMap((page) => page.Roles ?? []);
  expect(roles).toHaveLength(21);
  expect(roles[0]).toMatchObject({
    Arn: roleArn("teams/web/Deploy", HOME),
    Path: "/teams/web/",
    RoleName: "Deploy",
    Description: "a & b",
    MaxSessionDuration: 7200,
    CreateDate: expect.any(Date),
  });
  expect(roles[0]).not.toHaveProperty("Tags");
});

test("of a path only", async () => {
  const { Roles } = await iam().send(new ListRolesCommand({ PathPrefix: "/teams/" }));
  expect(Roles?.map((each) => each.RoleName)).toEqual(["Deploy"]);
  expect((await iam().send(new ListRolesCommand({ PathPrefix: "/none/" }))).Roles).toEqual([]);
  expect(await refusal(iam().send(new ListRolesCommand({ PathPrefix: "teams" })))).toMatch(
    /^ValidationError 400: .*'pathPrefix'/,
  );
  expect(await refusal(iam().send(new ListRolesCommand({ Marker: "made-up" })))).toMatch(/^ValidationError/);
});

test("a role's tags come page by page too", async () => {
  const tags = [];
  for await (const page of paginateListRoleTags({ client: iam() }, { RoleName: "Deploy" }))
    tags.push(...(page.Tags ?? []));
  expect(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))).toEqual(many);
  expect((await iam().send(new ListRoleTagsCommand({ RoleName: "Plain01" }))).Tags).toEqual([]);
  expect(await refusal(iam().send(new ListRoleTagsCommand({ RoleName: "Away" })))).toMatch(/^NoSuchEntity/);
});

test("who may not list is told so in IAM's words", async () => {
  const user = `arn:aws:iam::${HOME}:user/ben`;
  expect(await refusal(iam(ben).send(new ListRolesCommand({})))).toBe(
    `AccessDenied 403: User: ${user} is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::${HOME}:role/ because no identity-based policy allows the iam:ListRoles action`,
  );
  expect(await refusal(iam(ben).send(new ListRoleTagsCommand({ RoleName: "Deploy" })))).toMatch(
    /^AccessDenied 403: .* on resource: role Deploy /,
  );
});
