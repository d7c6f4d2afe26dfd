import { expect, test } from "vitest";
import { generatePassword } from "./generate-password.ts";

test("is four groups of five that the portal takes and people can read aloud", () => {
  for (let turn = 0; turn < 200; turn += 1)
    expect(generatePassword()).toMatch(/^[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}$/);
});

test("uses all 32 letters, about as often as each other", () => {
  const counts = new Map<string, number>();
  for (let turn = 0; turn < 3200; turn += 1)
    for (const letter of generatePassword().replaceAll("-", ""))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(32);
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(400);
});
