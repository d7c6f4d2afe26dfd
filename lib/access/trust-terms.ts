import { db } from "#lib/db/client.ts";
import { policyPattern } from "#lib/policies/escape-policy-text.ts";
import type { TrustInput } from "#lib/policies/trust-policy.ts";
import { mostRolesInChain } from "#lib/sources/follow-chain.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import type { RoleToAssume } from "./role-to-assume.ts";

/** What the portal sends when it assumes a role, the last of its plan, as the trust policy asks for it. */
export async function trustTerms(
  plan: AssumptionPlan,
  role: RoleToAssume,
): Promise<Omit<TrustInput, "principal" | "requiresMfa"> & Required<Pick<TrustInput, "allowed">>> {
  const carried = carriedTagKeys(plan);
  const isCarried = (key: string) => carried.some((each) => each.toLowerCase() === key.toLowerCase());
  const own = role.tagsSent ? role.sessionTags.filter((tag) => !isCarried(tag.key)) : [];
  const nameless = role.sourceIdentity && (await leadsToNamelessRole(role.roleId));
  return {
    externalId: role.externalId,
    sourceIdentity: role.sourceIdentity && !nameless,
    tags: own.map(({ key, value }) => (/[{}]/.test(value) ? { key } : { key, value })),
    transitiveTagKeys: own.filter((tag) => tag.transitive).map((tag) => tag.key),
    sessionNamePattern: role.sessionName?.split("{person}").map(policyPattern).join("*") ?? null,
    allowed: { sourceIdentity: nameless, tagKeys: carried },
  };
}

/** Transitive tags of the roles before, which stay with the chain as far as every later role takes tags. */
function carriedTagKeys({ roles }: AssumptionPlan): string[] {
  const keys = roles.slice(0, -1).flatMap((role, index) => {
    if (!roles.slice(index).every((later) => later.tagsSent)) return [];
    return role.sessionTags.filter((tag) => tag.transitive).map((tag) => tag.key);
  });
  return [...new Set(keys)];
}

/**
 * Whether a chain goes on from this role to one that takes no SourceIdentity. It would stay with the chain, so none
 * is set on the way there.
 */
async function leadsToNamelessRole(roleId: string): Promise<boolean> {
  let through = [roleId];
  for (let hop = 1; hop < mostRolesInChain && through.length > 0; hop += 1) {
    const source = { kind: "role", roleId: { in: through } };
    const next = await db().awsRole.findMany({
      where: { removedAt: null, OR: [{ source }, { sourceId: null, account: { source } }] },
      select: { id: true, sourceIdentity: true },
    });
    if (next.some((role) => !role.sourceIdentity)) return true;
    through = next.map((role) => role.id);
  }
  return false;
}
