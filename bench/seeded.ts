import { createHash } from "node:crypto";

/** Choices that are the same for every run. */
export type Seeded = {
  below: (count: number) => number;
  pick: <T>(items: readonly T[]) => T;
  /** An id as random ones look. */
  idOf: (kind: string, n: number) => string;
};

/** Random numbers by mulberry32. */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to choose from");
      return item;
    },
    idOf: (kind, n) => {
      const hex = createHash("sha256").update(`${kind} ${n}`).digest("hex");
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ].join("-");
    },
  };
}
