import { z } from "zod";
import type { AuditDraft } from "#lib/audit/events.ts";
import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import { checkSessionName } from "#lib/policies/session-name.ts";
import { checkSessionTags } from "#lib/policies/session-tags.ts";
import { checkPolicyArns, checkSessionPolicy } from "./check-session-policies.ts";
import type { SessionTag } from "./role-options-view.ts";

/** What an owner may say about how a role is assumed; null clears. Lengths are checked with a code below. */
export const RoleOptionsFields = z.strictObject({
  sourceId: z.string().max(64).nullable().optional(),
  externalId: z.string().nullable().optional(),
  sessionName: z.string().nullable().optional(),
  sessionPolicy: z.string().nullable().optional(),
  sessionPolicyArns: z.array(z.string()).optional(),
  sessionTags: z
    .array(z.strictObject({ key: z.string(), value: z.string(), transitive: z.boolean().default(false) }))
    .optional(),
  tagsSent: z.boolean().optional(),
  requiresMfa: z.boolean().optional(),
  requiresSecondFactor: z.boolean().optional(),
  bindAddress: z.boolean().optional(),
});

export type RoleOptionsValues = z.output<typeof RoleOptionsFields>;

/**
 * Checks options as far as they stand for themselves, and brings them to the form they are stored in.
 * @throws AppError `external_id_malformed`, `session_name_malformed`, `session_policy_malformed`,
 *   `policy_arn_malformed`, `too_many_policy_arns`, `too_many_tags`, `tag_key_malformed`, `tag_key_repeated`,
 *   `tag_value_malformed`, `template_variable_unknown`
 */
export function checkRoleOptions(
  role: { partition: PartitionId; accountId: string },
  fields: RoleOptionsValues,
): RoleOptionsValues {
  const { sourceId, externalId, sessionName, sessionPolicy, sessionPolicyArns, sessionTags } = fields;
  const { tagsSent, requiresMfa, requiresSecondFactor, bindAddress } = fields;
  return {
    sourceId,
    externalId: externalId === undefined ? undefined : checkExternalId(externalId),
    sessionName: sessionName === undefined ? undefined : checkName(sessionName),
    sessionPolicy: sessionPolicy === undefined ? undefined : checkSessionPolicy(sessionPolicy),
    sessionPolicyArns: sessionPolicyArns && checkPolicyArns(role, sessionPolicyArns),
    sessionTags: sessionTags && checkTags(sessionTags),
    tagsSent,
    requiresMfa,
    requiresSecondFactor,
    bindAddress,
  };
}

/** The columns that checked options are stored in; only those given. */
export function roleOptionsColumns(options: RoleOptionsValues) {
  const { sourceId, externalId, sessionName, sessionPolicy, sessionPolicyArns, sessionTags } = options;
  const { tagsSent, requiresMfa, requiresSecondFactor, bindAddress } = options;
  return {
    ...(sourceId !== undefined && { sourceId }),
    ...(externalId !== undefined && { externalId }),
    ...(sessionName !== undefined && { sessionName }),
    ...(sessionPolicy !== undefined && { sessionPolicy }),
    ...(sessionPolicyArns && { sessionPolicyArns: JSON.stringify(sessionPolicyArns) }),
    ...(sessionTags && { sessionTags: JSON.stringify(sessionTags) }),
    ...(tagsSent !== undefined && { tagsSent }),
    ...(requiresMfa !== undefined && { requiresMfa }),
    ...(requiresSecondFactor !== undefined && { requiresSecondFactor }),
    ...(bindAddress !== undefined && { bindAddress }),
  };
}

/** Checked options as the audit log tells them: whole, but for the ExternalId, which stays out of it. */
export function roleOptionsOnRecord(options: RoleOptionsValues): NonNullable<AuditDraft["fields"]> {
  const { externalId, sessionTags, ...plain } = options;
  return {
    ...plain,
    ...(externalId !== undefined && { externalId: externalId === null ? "removed" : "given" }),
    ...(sessionTags && {
      sessionTags: sessionTags.map(({ key, value }) => `${key}=${value}`),
      transitiveTagKeys: sessionTags.filter((tag) => tag.transitive).map((tag) => tag.key),
    }),
  };
}

function checkExternalId(text: string | null): string | null {
  if (text === null || text === "") return null;
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, ExternalId
  if (/^[\w+=,.@:/-]{2,1224}$/.test(text)) return text;
  throw new AppError(
    "external_id_malformed",
    "An ExternalId has 2 to 1,224 letters, digits or + = , . @ : / _ -.",
  );
}

function checkName(text: string | null): string | null {
  if (text === null || text === "") return null;
  const check = checkSessionName(text);
  if (check.ok) return text;
  throw new AppError(check.code, check.message);
}

function checkTags(tags: readonly SessionTag[]): SessionTag[] {
  const check = checkSessionTags(tags);
  if (check.ok) return [...tags];
  throw new AppError(check.code, check.message, { details: check.details });
}
