import type { RoleOptions, SessionTag } from "#lib/catalogue/role-options-view.ts";

/** A tag being written; `id` only tells rows apart. */
export type TagDraft = SessionTag & { id: number };

/** The options as they stand in the form. */
export type OptionsDraft = {
  /** Empty for the account's. */
  sourceId: string;
  externalId: string;
  sessionName: string;
  sourceIdentity: boolean;
  sessionTags: readonly TagDraft[];
  tagsSent: boolean;
  sessionPolicy: string;
  /** One a line. */
  sessionPolicyArns: string;
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
};

/** The options of a role as the API's PATCH takes them. */
type OptionFields = Partial<{
  sourceId: string | null;
  externalId: string | null;
  sessionName: string | null;
  sourceIdentity: boolean;
  sessionTags: readonly SessionTag[];
  tagsSent: boolean;
  sessionPolicy: string | null;
  sessionPolicyArns: readonly string[];
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
}>;

/** What the form starts from. */
export function draftOf(options: RoleOptions): OptionsDraft {
  return {
    sourceId: options.sourceId ?? "",
    externalId: options.externalId ?? "",
    sessionName: options.sessionName ?? "",
    sourceIdentity: options.sourceIdentity,
    sessionTags: options.sessionTags.map((tag, id) => ({ ...tag, id })),
    tagsSent: options.tagsSent,
    sessionPolicy: indented(options.sessionPolicy ?? ""),
    sessionPolicyArns: options.sessionPolicyArns.join("\n"),
    requiresMfa: options.requiresMfa,
    requiresSecondFactor: options.requiresSecondFactor,
    bindAddress: options.bindAddress,
  };
}

/** Only what differs between two drafts: an option that somebody else changes meanwhile stays theirs. */
export function changedFields(before: OptionsDraft, after: OptionsDraft): OptionFields {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof OptionFields]),
  );
  return Object.fromEntries(changed);
}

/** A draft moved onto newer options: what was not touched becomes the newer, what was touched stays. */
export function rebase(before: OptionsDraft, newer: OptionsDraft, draft: OptionsDraft): OptionsDraft {
  const touched = Object.keys(changedFields(before, draft)) as (keyof OptionsDraft)[];
  return { ...newer, ...Object.fromEntries(touched.map((name) => [name, draft[name]])) };
}

/** Policy ARNs, one from each line that says something. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

function fieldsOf(draft: OptionsDraft): Required<OptionFields> {
  return {
    sourceId: draft.sourceId || null,
    externalId: draft.externalId.trim() || null,
    sessionName: draft.sessionName.trim() || null,
    sourceIdentity: draft.sourceIdentity,
    sessionTags: draft.sessionTags
      .map(({ key, value, transitive }) => ({ key: key.trim(), value: value.trim(), transitive }))
      .filter(({ key, value }) => key !== "" || value !== ""),
    tagsSent: draft.tagsSent,
    sessionPolicy: draft.sessionPolicy.trim() || null,
    sessionPolicyArns: linesOf(draft.sessionPolicyArns),
    requiresMfa: draft.requiresMfa,
    requiresSecondFactor: draft.requiresSecondFactor,
    bindAddress: draft.bindAddress,
  };
}

/** A policy is kept without white space; people read it with. */
export function indented(policy: string): string {
  try {
    return policy === "" ? "" : JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}
