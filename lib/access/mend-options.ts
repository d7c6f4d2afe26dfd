import type { TrustFinding } from "#lib/policies/explain-trust.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import type { Assumer } from "./find-trusted-principal.ts";
import type { SuggestedChange, SuggestedChangeKind } from "./role-check-view.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { changeOptions } from "./suggest-changes.ts";

/**
 * A change of the role's options here that satisfies a trust policy as it is, where there is one.
 * @returns `smaller` when it gives up nothing, so that it comes before a change in AWS
 */
export function mendOptions(
  finding: TrustFinding,
  role: RoleToAssume,
  assumer: Assumer,
  plan: AssumptionPlan,
): { change: SuggestedChange; smaller: boolean } | null {
  const offer = (what: SuggestedChangeKind, document: object, smaller: boolean) => ({
    change: changeOptions(role, what, document),
    smaller,
  });
  if (finding.kind === "action" && finding.action === "sts:SetSourceIdentity")
    return offer("leave_out_source_identity", { sourceIdentity: false }, false);
  if (finding.kind === "action" && finding.action === "sts:TagSession")
    return offer("leave_out_tags", { tagsSent: false }, false);
  if (finding.kind !== "condition") return null;
  const key = finding.key.toLowerCase();
  const value = literalOf(finding);
  const isUser = assumer.kind === "aws" && assumer.identity.kind === "user";
  if (key === "sts:externalid" && value !== null && assumer.kind === "aws")
    return offer("adopt_external_id", { externalId: value }, true);
  if (key === "aws:multifactorauthpresent" && isUser && !role.requiresMfa && plan.roles.length === 1)
    return offer("require_mfa", { requiresMfa: true }, true);
  if (key === "sts:sourceidentity" && !role.sourceIdentity)
    return offer("send_source_identity", { sourceIdentity: true }, true);
  if (key.startsWith("aws:requesttag/") && finding.action !== "sts:TagSession") {
    const tagKey = finding.key.slice("aws:RequestTag/".length);
    const present = role.sessionTags.some((tag) => tag.key.toLowerCase() === tagKey.toLowerCase());
    if (present && !role.tagsSent) return offer("send_tags", { tagsSent: true }, true);
    if (value === null) return null;
    const others = role.sessionTags.filter((tag) => tag.key.toLowerCase() !== tagKey.toLowerCase());
    const sessionTags = [...others, { key: tagKey, value, transitive: false }];
    return offer("add_tag", { sessionTags, tagsSent: true }, true);
  }
  if (key === "sts:rolesessionname") {
    const template = nameTemplate(finding.wanted);
    return template === null ? null : offer("rename_session", { sessionName: template }, true);
  }
  return null;
}

/** The one value that a condition asks for, or null when it leaves a choice. */
function literalOf({ operator, wanted }: { operator: string; wanted: readonly string[] }): string | null {
  const [value] = wanted;
  if (value === undefined || /Not|Null/.test(operator)) return null;
  return /Like/.test(operator) && /[*?]/.test(value) ? null : value;
}

/** `portal-*` as the template `portal-{person}`. */
function nameTemplate(wanted: readonly string[]): string | null {
  const pattern = wanted.find((text) => text.split("*").length === 2 && !/[?$]/.test(text));
  return pattern?.replace("*", "{person}") ?? null;
}
