import { z } from "zod";
import { recordAlone, recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, isManager, type Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findAssignedRole } from "./find-assigned-role.ts";
import { findPerson } from "./find-person.ts";
import { assumerArn, findTrustedPrincipal } from "./find-trusted-principal.ts";
import { HowToAssume, readHow } from "./how-to-assume.ts";
import { openDeadline } from "./issue-role-session.ts";
import { capDuration } from "./plan-duration.ts";
import { openPlannedMfa, planMfa } from "./plan-mfa.ts";
import { planRole } from "./plan-role.ts";
import { countIssue } from "./prepare-issue.ts";
import type { RoleCheckView } from "./role-check-view.ts";
import { sessionPolicies } from "./session-policy.ts";
import { learnChaining } from "./source-chaining.ts";
import { type CheckedRole, expected, tryRole } from "./try-role.ts";

/** What this takes; described at /api/openapi.json. */
export const CheckRoleInput = z.strictObject({
  mfaCode: HowToAssume.mfaCode,
  mfaSerial: HowToAssume.mfaSerial,
});

/** A check asks AWS many times where little is known; its answer leaves within half a minute. */
const deadlineMs = 20_000;

/**
 * Tries a role for the viewer, as its options say and for as long as it may last, and explains the answer. The
 * session is thrown away. Once AWS has granted the longest, durations that it refused earlier are forgotten.
 * What to change in AWS is for owners: documents name whoever else a role trusts, and the ExternalIds of roles on
 * the way, which a person who is assigned the last of them has no part in.
 * @throws AppError `role_not_found` unless the viewer is an owner or assigned to the role, `issue_limit_reached`,
 *   `mfa_…` while a code is to be given
 */
export async function checkRole(viewer: Viewer, roleId: string, input: unknown): Promise<RoleCheckView> {
  const { mfa } = readHow(CheckRoleInput.parse(input));
  const found = await transact((tx) => findCheckable(tx, viewer, roleId));
  const lookedThrough: string[] = [];
  const { arn: roleArn, accountId } = found;
  const event = (outcome: "done" | "failed", fields: Record<string, string | number>) => ({
    event: "role.checked" as const,
    outcome,
    roleId,
    roleArn,
    accountId,
    fields: { ...fields, ...(lookedThrough.length > 0 && { lookedThrough }) },
  });
  const view = await examine(viewer, roleId, mfa, found.limits, lookedThrough).catch(async (error) => {
    // What the door does not record either: roles may have been assumed on the way.
    if (!isAppError(error)) await recordAlone(actorOf(viewer), event("failed", { code: "internal_error" }));
    throw error;
  });
  await transact(async (tx) => {
    if (view.ok) await tx.refusedDuration.deleteMany({ where: { roleId } });
    const { ok } = view;
    const fields = ok ? { durationSeconds: view.durationSeconds } : { code: view.code, side: view.side };
    recordEvent(tx, actorOf(viewer), event(ok ? "done" : "failed", fields));
  });
  return isManager(viewer) ? view : withoutDocuments(view);
}

function withoutDocuments(view: RoleCheckView): RoleCheckView {
  if (view.ok) return view;
  const nothing = { document: null, cli: null, roleId: null };
  return { ...view, changes: view.changes.map((change) => ({ ...change, ...nothing })) };
}

type Limits = { roleMaxSeconds: number; sessionPolicy: string | null; sessionPolicyArns: readonly string[] };

async function findCheckable(
  tx: Tx,
  viewer: Viewer,
  roleId: string,
): Promise<{ arn: string; accountId: string; limits: Limits }> {
  const allowed = isManager(viewer) || (await findAssignedRole(tx, viewer, roleId)) !== null;
  const row = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null },
    select: {
      arn: true,
      maxDurationSeconds: true,
      sessionPolicy: true,
      sessionPolicyArns: true,
      account: { select: { accountId: true } },
    },
  });
  if (!allowed || !row) throw new AppError("role_not_found", "There is no such role.");
  await countIssue(tx, viewer);
  const { arn, account, maxDurationSeconds, sessionPolicy } = row;
  const sessionPolicyArns = readTextList(row.sessionPolicyArns);
  const limits = { roleMaxSeconds: maxDurationSeconds, sessionPolicy, sessionPolicyArns };
  return { arn, accountId: account.accountId, limits };
}

async function examine(
  viewer: Viewer,
  roleId: string,
  given: ReturnType<typeof readHow>["mfa"],
  limits: Limits,
  lookedThrough: string[],
): Promise<RoleCheckView> {
  let plan: AssumptionPlan;
  try {
    plan = await planRole(db(), roleId);
  } catch (error) {
    return explainRefusal(viewer, null, { ok: false, error: expected(error), step: 0 });
  }
  const target = plan.roles.at(-1);
  if (!target) throw new Error("a plan ends with the role that is wanted");
  const { deadline, lift } = openDeadline(deadlineMs);
  try {
    const chained = plan.roles.length > 1 || (await learnChaining(plan.source));
    const { roleMaxSeconds } = limits;
    const cap = capDuration({ roleMaxSeconds, chained, assignmentMaxSeconds: null, refusedSeconds: null });
    const asked = { readOnly: false, address: null };
    const role: CheckedRole = {
      plan,
      person: await findPerson(db(), viewer),
      mfaSession: await openPlannedMfa(viewer, plan, await planMfa(db(), viewer, plan, given), deadline),
      policies: sessionPolicies({ ...limits, partition: target.partition }, asked),
      durationSeconds: cap.maxDurationSeconds,
      maxDurationSeconds: roleMaxSeconds,
      deadline,
      lookedThrough,
    };
    const attempt = await tryRole(role);
    if (!attempt.ok) return await explainRefusal(viewer, role, attempt);
    return {
      ok: true,
      identityArn: assumerArn(await findTrustedPrincipal(plan, target)),
      sessionName: attempt.session.sessionName,
      durationSeconds: attempt.session.durationSeconds,
      maxDurationSeconds: roleMaxSeconds,
      chained,
      packedPolicyPercent: attempt.session.packedPolicyPercent,
      sourceIdentity: attempt.session.sourceIdentity !== null,
      externalId: target.externalId !== null && !isFederated(plan),
      tags: attempt.session.tagKeys.length,
    };
  } catch (error) {
    const refusal = expected(error);
    // What the person is to give is asked for, not explained.
    if (/^(mfa_|too_many_attempts)/.test(refusal.code) || refusal.code === "aws_mfa_code_refused")
      throw refusal;
    return explainRefusal(viewer, null, { ok: false, error: refusal, step: 0 });
  } finally {
    lift();
  }
}

const isFederated = ({ source, roles }: AssumptionPlan) =>
  source.kind === "web_identity" && roles.length === 1;
