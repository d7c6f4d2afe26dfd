import { describe, expect, test } from "vitest";
import { type KeyPlace, keyCommand } from "./key-command.ts";

const on = { query: "", singleKeys: true };

function press(key: string, place: KeyPlace, context = on, ctrl = false) {
  return keyCommand({ key, ctrl, alt: false, shift: false }, place, context)?.kind ?? null;
}

describe("keys", () => {
  test.each(["j", "k", "c", "b", "?", "/"])("%s is text in the search and in other fields", (key) => {
    expect(press(key, "search", { query: "shop", singleKeys: true })).toBeNull();
    expect(press(key, "field")).toBeNull();
  });

  test.each(["j", "k", "c", "b", "?", "/"])("%s starts a search when single-letter keys are off", (key) => {
    expect(press(key, "list", { query: "", singleKeys: false })).toBe("typeInSearch");
  });

  test.each(["s", "7", "東"])("%s starts a search from the list", (key) => {
    expect(press(key, "list")).toBe("typeInSearch");
    expect(press(key, "control")).toBeNull();
  });

  test("/ in the empty search is not a search for it", () => {
    expect(press("/", "search")).toBe("focusSearch");
  });

  test.each([
    ["c", "credentials"],
    ["b", "pin"],
    ["?", "help"],
    ["/", "focusSearch"],
    ["j", "move"],
    ["ArrowUp", "move"],
    ["End", "moveTo"],
    ["Enter", "console"],
  ])("%s in the list is %s", (key, command) => {
    expect(press(key, "list")).toBe(command);
  });

  test("Enter in the search opens the console, with Ctrl the credentials", () => {
    expect(press("Enter", "search")).toBe("console");
    expect(press("Enter", "search", on, true)).toBe("credentials");
  });

  test("Enter on a row's own button is the button's", () => {
    expect(press("Enter", "control")).toBeNull();
  });

  test("Ctrl+K reaches the search from anywhere", () => {
    for (const place of ["search", "list", "control", "field"] as const)
      expect(press("k", place, on, true)).toBe("focusSearch");
  });

  test("Escape clears, then leaves for the list", () => {
    expect(press("Escape", "search", { query: "shop", singleKeys: true })).toBe("clearSearch");
    expect(press("Escape", "search")).toBe("enterList");
  });
});

test("Alt and an arrow reorder outside of fields, and u undoes", () => {
  const altDown = { key: "ArrowDown", ctrl: false, alt: true, shift: false };
  const context = { query: "", singleKeys: true };
  expect(keyCommand(altDown, "list", context)).toEqual({ kind: "reorder", step: 1 });
  expect(keyCommand({ ...altDown, key: "ArrowUp" }, "control", context)).toEqual({
    kind: "reorder",
    step: -1,
  });
  for (const place of ["search", "field"] as const) expect(keyCommand(altDown, place, context)).toBeNull();
  expect(keyCommand({ ...altDown, key: "ArrowLeft" }, "list", context)).toBeNull();
  const u = { ...altDown, key: "u", alt: false };
  expect(keyCommand(u, "list", context)).toEqual({ kind: "undo" });
  expect(keyCommand(u, "search", context)).toBeNull();
});
