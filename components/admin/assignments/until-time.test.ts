import { expect, test } from "vitest";
import { readUntil, toLocalField } from "./until-time.ts";

const now = new Date("2026-11-23T10:00:00Z");

test("a field's text and its instant turn into each other, to the minute", () => {
  const iso = "2026-12-01T08:30:00.000Z";
  expect(readUntil(toLocalField(iso), now)).toEqual({ ok: true, iso });
});

test("an empty field is no end", () => {
  expect(toLocalField(null)).toBe("");
  expect(readUntil("", now)).toEqual({ ok: true, iso: null });
});

test("what is no time, or past, says so", () => {
  expect(readUntil("tomorrow", now)).toEqual({ ok: false, reason: "untilInvalid" });
  expect(readUntil("2020-01-01T00:00", now)).toEqual({ ok: false, reason: "untilPast" });
});
