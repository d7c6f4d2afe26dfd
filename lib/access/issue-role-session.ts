import type { AuditValue } from "#lib/audit/events.ts";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { assumeByPlan, type PlannedSession } from "./assume-by-plan.ts";
import { planAssumption } from "./assumption-plan.ts";
import { type AssignedRole, findAssignedRole } from "./find-assigned-role.ts";
import { decayedScore } from "./frecency.ts";
import { termsOf } from "./grants.ts";
import { lockPlan } from "./lock-plan.ts";
import { alwaysGrantedSeconds, type DurationCap } from "./plan-duration.ts";
import { openPlannedMfa } from "./plan-mfa.ts";
import {
  authorizeUse,
  type IssueAsked,
  type PreparedIssue,
  prepareIssue,
  SourceUnknown,
} from "./prepare-issue.ts";
import { recordIssue, recordIssueRefusal, type Use } from "./record-issue.ts";
import { learnChaining } from "./source-chaining.ts";

/** What is asked of one role, and how its session becomes an answer. */
export type IssueRequest<P> = IssueAsked<P> & {
  /** Makes the answer from the role session: for the console, federation. Runs before `issued` is recorded. */
  deliver: (issued: Issued<P>) => Promise<Delivered>;
};

export type Issued<P> = PreparedIssue<P> & { session: PlannedSession; deadline: AbortSignal };

/** What leaves, and what of it the audit log may know. */
export type Delivered = { answer: object; fields: Readonly<Record<string, AuditValue>> };

/** The source, STS and federation together; an answer or a refusal leaves within 8 seconds. */
const deadlineMs = 7000;

/**
 * The two-phase issue. First a transaction that checks the assignment, counts the rate and records `requested`;
 * then AWS, outside any transaction; then a transaction that checks again that nothing changed and records
 * `issued`. Only after that commit does anything leave. A refusal is recorded too.
 * @throws AppError those of `prepareIssue`, `issue_discarded`, `audit_unavailable`, and AWS's no as `aws_…`
 */
export async function issueRoleSession<P>(viewer: Viewer, request: IssueRequest<P>): Promise<object> {
  const { deadline, lift } = openDeadline();
  const facts: { role?: AssignedRole } = {};
  let phase: "refused" | "failed" = "refused";
  try {
    const prepare = () =>
      transact((tx) =>
        prepareIssue(tx, viewer, request, (role) => {
          facts.role = role;
        }),
      );
    const issue = await learningChaining(prepare);

    phase = "failed";
    const { session, cap, refusedSeconds } = await assumeOrFallBack(viewer, issue, deadline);
    const delivered = await request.deliver({ ...issue, cap, session, deadline });
    lift();
    const stillAllowed = await transact(async (tx) => {
      const unchanged = await isUnchanged(tx, viewer, request, issue);
      // Of a role that was changed meanwhile, AWS may grant it.
      if (unchanged && refusedSeconds !== null) await rememberRefusal(tx, issue, refusedSeconds);
      const outcome = unchanged ? "done" : "refused";
      const event = unchanged ? "role.assume.issued" : "role.assume.discarded";
      recordIssue(tx, viewer, issue.role, event, outcome, {
        ...whatWasIssued(request.use, issue, session, refusedSeconds),
        ...delivered.fields,
      });
      if (unchanged) await countUse(tx, viewer, issue.role);
      return unchanged;
    });
    phase = "refused";
    if (!stillAllowed) throw new Discarded();
    return delivered.answer;
  } catch (error) {
    lift();
    if (error instanceof Discarded) {
      const discarded = new AppError(
        "issue_discarded",
        "The assignment or the role changed in the meantime, so nothing was issued.",
      );
      markRecorded(discarded);
      throw discarded;
    }
    await recordIssueRefusal(viewer, request, facts.role, phase, error);
    throw error;
  }
}

/**
 * Checks that a role is assigned to the viewer for a use, where nothing is to be issued. A refusal is recorded.
 * @throws AppError `role_not_assigned`, `use_not_assigned`
 */
export async function checkUse(viewer: Viewer, request: { use: Use; roleId: string }): Promise<AssignedRole> {
  try {
    // Nothing is opened, so there is nothing to give a reason for.
    return await transact((tx) => authorizeUse(tx, viewer, { ...request, reason: "" }));
  } catch (error) {
    await recordIssueRefusal(viewer, request, undefined, "refused", error);
    throw error;
  }
}

class Discarded extends Error {}

/** Aborts when AWS took too long, unless lifted. `AbortSignal.timeout` would go off for every issue, 7 seconds after. */
export function openDeadline(ms = deadlineMs): { deadline: AbortSignal; lift: () => void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms).unref();
  return { deadline: late.signal, lift: () => clearTimeout(timer) };
}

