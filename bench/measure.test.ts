import { expect, test } from "vitest";
import { measure, median, percentile } from "./measure.ts";

test("a percentile is the nearest rank, whatever the order", () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)]).toEqual([50, 99, 100]);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

test("keeps as many calls under way as asked for, and counts every one", async () => {
  let underWay = 0;
  let most = 0;
  let calls = 0;
  const { latenciesMs, perSecond } = await measure(
    async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      calls += 1;
    },
    4,
    0.1,
  );
  expect(most).toBe(4);
  expect(latenciesMs).toHaveLength(calls);
  expect(perSecond).toBeGreaterThan(0);
});

test("a call that fails ends the measurement", async () => {
  await expect(measure(() => Promise.reject(new Error("refused")), 2, 1)).rejects.toThrow("refused");
});
