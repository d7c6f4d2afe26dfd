import { z } from "zod";
import type { Issued } from "./issue-role-session.ts";

/** What may be asked of any role session, for the console and for credentials alike. */
export const HowToAssume = {
  /** Lays AWS's ReadOnlyAccess over the role. */
  readOnly: z.boolean().optional(),
  /** The session works from the asker's address only. */
  bindAddress: z.boolean().optional(),
  /** Six digits of an AWS MFA device, where the role wants them. */
  mfaCode: z.string().max(64).optional(),
  /** The device, where it is another than the credential source's. */
  mfaSerial: z.string().max(256).optional(),
  /** Why the session is wanted; goes into the audit log. */
  reason: z
    .string()
    .trim()
    .max(500)
    .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters")
    .optional(),
} as const;

/** The same as an issue takes it. */
export function readHow(asked: z.output<z.ZodObject<typeof HowToAssume>>) {
  return {
    readOnly: asked.readOnly ?? false,
    bindAddress: asked.bindAddress ?? false,
    reason: asked.reason || undefined,
    mfa: { code: asked.mfaCode, serialNumber: asked.mfaSerial?.trim() || undefined },
  };
}

/** What an answer says of the role session, beside what it is for. */
export function toldOfSession({ session, cap, readOnly, boundTo }: Issued<unknown>) {
  return {
    durationSeconds: session.durationSeconds,
    ...cap,
    sessionName: session.sessionName,
    readOnly,
    /** The only address that the session works from, or null for any. */
    boundTo,
    /** Percent of what STS allows for session policy and tags; null when it packed none. */
    packedPolicyPercent: session.packedPolicyPercent,
  };
}
