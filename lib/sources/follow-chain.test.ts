import { expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { type ChainStep, followChain } from "./follow-chain.ts";

/** Each letter is a role that is assumed through the one it stands before: `ab` means that b is assumed through a. */
function stepsOf(...links: string[]): Map<string, ChainStep> {
  const through = new Map(links.map(([from = "", to = ""]) => [to, from]));
  const ids = new Set(links.join(""));
  return new Map(
    [...ids].map((id) => [
      id,
      { roleId: id, arn: `arn:${id}`, label: id.toUpperCase(), throughRoleId: through.get(id) ?? null },
    ]),
  );
}

const labels = (steps: Map<string, ChainStep>, id: string) =>
  followChain(steps, id)
    .map((role) => role.label)
    .join("");

function refused(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details };
    throw error;
  }
  return { code: "none", details: undefined };
}

test("a chain is told from its first role to the wanted one", () => {
  const steps = stepsOf("ab", "bc");
  expect(labels(steps, "c")).toBe("ABC");
  expect(labels(steps, "a")).toBe("A");
});

test("five roles are a chain, six are refused with all of them named", () => {
  const steps = stepsOf("ab", "bc", "cd", "de", "ef");
  expect(labels(steps, "e")).toBe("ABCDE");
  expect(refused(() => followChain(steps, "f"))).toEqual({
    code: "source_chain_too_long",
    details: { length: 6, chain: "A → B → C → D → E → F" },
  });
});

test.each([
  ["a role through itself", stepsOf("aa"), "a", "A → A"],
  ["two through each other", stepsOf("ab", "ba"), "a", "A → B → A"],
  ["three in a ring", stepsOf("ab", "bc", "ca"), "b", "B → C → A → B"],
  ["a ring further up", stepsOf("ab", "ba", "bc"), "c", "B → A → B"],
])("%s is a loop, named once round", (_, steps, id, chain) => {
  expect(refused(() => followChain(steps, id))).toEqual({ code: "source_chain_loops", details: { chain } });
});
