import { afterEach, beforeEach } from "vitest";

const clock: { genkanClockOffset?: number } = globalThis as { genkanClockOffset?: number };

/** Lets a test move the clock that every expiry is judged by; after each test it is as it was measured. */
export function movedClock(): { pass: (seconds: number) => void } {
  let measured: number | undefined;
  beforeEach(() => {
    measured = clock.genkanClockOffset;
  });
  afterEach(() => {
    if (measured === undefined) delete clock.genkanClockOffset;
    else clock.genkanClockOffset = measured;
  });
  return {
    pass: (seconds) => {
      clock.genkanClockOffset = (clock.genkanClockOffset ?? 0) + seconds * 1000;
    },
  };
}
