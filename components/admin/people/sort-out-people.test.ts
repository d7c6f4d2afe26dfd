import { expect, test } from "vitest";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import { sortOutPeople } from "./sort-out-people.ts";

const person = (id: string, portalRole: PersonListItem["portalRole"], disabled = false): PersonListItem => ({
  id,
  name: id,
  email: `${id}@example.com`,
  sessionName: id,
  portalRole,
  signsInWith: ["password"],
  disabledAt: disabled ? "2026-01-01T00:00:00.000Z" : null,
  createdAt: "2026-01-01T00:00:00.000Z",
  assignments: 0,
  secondFactor: false,
  lastSeenAt: null,
  openInvitation: null,
  groups: 0,
});

const people = [
  person("owner", "owner"),
  person("admin", "admin"),
  person("auditor", "auditor"),
  person("member", "member"),
  person("gone", "member", true),
];
const ids = (turning: readonly PersonListItem[]) => turning.map(({ id }) => id);

test("an owner disables whoever is enabled, but not themselves", () => {
  const { turning, ...rest } = sortOutPeople(people, { id: "owner", portalRole: "owner" }, true);
  expect(ids(turning)).toEqual(["admin", "auditor", "member"]);
  expect(rest).toEqual({ already: 1, self: true, notYours: 0 });
});

test("an admin changes no owner and no admin", () => {
  const { turning, ...rest } = sortOutPeople(people, { id: "other", portalRole: "admin" }, true);
  expect(ids(turning)).toEqual(["auditor", "member"]);
  expect(rest).toEqual({ already: 1, self: false, notYours: 2 });
});

test("enabling turns the disabled alone", () => {
  const { turning, already } = sortOutPeople(people, { id: "owner", portalRole: "owner" }, false);
  expect(ids(turning)).toEqual(["gone"]);
  expect(already).toBe(3);
});

test("members and auditors turn nobody", () => {
  for (const portalRole of ["member", "auditor"] as const)
    expect(sortOutPeople(people, { id: "x", portalRole }, true).turning).toEqual([]);
});
