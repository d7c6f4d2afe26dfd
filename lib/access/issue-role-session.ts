import type { AuditDraft, AuditValue } from "#lib/audit/events.ts";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone, recordEvent, transact } from "#lib/audit/transact.ts";
import { countAttempt } from "#lib/auth/attempts.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { assumeRole, type RoleSession } from "#lib/aws/assume-role.ts";
import { sourceIsTemporary } from "#lib/aws/source-credentials.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { type AssignedRole, findAssignedRole } from "./find-assigned-role.ts";
import { decayedScore } from "./frecency.ts";
import { capDuration, type DurationCap, planDuration } from "./plan-duration.ts";

export type Use = "console" | "credentials";

/** What is asked of one role, checked against the role by `prepare`. */
export type IssueRequest<P> = {
  use: Use;
  roleId: string;
  durationSeconds: number | undefined;
  /** Checks the rest of the input against the role before anything is recorded or asked of AWS. */
  prepare: (role: AssignedRole) => P;
  /** Makes the answer from the role session: for the console, federation. Runs before `issued` is recorded. */
  deliver: (issued: Issued<P>) => Promise<Delivered>;
};

export type Issued<P> = {
  role: AssignedRole;
  prepared: P;
  session: RoleSession;
  cap: DurationCap;
  deadline: AbortSignal;
};

/** What leaves, and what of it the audit log may know. */
export type Delivered = { answer: object; fields: Readonly<Record<string, AuditValue>> };

/** The source, STS and federation together; an answer or a refusal leaves within 8 seconds. */
const deadlineMs = 7000;

/**
 * The two-phase issue. First a transaction that checks the assignment, counts the rate and records `requested`;
 * then AWS, outside any transaction; then a transaction that checks again that nothing changed and records
 * `issued`. Only after that commit does anything leave. A refusal is recorded too.
 * @throws AppError `role_not_assigned`, `use_not_assigned`, `duration_out_of_range`, `issue_limit_reached`,
 *   `issue_discarded`, `audit_unavailable`, and AWS's no as `aws_…`
 */
export async function issueRoleSession<P>(viewer: Viewer, request: IssueRequest<P>): Promise<object> {
  const startedAt = performance.now();
  const chained = (await sourceIsTemporary()) ?? false;
  const waitedMs = performance.now() - startedAt;
  const facts: { role?: AssignedRole } = {};
  let phase: "refused" | "failed" = "refused";
  try {
    const { role, prepared, cap, durationSeconds } = await transact(async (tx) => {
      const found = await authorize(tx, viewer, request);
      facts.role = found;
      const limits = {
        roleMaxSeconds: found.roleMaxSeconds,
        assignmentMaxSeconds: found.assignmentMaxSeconds,
        chained,
      };
      const capped = capDuration(limits);
      const seconds = planDuration(request.durationSeconds, capped);
      const ready = request.prepare(found);
      await countIssue(tx, viewer);
      record(tx, viewer, found, "role.assume.requested", "done", {
        use: request.use,
        durationSeconds: seconds,
      });
      return { role: found, prepared: ready, cap: capped, durationSeconds: seconds };
    });

    phase = "failed";
    const { deadline, lift } = openDeadline(deadlineMs - waitedMs);
    const session = await assumeRole({
      roleArn: role.arn,
      partition: role.partition,
      accountId: role.accountId,
      sessionName: viewer.sessionName,
      sourceIdentity: role.sourceIdentity ? viewer.sessionName : null,
      externalId: role.externalId,
      durationSeconds,
      deadline,
    });
    const delivered = await request.deliver({ role, prepared, session, cap, deadline });
    lift();
    const stillAllowed = await transact(async (tx) => {
      const current = await findAssignedRole(tx, viewer, request.roleId);
      const unchanged = current?.version === role.version && current[request.use];
      record(
        tx,
        viewer,
        role,
        unchanged ? "role.assume.issued" : "role.assume.discarded",
        unchanged ? "done" : "refused",
        {
          use: request.use,
          durationSeconds: session.durationSeconds,
          accessKeyLast4: session.accessKeyId.slice(-4),
          expiresAt: session.expiresAt.toISOString(),
          sessionName: viewer.sessionName,
          sourceIdentity: role.sourceIdentity,
          awsRequestId: session.awsRequestId,
          ...delivered.fields,
        },
      );
      if (unchanged) await countUse(tx, viewer, role);
      return unchanged;
    });
    phase = "refused";
    if (!stillAllowed) {
      facts.role = role;
      throw new Discarded();
    }
    return delivered.answer;
  } catch (error) {
    if (error instanceof Discarded) {
      const discarded = new AppError(
        "issue_discarded",
        "The assignment or the role changed in the meantime, so nothing was issued.",
      );
      markRecorded(discarded);
      throw discarded;
    }
    await recordRefusal(viewer, request, facts.role, phase, error);
    throw error;
  }
}

