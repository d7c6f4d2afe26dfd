import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

test.each([
  [3_581_000, "59:41"],
  [3_727_000, "1:02:07"],
  [43_200_000, "12:00:00"],
  [400, "0:01"],
  [0, "0:00"],
  [-5000, "0:00"],
])("%d ms is %s", (milliseconds, text) => {
  expect(timeLeft(milliseconds)).toBe(text);
});
