import { expect, test } from "vitest";
import { demoCompany } from "./company.ts";
import { InvalidWorld, parseWorld } from "./world.ts";

const company = demoCompany();

test("has 12 accounts in four partitions and a catalogue of 40 roles", () => {
  expect(company.accounts).toHaveLength(12);
  expect(new Set(company.accounts.map((account) => account.partition)).size).toBe(4);
  expect(new Set(company.roles.map((role) => role.arn)).size).toBe(40);
  expect(company.roles.filter((role) => role.refusal === "missing")).toHaveLength(1);
  expect(company.roles.filter((role) => role.requiresMfa)).toHaveLength(1);
  expect(company.roles.some((role) => role.externalId)).toBe(true);
});

test("has roles reached by a chain, and by web identity where there is an issuer", () => {
  const issuer = "http://127.0.0.1:3000";
  const { furtherRoles, world, accounts } = demoCompany({ issuer });
  expect(company.furtherRoles.map((role) => role.name)).toEqual(["ClusterOperator"]);
  expect(furtherRoles.map((role) => role.name)).toEqual([
    "WebIdentityDeveloper",
    "WebIdentityReadOnly",
    "ClusterOperator",
  ]);
  expect(new Set(furtherRoles.map((role) => role.accountId)).size).toBe(1);
  expect(accounts.map((account) => account.id)).toContain(furtherRoles[0]?.accountId);
  expect(world.oidcProviders).toEqual([
    {
      arn: "arn:aws:iam::210987654309:oidc-provider/127.0.0.1:3000",
      issuer,
      audiences: ["sts.amazonaws.com"],
    },
  ]);
  expect(parseWorld(JSON.parse(JSON.stringify(world)))).toEqual(world);
});

test("is a world that holds together, and the same each time", () => {
  expect(parseWorld(JSON.parse(JSON.stringify(company.world)))).toEqual(company.world);
  expect(demoCompany()).toEqual(company);
  expect(company.portalAccessKey.id).toMatch(/^AKIA[A-Z2-7]{16}$/);
  expect(company.portalAccessKey.secret).toHaveLength(40);
});

test.each<[string, (world: Record<string, unknown>) => void]>([
  ["accounts", (world) => Object.assign(world, { accounts: [{ id: "1", name: "x", partition: "aws" }] })],
  [
    "roles[0].trust",
    (world) => Object.assign(world, { roles: [{ arn: "arn:aws:iam::210987654301:role/a", trust: {} }] }),
  ],
  ["not among the accounts", (world) => Object.assign(world, { accounts: [] })],
])("a broken world is refused by name: %s", (place, breakIt) => {
  const world = structuredClone(company.world);
  breakIt(world);
  expect(() => parseWorld(world)).toThrow(InvalidWorld);
  expect(() => parseWorld(world)).toThrow(place);
});
