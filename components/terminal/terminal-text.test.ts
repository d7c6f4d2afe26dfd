import { expect, test } from "vitest";
import { exampleTerminalRole } from "#lib/terminal/example-terminal-role.ts";
import { terminalStyles } from "#lib/terminal/terminal-styles.ts";
import { chooseRoles } from "./choose-roles.ts";
import { firstChoices, type TerminalChoices } from "./terminal-choices.ts";
import { homeFolder, terminalText } from "./terminal-text.ts";

const place = { origin: "https://portal.example.com", startUrl: "https://portal.example.com/start" };
const roles = [
  exampleTerminalRole(),
  exampleTerminalRole({ id: "role-2", accountName: "Shop", alias: "Laden", pinned: true, folder: "Work" }),
  exampleTerminalRole({
    id: "role-3",
    accountId: "444455556666",
    roleName: "ReadOnly",
    label: "Ｒｅａｄ only",
  }),
];
const token = `genkan_pat_${"z".repeat(43)}`;
const written = (change: Partial<TerminalChoices>) =>
  terminalText(place, roles, { ...firstChoices(place.origin), ...change });

test.each(terminalStyles)("%s: the block of the page is the one in the script", (style) => {
  const { block, installer, wrong, named } = written({ style, tokenFile: "/home/ueno/t" });
  expect([wrong, named.length]).toEqual([{}, 3]);
  const body = (block ?? "").split("\n").slice(1, -2).join("\n");
  expect(installer(null)).toContain(body);
  expect(installer(style === "sso" ? null : token).includes(token)).toBe(style !== "sso");
});

test("without a path, the page says where a home folder belongs and the script finds it", () => {
  const { block, installer, tokenFile } = written({ style: "process" });
  expect(block).toContain(`"@${homeFolder}/.aws/genkan-portal.example.com.token"`);
  expect(installer(token)).not.toContain(homeFolder);
  expect(tokenFile).toBe("~/.aws/genkan-portal.example.com.token");
});

test("a wrong choice is named, and nothing is written", () => {
  for (const [change, field] of [
    [{ template: "{team}" }, "template"],
    [{ sessionName: "a b" }, "sessionName"],
    [{ style: "process", tokenFile: "relative" }, "tokenFile"],
  ] as const) {
    const { wrong, block } = written(change);
    expect([Object.keys(wrong), block]).toEqual([[field], null]);
  }
  expect(written({ tokenFile: "relative" }).wrong).toEqual({});
  expect(terminalText(place, [], firstChoices(place.origin)).block).toBeNull();
});

test("[default] is the chosen profile, else the first, and only where asked for", () => {
  const defaultOf = (change: Partial<TerminalChoices>) =>
    /\[default\]\n(?:.*\n)*?sso_account_id = (\d+)/.exec(written(change).block ?? "")?.[1];
  expect(defaultOf({})).toBeUndefined();
  expect(defaultOf({ makesDefault: true })).toBe("111122223333");
  expect(defaultOf({ makesDefault: true, defaultProfile: "acme-dev-readonly" })).toBe("444455556666");
  expect(defaultOf({ makesDefault: true, defaultProfile: "gone" })).toBe("111122223333");
});

test("all roles, the pinned ones, or what a search finds, in any order of words", () => {
  const ids = (which: TerminalChoices["which"], query = "") =>
    chooseRoles(roles, { which, query }).map(({ id }) => id);
  expect(ids("all", "nothing")).toHaveLength(3);
  expect(ids("pinned")).toEqual(["role-2"]);
  expect(ids("search")).toHaveLength(3);
  expect(ids("search", "admin laden")).toEqual(["role-2"]);
  expect(ids("search", "4444-5555-6666 READ")).toEqual(["role-3"]);
  expect(ids("search", "work nothing")).toEqual([]);
});