/**
 * Checks that a role is assigned to the viewer for a use, where nothing is to be issued. A refusal is recorded.
 * @throws AppError `role_not_assigned`, `use_not_assigned`
 */
export async function checkUse(viewer: Viewer, request: { use: Use; roleId: string }): Promise<void> {
  try {
    await transact((tx) => authorize(tx, viewer, request));
  } catch (error) {
    await recordRefusal(viewer, request, undefined, "refused", error);
    throw error;
  }
}

class Discarded extends Error {}

/** Aborts when AWS took too long, unless lifted. `AbortSignal.timeout` would go off for every issue, 7 seconds after. */
function openDeadline(ms: number): { deadline: AbortSignal; lift: () => void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms).unref();
  return { deadline: late.signal, lift: () => clearTimeout(timer) };
}

async function authorize(
  tx: Tx,
  viewer: Viewer,
  request: { use: Use; roleId: string },
): Promise<AssignedRole> {
  const role = await findAssignedRole(tx, viewer, request.roleId);
  if (!role) throw new AppError("role_not_assigned", "There is no such role, or it is not assigned to you.");
  if (!role[request.use])
    throw new AppError(
      "use_not_assigned",
      request.use === "console"
        ? "This role is assigned to you for credentials, not for the console."
        : "This role is assigned to you for the console, not for credentials.",
    );
  return role;
}

async function countIssue(tx: Tx, viewer: Viewer): Promise<void> {
  const limit = { name: "issue", most: env().GENKAN_ISSUES_PER_MINUTE, windowSeconds: 60 };
  if (await countAttempt(tx, limit, viewer.personId)) return;
  throw new AppError(
    "issue_limit_reached",
    `You asked for more than ${limit.most} role sessions within a minute. Wait a little.`,
    {
      details: { most: limit.most },
    },
  );
}

async function countUse(tx: Tx, viewer: Viewer, role: AssignedRole): Promise<void> {
  const at = now();
  const score = decayedScore(role.useScore, role.usedAt, at) + 1;
  await tx.$executeRaw`
    INSERT INTO "RoleUse" ("personId", "roleId", "score", "lastUsedAt")
    VALUES (${viewer.personId}, ${role.roleId}, ${score}, ${at})
    ON CONFLICT ("personId", "roleId") DO UPDATE SET "score" = ${score}, "lastUsedAt" = ${at}`;
}

function record(
  tx: Tx,
  viewer: Viewer,
  role: AssignedRole,
  event: AuditDraft["event"],
  outcome: AuditDraft["outcome"],
  fields: Readonly<Record<string, AuditValue>>,
): void {
  recordEvent(tx, actorOf(viewer), {
    event,
    outcome,
    roleId: role.roleId,
    roleArn: role.arn,
    accountId: role.accountId,
    fields,
  });
}

/** A refusal is on record before it is told; when it cannot be recorded, that is what is told. */
async function recordRefusal(
  viewer: Viewer,
  request: { use: Use; roleId: string },
  role: AssignedRole | undefined,
  phase: "refused" | "failed",
  error: unknown,
): Promise<void> {
  if (isAppError(error) && error.code === "audit_unavailable") return;
  const code = isAppError(error) ? error.code : "internal_error";
  await recordAlone(actorOf(viewer), {
    event: phase === "failed" ? "role.assume.failed" : "role.assume.refused",
    outcome: phase,
    roleId: role?.roleId ?? request.roleId.slice(0, 64),
    roleArn: role?.arn,
    accountId: role?.accountId,
    fields: { use: request.use, code },
  });
  markRecorded(error);
}