/** A source that changes, or is forgotten, while it is asked is asked again: not for ever. */
const mostAsked = 3;

/** Asks the source of a plan who it is, outside of the transaction that needs to know. */
async function learningChaining<P>(prepare: () => Promise<PreparedIssue<P>>): Promise<PreparedIssue<P>> {
  for (let asked = 0; ; asked += 1) {
    try {
      return await prepare();
    } catch (error) {
      if (!(error instanceof SourceUnknown)) throw error;
      if (asked === mostAsked)
        throw new AppError("portal_busy", "The portal is very busy. Try again shortly; nothing was issued.");
      await learnChaining(error.source);
    }
  }
}

type Assumed = { session: PlannedSession; cap: DurationCap; refusedSeconds: number | null };

/** A duration that AWS refuses is asked for once more as the hour that every role grants. */
async function assumeOrFallBack(
  viewer: Viewer,
  issue: PreparedIssue<unknown>,
  deadline: AbortSignal,
): Promise<Assumed> {
  const { plan, policies, durationSeconds, mfa, role } = issue;
  const mfaSession = await openPlannedMfa(viewer, plan, mfa, deadline);
  const { personId: id, name, email, sessionName } = viewer;
  const person = { id, name, email, sessionName, groups: role.groups };
  const assume = (seconds: number) =>
    assumeByPlan(plan, { ...policies, person, durationSeconds: seconds, mfaSession, deadline });
  try {
    return { session: await assume(durationSeconds), cap: issue.cap, refusedSeconds: null };
  } catch (error) {
    const refused =
      isAppError(error) && (error.code === "aws_duration_refused" || error.code === "aws_chaining_limit");
    if (!refused || durationSeconds <= alwaysGrantedSeconds) throw error;
    const session = await assume(alwaysGrantedSeconds);
    const cap = { maxDurationSeconds: alwaysGrantedSeconds, durationLimit: "refused" as const };
    return { session, cap, refusedSeconds: durationSeconds };
  }
}

/** Kept until an owner changes the role's maximum or its source, or checks the role. */
async function rememberRefusal(tx: Tx, { role }: PreparedIssue<unknown>, seconds: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RefusedDuration" ("roleId", "shape", "seconds", "refusedAt")
    VALUES (${role.roleId}, ${role.sourceId ?? "default"}, ${seconds}, ${now()})
    ON CONFLICT ("roleId", "shape") DO UPDATE SET
      "seconds" = CASE WHEN "RefusedDuration"."seconds" < ${seconds} THEN "RefusedDuration"."seconds" ELSE ${seconds} END,
      "refusedAt" = ${now()}`;
}

async function isUnchanged(
  tx: Tx,
  viewer: Viewer,
  { use, roleId }: { use: Use; roleId: string },
  { role, plan }: PreparedIssue<unknown>,
): Promise<boolean> {
  const current = await findAssignedRole(tx, viewer, roleId);
  if (current?.version !== role.version || termsOf(current.grants, use) === null) return false;
  if (role.sourceId === null) return true;
  await lockPlan(tx, plan);
  const now = await planAssumption(tx, current).catch(() => null);
  return now?.version === plan.version;
}

function whatWasIssued(
  use: Use,
  issue: PreparedIssue<unknown>,
  session: PlannedSession,
  refusedSeconds: number | null,
): Record<string, AuditValue> {
  const { plan, boundTo, readOnly } = issue;
  return {
    use,
    durationSeconds: session.durationSeconds,
    accessKeyLast4: session.accessKeyId.slice(-4),
    expiresAt: session.expiresAt.toISOString(),
    sessionName: session.sessionName,
    sourceIdentity: session.sourceIdentity !== null,
    awsRequestId: session.awsRequestId,
    ...(plan.source.id !== "default" && { source: plan.source.name }),
    ...(plan.roles.length > 1 && { through: plan.roles.slice(0, -1).map((role) => role.arn) }),
    ...(session.tagKeys.length > 0 && { tags: session.tagKeys }),
    ...(issue.mfa !== null && { mfa: true }),
    ...(readOnly && { readOnly }),
    ...(boundTo !== null && { boundTo }),
    ...(refusedSeconds !== null && { refusedSeconds }),
  };
}

async function countUse(tx: Tx, viewer: Viewer, role: AssignedRole): Promise<void> {
  const at = now();
  const score = decayedScore(role.useScore, role.usedAt, at) + 1;
  await tx.$executeRaw`
    INSERT INTO "RoleUse" ("personId", "roleId", "score", "lastUsedAt")
    VALUES (${viewer.personId}, ${role.roleId}, ${score}, ${at})
    ON CONFLICT ("personId", "roleId") DO UPDATE SET "score" = ${score}, "lastUsedAt" = ${at}`;
}
