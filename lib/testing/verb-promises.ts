import { expect } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { eventsAfter, everythingStored, lastSequence, type TrailEvent } from "./audit-trail.ts";
import { refusalCode } from "./refusal-code.ts";

/** Expects a refusal with this code that changes nothing and records nothing of its own. */
export async function expectRefused(call: () => Promise<unknown>, code: string, what = code): Promise<void> {
  const stored = await everythingStored();
  const before = await lastSequence();
  expect.soft(await refusalCode(call), what).toBe(code);
  expect.soft(await everythingStored(), `${what}: changed something`).toBe(stored);
  expect.soft(await eventsAfter(before), `${what}: recorded something`).toEqual([]);
}

/** Expects the verb to refuse every one of these viewers. */
export async function expectNotAllowed(
  viewers: readonly Viewer[],
  call: (viewer: Viewer) => Promise<unknown>,
): Promise<void> {
  for (const viewer of viewers)
    await expectRefused(async () => call(viewer), "not_allowed", `not_allowed to a ${viewer.portalRole}`);
}

/** Runs a verb and returns what it answered and the one event that it wrote. */
export async function withEvent<T>(work: () => Promise<T>): Promise<{ answer: T; event: TrailEvent }> {
  const before = await lastSequence();
  const answer = await work();
  const events = await eventsAfter(before);
  expect(events).toHaveLength(1);
  const [event] = events;
  if (!event) throw new Error("no event was written");
  return { answer, event };
}
