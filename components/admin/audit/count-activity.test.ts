import { expect, test } from "vitest";
import { countActivity } from "./count-activity.ts";

const at = (time: string, outcome = "done") => ({ at: time, outcome });

test("nothing is nothing", () => {
  expect(countActivity([])).toBeNull();
});

test("a busy day counts by hour, by outcome, and keeps the hours without events", () => {
  const activity = countActivity([
    at("2026-11-23T04:59:59.999Z", "refused"),
    at("2026-11-23T04:00:00.000Z"),
    at("2026-11-23T01:30:00.000Z", "failed"),
  ]);
  expect(activity?.unit).toBe("hour");
  expect(activity?.bars).toHaveLength(24);
  expect(activity?.bars.at(-1)).toEqual({
    start: "2026-11-23T04:00:00.000Z",
    counts: { done: 1, refused: 1, failed: 0 },
    total: 2,
  });
  expect(activity?.bars.slice(-4).map(({ total }) => total)).toEqual([1, 0, 0, 2]);
  expect(activity?.totals).toEqual({ done: 1, refused: 1, failed: 1 });
  expect(activity?.most).toBe(2);
});

test("weeks count by day", () => {
  const activity = countActivity([at("2026-11-23T04:00:00Z"), at("2026-10-01T23:00:00Z")]);
  expect(activity?.unit).toBe("day");
  expect(activity?.bars).toHaveLength(54);
  expect(activity?.bars[0]?.start).toBe("2026-10-01T00:00:00.000Z");
});

test("years count by month", () => {
  const activity = countActivity([at("2026-03-31T04:00:00Z"), at("2024-02-29T23:00:00Z")]);
  expect(activity?.unit).toBe("month");
  expect(activity?.bars).toHaveLength(26);
  expect(activity?.bars[0]?.total).toBe(1);
});

test("every event is in a bar", () => {
  const events = Array.from({ length: 500 }, (_, index) => at(new Date(1.8e12 - index * 7e6).toISOString()));
  const activity = countActivity(events);
  expect(activity?.bars.reduce((sum, { total }) => sum + total, 0)).toBe(500);
});
