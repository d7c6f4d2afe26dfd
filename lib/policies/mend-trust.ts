import { statementsOf, type TrustFinding } from "./explain-trust.ts";
import type { PolicyDocument } from "./policy-document.ts";

/**
 * A trust policy that lets the asker in, by the smallest change: a denial taken out, or statements of their own added.
 * Nobody else loses anything.
 * @param policy the one that refuses
 * @param finding what `explainTrust` found in it
 * @param wanted the policy that would let only the asker in
 */
export function mendTrust(policy: unknown, finding: TrustFinding, wanted: PolicyDocument): object {
  const statements = statementsOf(policy);
  if (statements === null || finding.kind === "unreadable") return wanted;
  const kept = { Version: "2012-10-17", ...(policy as object) };
  if (finding.kind === "denied")
    return { ...kept, Statement: statements.filter((_, index) => index !== finding.statement) };
  // A statement of its own: the condition keys of one action are not always those of another.
  const own = wanted.Statement.filter((each) => finding.kind === "action" && each.Action === finding.action);
  const taken = new Set(statements.map((each) => each["Sid"]));
  const added = (own.length > 0 ? own : wanted.Statement).map((each) => ({
    ...each,
    Sid: freeSid(each.Sid ?? "Portal", taken),
  }));
  return { ...kept, Statement: [...statements, ...added] };
}

/** Statement ids are unique in a policy. */
function freeSid(sid: string, taken: ReadonlySet<unknown>): string {
  let free = sid;
  for (let count = 2; taken.has(free); count += 1) free = `${sid}${count}`;
  return free;
}
