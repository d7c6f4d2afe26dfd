import { z } from "zod";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { type AwsSource, isChaining } from "#lib/aws/aws-source.ts";
import { forgetIdentity, identify } from "#lib/aws/identify.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { openSource } from "#lib/sources/open-source.ts";
import { defaultSourceId, type SourceTestView } from "#lib/sources/source-view.ts";
import { assumeByPlan, type PlannedSession } from "./assume-by-plan.ts";
import { type AssumptionPlan, followSource } from "./assumption-plan.ts";
import { findPerson } from "./find-person.ts";
import { HowToAssume, readHow } from "./how-to-assume.ts";
import { openDeadline } from "./issue-role-session.ts";
import type { MfaGiven } from "./mfa-session.ts";
import { openPlannedMfa, planMfa } from "./plan-mfa.ts";
import { planRole } from "./plan-role.ts";
import { toSource } from "./to-source.ts";

/** What this takes; described at /api/openapi.json. */
export const TestSourceInput = z.strictObject({
  mfaCode: HowToAssume.mfaCode,
  mfaSerial: HowToAssume.mfaSerial,
});

const testSeconds = 900;
/** The session is to say who it is and nothing else. */
const onlyAsking = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" },
};

/**
 * Asks AWS who a credential source is. A role and a web identity are nobody by themselves: the role is assumed, with
 * the owner's own session name, and its session asks; of a web identity the first role that uses it.
 * @throws AppError `source_not_found`, `source_test_needs_role`, `mfa_…`, and AWS's no as `aws_…`
 */
export async function testSource(viewer: Viewer, sourceId: string, input: unknown): Promise<SourceTestView> {
  requireOwner(viewer);
  const { mfa } = readHow(TestSourceInput.parse(input));
  const name = await nameOf(sourceId);
  const { deadline, lift } = openDeadline();
  const record = (outcome: "done" | "failed", fields: Record<string, string | boolean>) =>
    transact(async (tx) =>
      recordEvent(tx, actorOf(viewer), {
        event: "source.tested",
        outcome,
        subjectId: sourceId,
        fields: { source: name, ...fields },
      }),
    );
  try {
    const plan = await planTest(db(), sourceId);
    const view = await askAws(viewer, plan, mfa, deadline);
    await record("done", { identity: view.arn, chaining: view.chaining });
    return view;
  } catch (error) {
    await record("failed", { code: isAppError(error) ? error.code : "internal_error" });
    markRecorded(error);
    throw error;
  } finally {
    lift();
  }
}

async function nameOf(sourceId: string): Promise<string> {
  if (sourceId === defaultSourceId) return sourceId;
  const row = await db().credentialSource.findFirst({
    where: { id: sourceId, removedAt: null },
    select: { name: true },
  });
  if (!row) throw new AppError("source_not_found", "There is no such credential source.");
  return row.name;
}

/** The roles on the way, and for a web identity one that uses it. */
async function planTest(tx: Tx, sourceId: string): Promise<AssumptionPlan> {
  const plan = await followSource(tx, sourceId === defaultSourceId ? null : sourceId);
  if (plan.source.kind !== "web_identity" || plan.roles.length > 0) return plan;
  const user = await tx.awsRole.findFirst({
    where: { removedAt: null, OR: [{ sourceId }, { sourceId: null, account: { sourceId } }] },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  if (!user) throw new AppError("source_test_needs_role", "No role uses this web identity yet.");
  return planRole(tx, user.id);
}

async function askAws(
  viewer: Viewer,
  plan: AssumptionPlan,
  given: MfaGiven,
  deadline: AbortSignal,
): Promise<SourceTestView> {
  const through = plan.roles.at(-1);
  let source: AwsSource;
  if (through === undefined) {
    source = openSource(plan.source);
    // Somebody tests because something changed.
    forgetIdentity(source);
  } else source = toSource(await assumeAsOwner(viewer, plan, given, deadline));
  const identity = await identify(source, deadline);
  const { arn, accountId, partition, kind, temporary } = identity;
  const throughRoleArn = through?.arn ?? null;
  return { arn, accountId, partition, kind, temporary, chaining: isChaining(identity), throughRoleArn };
}

async function assumeAsOwner(
  viewer: Viewer,
  plan: AssumptionPlan,
  given: MfaGiven,
  deadline: AbortSignal,
): Promise<PlannedSession> {
  return assumeByPlan(plan, {
    person: await findPerson(db(), viewer),
    durationSeconds: testSeconds,
    policy: JSON.stringify(onlyAsking),
    policyArns: [],
    mfaSession: await openPlannedMfa(viewer, plan, await planMfa(db(), viewer, plan, given), deadline),
    deadline,
  });
}
