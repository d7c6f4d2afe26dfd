import { expect, test } from "vitest";
import { durationChoices } from "./duration-choices.ts";

test("offers steps up to the maximum, and the maximum", () => {
  expect(durationChoices(3600, 3600)).toEqual([900, 1800, 3600]);
  expect(durationChoices(5400, 3600)).toEqual([900, 1800, 3600, 5400]);
});

test("offers what is chosen, never above the maximum", () => {
  expect(durationChoices(3600, 2000)).toEqual([900, 1800, 2000, 3600]);
  expect(durationChoices(900, 7200)).toEqual([900]);
});
