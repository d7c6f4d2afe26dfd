import { identify } from "#lib/aws/identify.ts";
import { db } from "#lib/db/client.ts";
import { isAppError } from "#lib/errors.ts";
import { readIamArn } from "#lib/policies/read-iam-arn.ts";
import { openSource } from "#lib/sources/open-source.ts";
import { followSource } from "./assumption-plan.ts";

/** A role without its path, which the ARN of a role session leaves out: names are unique in an account. */
export const identityKey = (identity: { partition: string; accountId: string; name: string }) =>
  `${identity.partition} ${identity.accountId} ${identity.name.toLowerCase()}`;

const waitMs = 5000;

/**
 * Who the portal is in AWS: the identity behind every credential source that has one of its own, and every role that
 * a source goes through. Asks AWS.
 * @param needed the source that must answer, null for the default one; others that do not are left out
 * @throws AppError AWS's no as `aws_…`, and what following and opening a source throws
 */
export async function portalIdentities(needed: string | null): Promise<ReadonlySet<string>> {
  const rows = await db().credentialSource.findMany({
    where: { removedAt: null },
    select: { id: true, kind: true, role: { select: { arn: true } } },
  });
  const keys = new Set<string>();
  const add = (arn: string | undefined) => {
    const identity = arn === undefined ? null : readIamArn(arn);
    if (identity?.kind === "role") keys.add(identityKey(identity));
  };
  const deadline = AbortSignal.timeout(waitMs);
  const ask = async (sourceId: string | null, mustAnswer: boolean) => {
    try {
      const { source } = await followSource(db(), sourceId);
      if (source.kind === "web_identity") return;
      add((await identify(openSource(source), deadline)).arn);
    } catch (error) {
      if (mustAnswer || !isAppError(error)) throw error;
    }
  };
  for (const row of rows) add(row.role?.arn);
  await Promise.all([
    // With a source of its own named, a default one that was never set up keeps nobody from adding a role.
    ask(null, needed === null),
    ...rows.filter((row) => row.kind !== "role").map((row) => ask(row.id, false)),
    ...(needed === null ? [] : [ask(needed, true)]),
  ]);
  return keys;
}
