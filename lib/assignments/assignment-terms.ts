import { z } from "zod";
import { StoredTime } from "#lib/audit/times.ts";
import { checkDuration } from "#lib/catalogue/check-duration.ts";
import { AppError } from "#lib/errors.ts";

/** What an assignment allows, how long and when. */
export const AssignmentTermsInput = {
  console: z.boolean(),
  credentials: z.boolean(),
  maxDurationSeconds: z.number().nullable(),
  startsAt: StoredTime.nullable(),
  expiresAt: StoredTime.nullable(),
  requiresReason: z.boolean(),
} as const;

type Asked = z.output<z.ZodObject<typeof AssignmentTermsInput>>;

/** The same as it is stored. */
export type AssignmentTerms = {
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  startsAt: Date | null;
  expiresAt: Date | null;
  requiresReason: boolean;
};

/**
 * What is asked, as it is stored.
 * @throws AppError `assignment_empty` when neither use is allowed, `assignment_ends_before_start`,
 *   `duration_out_of_range`
 */
export function checkTerms(asked: Asked): AssignmentTerms {
  const time = (text: string | null) => (text === null ? null : new Date(text));
  const terms = { ...asked, startsAt: time(asked.startsAt), expiresAt: time(asked.expiresAt) };
  if (!terms.console && !terms.credentials)
    throw new AppError("assignment_empty", "An assignment allows the console, credentials, or both.");
  if (terms.maxDurationSeconds !== null) checkDuration(terms.maxDurationSeconds);
  if (terms.startsAt !== null && terms.expiresAt !== null && terms.expiresAt <= terms.startsAt)
    throw new AppError("assignment_ends_before_start", "An assignment must end after it starts.");
  return terms;
}

/**
 * Stored terms with what is to change laid over them.
 * @throws AppError as `checkTerms` does
 */
export function changeTerms(
  { console, credentials, maxDurationSeconds, requiresReason, startsAt, expiresAt }: AssignmentTerms,
  change: { [Key in keyof Asked]?: Asked[Key] | undefined },
): AssignmentTerms {
  const stored: Asked = {
    console,
    credentials,
    maxDurationSeconds,
    requiresReason,
    startsAt: startsAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
  // Laid over others, `undefined` would win.
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return checkTerms({ ...stored, ...Object.fromEntries(given) });
}

/** The same for the audit log. */
export function termsOnRecord(terms: AssignmentTerms) {
  const { startsAt, expiresAt, ...others } = terms;
  return {
    ...others,
    startsAt: startsAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
