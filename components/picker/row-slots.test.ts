import fc from "fast-check";
import { expect, test } from "vitest";
import { assignSlots, noSlots } from "./row-slots.ts";

const list = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });

test("no two rows share a slot, and who stays keeps the same", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(list, fc.boolean()), { maxLength: 8 }), (turns) => {
      let before = noSlots;
      for (const [keys, reuse] of turns) {
        const after = assignSlots(before, keys, reuse);
        expect([...after.slots.keys()]).toEqual(keys);
        expect(new Set(after.slots.values()).size).toBe(keys.length);
        for (const key of keys) {
          const kept = before.slots.get(key);
          if (kept !== undefined) expect(after.slots.get(key)).toBe(kept);
        }
        before = after;
      }
    }),
  );
});

test("another search fills the elements of the one before; nothing else does", () => {
  const before = assignSlots(noSlots, ["a", "b", "c"], false);
  expect([...assignSlots(before, ["x", "b", "y", "z"], true).slots.values()]).toEqual([0, 1, 2, 3]);
  expect([...assignSlots(before, ["x", "b"], false).slots.values()]).toEqual([3, 1]);
});
