import { beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { addGroup } from "#lib/groups/add-group.ts";
import { changeMembers } from "#lib/groups/change-members.ts";
import { addOwnRoleRule } from "#lib/own-roles/add-own-role-rule.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { addOwnRole } from "./add-own-role.ts";
import { listClientAccounts } from "./list-client-accounts.ts";
import { listClientRoles } from "./list-client-roles.ts";

testAws();
testDatabase();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

const accountId = (at: number) => String(at).padStart(12, "3");
const arnOf = (account: string, role: string, partition = "aws") =>
  `arn:${partition}:iam::${account}:role/${role}`;

async function allAccounts(viewer: Viewer, maxResult?: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let nextToken: string | null | undefined; nextToken !== null; ) {
    const page = await listClientAccounts(viewer, { maxResult, nextToken });
    pages.push(page.accountList.map((account) => account.accountId));
    nextToken = page.nextToken;
  }
  return pages;
}

async function allRoles(viewer: Viewer, account: string, maxResult?: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let nextToken: string | null | undefined; nextToken !== null; ) {
    const page = await listClientRoles(viewer, { accountId: account, maxResult, nextToken });
    pages.push(page.roleList.map((role) => role.roleName));
    nextToken = page.nextToken;
  }
  return pages;
}

describe("ListAccounts and ListAccountRoles", () => {
  test("tell what gives credentials now, and nothing else", async () => {
    const member = await addViewer("member");
    const given = accountId(1);
    await assignNewRole(owner, member, arnOf(given, "Developer"));
    await assignNewRole(owner, member, arnOf(given, "team/Admin"));
    await assignNewRole(owner, member, arnOf(given, "ConsoleOnly"), { assignment: { credentials: false } });
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    await assignNewRole(owner, member, arnOf(given, "Later"), { assignment: { startsAt } });
    await assignNewRole(owner, await addViewer("member"), arnOf(given, "Anothers"));
    const removed = await assignNewRole(owner, member, arnOf(given, "Removed"));
    await removeRole(owner, removed.role.id);
    await assignNewRole(owner, member, arnOf(accountId(2), "ConsoleOnly"), {
      assignment: { credentials: false },
    });
    const accounts = await listClientAccounts(member, {});
    expect(accounts).toEqual({
      accountList: [{ accountId: given, accountName: expect.any(String), emailAddress: "" }],
      nextToken: null,
    });
    expect(await listClientRoles(member, { accountId: given })).toEqual({
      roleList: [
        { roleName: "Admin", accountId: given },
        { roleName: "Developer", accountId: given },
      ],
      nextToken: null,
    });
    const auditor = await addViewer("auditor");
    await assignNewRole(owner, auditor, arnOf(given, "Audited"));
    expect(await allAccounts(auditor)).toEqual([[]]);
  });

  test("tell of roles by group, by pattern and of the person's own", async () => {
    const member = await addViewer("member");
    await addOwnRoleRule(owner, { accountPattern: "*", roleNamePattern: "*" });
    const { role } = await assignNewRole(owner, owner, arnOf(accountId(3), "ByGroup"));
    const group = await addGroup(owner, { name: "Clients" });
    await changeMembers(owner, group.id, { add: [member.personId] });
    await addAssignment(owner, { groupId: group.id, roleId: role.id });
    await addRole(owner, { reference: arnOf(accountId(3), "PatternOne") });
    await addAssignment(owner, { personId: member.personId, roleNamePattern: "Pattern*" });
    await addOwnRole(member, { reference: arnOf(accountId(4), "Mine") });
    await addOwnRole(await addViewer("member"), { reference: arnOf(accountId(4), "Theirs") });
    expect(await allAccounts(member)).toEqual([[accountId(3), accountId(4)]]);
    expect(await allRoles(member, accountId(3))).toEqual([["ByGroup", "PatternOne"]]);
    expect(await allRoles(member, accountId(4))).toEqual([["Mine"]]);
  });

  test("tell an account id of two partitions once, and a role name of two paths once", async () => {
    const member = await addViewer("member");
    const twice = accountId(5);
    for (const arn of [
      arnOf(twice, "A", "aws-cn"),
      arnOf(twice, "A"),
      arnOf(twice, "path/A"),
      arnOf(twice, "B", "aws-cn"),
    ])
      await assignNewRole(owner, member, arn);
    await assignNewRole(owner, member, arnOf(accountId(6), "A"));
    expect(await allAccounts(member, "1")).toEqual([[twice], [accountId(6)]]);
    expect(await allRoles(member, twice, "1")).toEqual([["A"], ["B"]]);
  });

  test("page through what changes in between: each that stays is told exactly once", async () => {
    const member = await addViewer("member");
    const ids = Array.from({ length: 13 }, (_, at) => accountId(100 + 2 * at));
    const assigned = new Map<string, string>();
    for (const id of ids)
      assigned.set(id, (await assignNewRole(owner, member, arnOf(id, "Reader"))).assignment.id);
    const told: string[] = [];
    let nextToken: string | null | undefined;
    for (let turn = 0; nextToken !== null; turn += 1) {
      const page = await listClientAccounts(member, { maxResult: "2", nextToken });
      told.push(...page.accountList.map((account) => account.accountId));
      nextToken = page.nextToken;
      // One that was told goes, one that was not goes, and one comes on either side of the place.
      if (turn < 3)
        for (const at of [turn, 10 + turn]) await revokeAssignment(owner, assigned.get(ids[at] ?? "") ?? "");
      for (const at of [101, 121])
        if (turn < 3) await assignNewRole(owner, member, arnOf(accountId(at + 2 * turn), "Reader"));
    }
    expect(told.length).toBe(new Set(told).size);
    expect(told).toEqual([...told].sort());
    const gone = [10, 11, 12].map((at) => ids[at]);
    expect(ids.filter((id) => !told.includes(id))).toEqual(gone);
    const names = Array.from({ length: 9 }, (_, at) => `Role-${at}`);
    for (const name of names) await assignNewRole(owner, member, arnOf(accountId(90), name));
    expect(await allRoles(member, accountId(90), "4")).toEqual([
      names.slice(0, 4),
      names.slice(4, 8),
      names.slice(8),
    ]);
  });

  test("refuse a page of no size and a token that is none of theirs", async () => {
    const member = await addViewer("member");
    for (const name of ["A", "B", "C"]) await assignNewRole(owner, member, arnOf(accountId(7), `Bad${name}`));
    await assignNewRole(owner, member, arnOf(accountId(8), "BadD"));
    const asked = { accountId: accountId(7) };
    for (const maxResult of ["0", "-1", "101", "1.5", "many", "", "1e1", "0x10", " 1"]) {
      expect
        .soft(await refusalCode(listClientAccounts(member, { maxResult })), maxResult)
        .toBe("invalid_input");
      const roles = listClientRoles(member, { ...asked, maxResult });
      expect.soft(await refusalCode(roles), maxResult).toBe("invalid_input");
    }
    const ofAccounts = (await listClientAccounts(member, { maxResult: "1" })).nextToken;
    const ofRoles = (await listClientRoles(member, { ...asked, maxResult: "1" })).nextToken;
    expect([typeof ofAccounts, typeof ofRoles]).toEqual(["string", "string"]);
    for (const nextToken of ["x", "%00", "AAAA", "bnVsbA", ofRoles]) {
      const accounts = listClientAccounts(member, { nextToken });
      expect.soft(await refusalCode(accounts), String(nextToken)).toBe("cursor_malformed");
    }
    for (const nextToken of ["x", ofAccounts]) {
      const roles = listClientRoles(member, { ...asked, nextToken });
      expect.soft(await refusalCode(roles), String(nextToken)).toBe("cursor_malformed");
    }
    const another = listClientRoles(member, { accountId: accountId(8), nextToken: ofRoles });
    expect(await refusalCode(another)).toBe("cursor_malformed");
    for (const malformed of ["", "12345", `${accountId(7)}0`, "'; --", null])
      expect(await refusalCode(listClientRoles(member, { accountId: malformed }))).toBe("invalid_input");
  });

  test("answer an account that is unknown, another's, and without credentials alike", async () => {
    const member = await addViewer("member");
    await assignNewRole(owner, await addViewer("member"), arnOf(accountId(9), "Anothers"));
    await assignNewRole(owner, member, arnOf(accountId(10), "Console"), {
      assignment: { credentials: false },
    });
    const told = new Set<string>();
    for (const id of [accountId(9), accountId(10), "999999999999"]) {
      const refusal = await listClientRoles(member, { accountId: id }).catch((error: unknown) => error);
      told.add(String(refusal));
      expect(await refusalCode(listClientRoles(member, { accountId: id }))).toBe("role_not_assigned");
    }
    expect(told.size).toBe(1);
  });
});
