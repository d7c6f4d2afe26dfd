import { expect, test } from "vitest";
import { en } from "#messages/en/index.ts";
import { planReasons, reasonMessageKey } from "./plan-view.ts";

test("every reason of a plan has its words", () => {
  expect(Object.keys(en.transfer.planReasons).sort()).toEqual([...planReasons].sort());
});

test("a reason leads to its words, wherever they are kept", () => {
  expect(reasonMessageKey("managed_by_other")).toBe("transfer.planReasons.managed_by_other");
  expect(reasonMessageKey("source_loop")).toBe("transfer.reasons.source_loop");
  expect(reasonMessageKey("source_not_found")).toBe("errors.source_not_found");
});
