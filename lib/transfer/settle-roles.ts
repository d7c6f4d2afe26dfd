import type { RefusedEntry, RoleEntry } from "./entries-view.ts";
import { entryNote } from "./entry-notes.ts";

/** A role as its place in the file tells it, with the name that people know the place by. */
export type NamedRole = { name: string; role: RoleEntry };

/**
 * The roles of one file as they can stand together: each ARN once, the first time; none that is reached through itself
 * or through a role that the file names and that is refused.
 * @param refusedArns roles of the file that are refused already, as far as their ARN is known
 */
export function settleRoles(
  found: readonly NamedRole[],
  refusedArns: ReadonlySet<string> = new Set(),
): { roles: RoleEntry[]; refused: RefusedEntry[] } {
  const first = new Map<string, NamedRole>();
  const refused: RefusedEntry[] = [];
  for (const one of found) {
    const before = first.get(one.role.arn);
    if (before === undefined) first.set(one.role.arn, one);
    else refused.push(entryNote(one.role.at, one.name, "role_repeated", { first: before.role.at }));
  }
  const verdicts = new Map<string, Verdict>();
  for (const arn of refusedArns) if (!first.has(arn)) verdicts.set(arn, "source_refused");
  for (const arn of first.keys()) judge(arn, first, verdicts);
  const roles: RoleEntry[] = [];
  for (const [arn, { name, role }] of first) {
    const verdict = verdicts.get(arn) ?? "fine";
    if (verdict === "fine") roles.push(role);
    else refused.push(entryNote(role.at, name, verdict));
  }
  return { roles, refused };
}

type Verdict = "fine" | "source_loop" | "source_refused";

// Walks a chain once, however deep it is: what is known of its end holds for all of it.
function judge(start: string, all: ReadonlyMap<string, NamedRole>, verdicts: Map<string, Verdict>): void {
  const walked = new Set<string>();
  let arn = start;
  let end: Verdict = "fine";
  for (;;) {
    const known = verdicts.get(arn);
    if (known !== undefined) {
      end = known;
      break;
    }
    if (walked.has(arn)) {
      end = "source_loop";
      break;
    }
    const role = all.get(arn)?.role;
    // Not of this file: the catalogue knows it, or the plan refuses it.
    if (role === undefined) break;
    walked.add(arn);
    if (role.source?.kind !== "through") break;
    arn = role.source.roleArn;
  }
  for (const one of walked) verdicts.set(one, end);
}
