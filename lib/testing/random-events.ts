import fc from "fast-check";
import { type AuditActor, type AuditDraft, auditEvents } from "#lib/audit/events.ts";

// PostgreSQL has no NUL in text, and what is kept in a column has passed the door, which refuses it.
const columnText = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((value) => !value.includes("\u0000"));
const optionalText = fc.option(columnText, { nil: undefined });
const fieldValue = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string({ maxLength: 10 }), { maxLength: 3 }),
);
const draft = fc.record({
  event: fc.constantFrom(...auditEvents),
  outcome: fc.constantFrom("done" as const, "refused" as const, "failed" as const),
  subjectId: optionalText,
  roleId: optionalText,
  roleArn: optionalText,
  accountId: optionalText,
  fields: fc.dictionary(fc.string({ maxLength: 20 }), fieldValue, { maxKeys: 6 }),
});
const actor = fc.record({
  id: fc.option(columnText),
  name: columnText,
  requestId: columnText,
  address: columnText,
});

/** Audit events of every kind, with hostile texts in every field; the same for the same seed. */
export function randomEvents(count: number, seed: number): { actor: AuditActor; draft: AuditDraft }[] {
  return fc.sample(fc.record({ actor, draft }), { numRuns: count, seed });
}
