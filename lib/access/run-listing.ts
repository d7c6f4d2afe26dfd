import type { AuditValue } from "#lib/audit/events.ts";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone, transact } from "#lib/audit/transact.ts";
import { countAttempt } from "#lib/auth/attempts.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { db } from "#lib/db/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { openSource } from "#lib/sources/open-source.ts";
import { assumeByPlan } from "./assume-by-plan.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import { findPerson } from "./find-person.ts";
import { openDeadline } from "./issue-role-session.ts";
import type { MfaGiven } from "./mfa-session.ts";
import { openPlannedMfa, planMfa } from "./plan-mfa.ts";
import { toSource } from "./to-source.ts";

/** Page after page, and one question more for each account or role that has tags. */
const deadlineMs = 30_000;
const sessionSeconds = 900;
/** AWS allows an organization a few requests a second, for everybody together. */
const limit = { name: "list", most: 20, windowSeconds: 60 };

/** What is listed, and with whose credentials. */
export type Listing<T> = {
  what: "organization" | "roles";
  plan: AssumptionPlan;
  /** Of the source, for people; `default` for the default one. */
  sourceName: string;
  mfa: MfaGiven;
  /** Everything that the listing asks of AWS: where roles are assumed for it, the last session may do no more. */
  actions: readonly string[];
  list: (source: AwsSource, deadline: AbortSignal) => Promise<T>;
  /** What of it the audit log says. */
  fields: (listed: T) => Readonly<Record<string, AuditValue>>;
};

/**
 * Asks AWS for a listing within half a minute, outside any transaction, and records what came of it.
 * @throws AppError `too_many_requests`, `source_test_needs_role`, `mfa_…`, and AWS's no as `aws_…`
 */
export async function runListing<T>(viewer: Viewer, listing: Listing<T>): Promise<T> {
  await transact(async (tx) => {
    if (await countAttempt(tx, limit, viewer.personId)) return;
    throw new AppError("too_many_requests", "AWS was listed too often within a minute. Wait a little.");
  });
  const { plan, sourceName: source, what } = listing;
  const through = plan.roles.at(-1);
  const record = (outcome: "done" | "failed", fields: Readonly<Record<string, AuditValue>>) =>
    recordAlone(actorOf(viewer), {
      event: "source.listed",
      outcome,
      subjectId: plan.source.id,
      ...(through && { roleId: through.roleId, roleArn: through.arn, accountId: through.accountId }),
      fields: { source, what, ...fields },
    });
  const { deadline, lift } = openDeadline(deadlineMs);
  try {
    const listed = await listing.list(await openLister(viewer, listing, deadline), deadline);
    await record("done", listing.fields(listed));
    return listed;
  } catch (error) {
    await record("failed", { code: isAppError(error) ? error.code : "internal_error" });
    markRecorded(error);
    throw error;
  } finally {
    lift();
  }
}

async function openLister<T>(
  viewer: Viewer,
  { plan, mfa, actions }: Listing<T>,
  deadline: AbortSignal,
): Promise<AwsSource> {
  if (plan.roles.length === 0) {
    if (plan.source.kind === "web_identity")
      throw new AppError(
        "source_test_needs_role",
        "A web identity is nobody until a role is assumed with it.",
      );
    return openSource(plan.source);
  }
  const onlyListing = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: actions, Resource: "*" },
  };
  const session = await assumeByPlan(plan, {
    person: await findPerson(db(), viewer),
    durationSeconds: sessionSeconds,
    policy: JSON.stringify(onlyListing),
    policyArns: [],
    mfaSession: await openPlannedMfa(viewer, plan, await planMfa(db(), viewer, plan, mfa), deadline),
    deadline,
  });
  return toSource(session);
}
