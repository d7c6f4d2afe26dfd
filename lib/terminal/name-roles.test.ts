import { expect, test } from "vitest";
import { exampleTerminalRole } from "./example-terminal-role.ts";
import { nameRoles } from "./name-roles.ts";
import { readNameTemplate } from "./name-template.ts";
import type { TerminalRole } from "./terminal-role.ts";

function names(template: string, ...roles: Partial<TerminalRole>[]): string[] {
  const read = readNameTemplate(template);
  if (!read.ok) throw new Error(`no template: ${read.unknown}`);
  return nameRoles(roles.map(exampleTerminalRole), read.template).map(({ profile }) => profile);
}

test("a template gives each role its name, as a slug", () => {
  expect(names("{account}-{role}", {})).toEqual(["acme-dev-admin"]);
  expect(names("{partition}.{accountId}_{role}", {})).toEqual(["aws.111122223333_admin"]);
  expect(names("x/{ label }", { label: "Épicerie Nr. 5" })).toEqual(["x-epicerie-nr.-5"]);
  expect(names("{alias}", { alias: "Prod!" }, { alias: null })).toEqual(["prod", "acme-dev"]);
  expect(names("{folder}-{role}", { folder: null }, { folder: "Team" })).toEqual(["admin", "team-admin"]);
});

test("a name that leaves nothing is the account's id, and none is default", () => {
  expect(names("{account}-{role}", { accountName: "店舗" })).toEqual(["111122223333-admin"]);
  expect(names("{alias}", { alias: "default" }, { alias: "店" })).toEqual(["genkan-default", "genkan"]);
});

test("roles of one name are told apart, whatever was asked for", () => {
  const same = [{}, { accountId: "444455556666" }, { accountId: "444455556666", roleName: "ADMIN" }];
  expect(names("{role}", ...same)).toEqual(["admin", "admin-444455556666", "admin-444455556666-2"]);
});

test("roles that AWS and the portal give no such names are left out", () => {
  const wrong = [
    { roleName: "a b" },
    { accountId: "1" },
    { id: "x y" },
    { region: "eu west" },
    { roleName: "" },
  ];
  expect(names("{role}", ...wrong, {})).toEqual(["admin"]);
});

test.each([
  ["{team}-{role}", "team"],
  ["{role", null],
  ["role}", null],
  ["{{role}}", null],
  ["plain", null],
  ["", null],
  ["{}", ""],
])("%s is no template", (text, unknown) => {
  expect(readNameTemplate(text)).toEqual({ ok: false, unknown });
});
