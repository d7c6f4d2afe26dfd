import { expect, test } from "vitest";
import { skewSeconds } from "./watch-clock.ts";

const at = Date.parse("2026-03-01T12:00:00Z");

test("tells how far the answer's Date is ahead", () => {
  expect(skewSeconds({ headers: { date: "Sun, 01 Mar 2026 12:10:00 GMT" } }, at)).toBe(600);
  expect(skewSeconds({ headers: { date: "Sun, 01 Mar 2026 11:59:00 GMT" } }, at)).toBe(-60);
});

test.each([undefined, null, {}, { headers: null }, { headers: {} }, { headers: { date: "soon" } }])(
  "says nothing of an answer without a Date: %j",
  (response) => {
    expect(skewSeconds(response, at)).toBe(0);
  },
);
