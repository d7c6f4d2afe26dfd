import { createHash } from "node:crypto";

// Hues told apart by people with the common kinds of colour blindness, dark enough to carry white text.
const palette = [
  "#0f6fb8",
  "#b4450b",
  "#1f7a4d",
  "#8b3fb0",
  "#a3320e",
  "#146c78",
  "#b03060",
  "#5b6b00",
  "#3f51c6",
  "#8a5a00",
  "#006d5b",
  "#7a4a3a",
];

/** The colour that an account has until somebody chooses one; always the same for the same account. */
export function accountColor(accountId: string): string {
  const index = createHash("sha256").update(accountId).digest().readUInt32BE(0) % palette.length;
  return palette[index] ?? "#0f6fb8";
}
