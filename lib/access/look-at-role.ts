import { isManager, type Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { type RoleRead, readRole } from "#lib/aws/read-role.ts";
import { db } from "#lib/db/client.ts";
import { isAppError } from "#lib/errors.ts";
import { assumeByPlan, type Person } from "./assume-by-plan.ts";
import { planRole } from "./plan-role.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { toSource } from "./to-source.ts";

const mostTried = 6;
/** Roles that could look at others, by id: a hint of where to begin, and no more. */
const lookers = new Set<string>();
const seconds = 900;

/**
 * Reads a role in IAM, to see instead of guess: with the identity that assumes it where that is of the role's own
 * account, else, for an owner or admin, through other roles of the account, narrowed to reading this one role.
 * @param caller who assumes the role
 * @param through is told each other role that was assumed for this
 */
export async function lookAtRole(
  viewer: Viewer,
  person: Person,
  role: RoleToAssume,
  caller: AwsSource | null,
  deadline: AbortSignal,
  through: (roleArn: string) => void,
): Promise<RoleRead> {
  const { arn: roleArn, partition } = role;
  const look = (source: AwsSource) => readRole({ source, roleArn, partition, deadline });
  if (caller) {
    const seen = await look(caller);
    if (seen.state !== "unreadable") return seen;
  }
  if (!isManager(viewer)) return { state: "unreadable" };
  for (const roleId of await neighbours(role)) {
    const session = await openNeighbour(roleId, person, roleArn, deadline);
    if (!session) continue;
    through(session.roleArn);
    const seen = await look(session.source);
    if (seen.state === "unreadable") continue;
    if (lookers.size > 1000) lookers.clear();
    lookers.add(roleId);
    return seen;
  }
  return { state: "unreadable" };
}

/**
 * Roles of the same account that may be able to look: those that did before, then those that are named for reading or
 * administering, then those in use.
 */
async function neighbours(role: RoleToAssume): Promise<string[]> {
  const { accountId, partition } = role;
  const rows = await db().awsRole.findMany({
    where: {
      removedAt: null,
      ownerId: null,
      requiresMfa: false,
      sessionPolicy: null,
      id: { not: role.roleId },
      account: { accountId, partition },
    },
    select: { id: true, roleName: true, _count: { select: { uses: true } } },
    orderBy: { roleName: "asc" },
    take: 200,
  });
  const rank = ({ id, roleName, _count }: (typeof rows)[number]) => {
    if (lookers.has(id)) return 0;
    if (/read|audit|view|inspect/i.test(roleName)) return 1;
    return /admin|power/i.test(roleName) ? 2 : _count.uses > 0 ? 3 : 4;
  };
  return rows
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostTried)
    .map((row) => row.id);
}

async function openNeighbour(
  roleId: string,
  person: Person,
  roleArn: string,
  deadline: AbortSignal,
): Promise<{ source: AwsSource; roleArn: string } | null> {
  const onlyLooking = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:GetRole", Resource: roleArn },
  };
  try {
    const plan = await planRole(db(), roleId);
    if (plan.roles.some((each) => each.requiresMfa)) return null;
    const asked = { person, durationSeconds: seconds, mfaSession: null, deadline };
    const policy = JSON.stringify(onlyLooking);
    const source = toSource(await assumeByPlan(plan, { ...asked, policy, policyArns: [] }));
    return { source, roleArn: plan.roles.at(-1)?.arn ?? "" };
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
