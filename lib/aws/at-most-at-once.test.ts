import { expect, test } from "vitest";
import { atMostAtOnce } from "./at-most-at-once.ts";

test("never more than so many are under way, and all have their turn, also after failures", async () => {
  const gate = atMostAtOnce(3);
  let underWay = 0;
  let most = 0;
  const done: number[] = [];
  const works = Array.from({ length: 50 }, (_, at) =>
    gate(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      if (at % 7 === 0) throw new Error(`work ${at}`);
      done.push(at);
    }),
  );
  const settled = await Promise.allSettled(works);
  expect(most).toBe(3);
  expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(8);
  expect(done).toHaveLength(42);
  await gate(async () => done.push(50));
  expect(done.at(-1)).toBe(50);
});
