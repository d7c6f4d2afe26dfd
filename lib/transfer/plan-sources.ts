import { randomUUID } from "node:crypto";
import { type ChainStep, followChain } from "#lib/sources/follow-chain.ts";
import { nameKeyOf, ProfileName } from "#lib/sources/source-fields.ts";
import { defaultSourceId } from "#lib/sources/source-view.ts";
import type { CatalogueState, SourceRow } from "./catalogue-state.ts";
import type { SourceEntry } from "./entries-view.ts";
import { plainLine, shortened } from "./plain-line.ts";
import { checked, type PlanOptions, type Refusal } from "./plan-draft.ts";
import type { AccountDraft, RoleDraft } from "./plan-roles.ts";

/** A credential source that is added with the entries that name it. */
export type NewSource = SourceRow & { at: string };

type Drafts = { accounts: ReadonlyMap<string, AccountDraft>; roles: ReadonlyMap<string, RoleDraft> };

/**
 * Finds or makes the source of every draft that names one, and refuses drafts whose chain loops or is too long.
 * @param goneRoleIds roles that are removed at the same time
 * @returns the sources to add
 */
export function settleSources(
  state: CatalogueState,
  drafts: Drafts,
  options: PlanOptions,
  goneRoleIds: ReadonlySet<string>,
): NewSource[] {
  const known: SourceRow[] = [...state.sources];
  const added = new Map<string, NewSource>();
  const roleIds = new Map(state.roles.map((row) => [row.arn, row.id]));
  for (const [arn, draft] of drafts.roles) if (!draft.refusal) roleIds.set(arn, draft.id);
  const byName = new Map(known.map((row) => [row.nameKey, row]));
  const bySort = new Map<string, SourceRow>();
  const sortOf = ({ kind, profile, roleId }: Pick<SourceRow, "kind" | "profile" | "roleId">) =>
    JSON.stringify([kind, kind === "profile" ? profile : null, kind === "role" ? roleId : null]);
  for (const row of known) if (!bySort.has(sortOf(row))) bySort.set(sortOf(row), row);

  const find = (entry: SourceEntry, at: string): { sourceId: string | null } | Refusal => {
    if (entry.kind === "none") return { sourceId: null };
    if (entry.kind === "named") {
      const key = nameKeyOf(entry.name.trim());
      if (key === defaultSourceId) return { sourceId: null };
      const row = byName.get(key);
      return row ? { sourceId: row.id } : { reason: "source_not_found", details: { name: entry.name } };
    }
    const roleId = entry.kind === "through" ? roleIds.get(entry.roleArn) : null;
    if (roleId === undefined) {
      const refused = entry.kind === "through" && drafts.roles.has(entry.roleArn);
      return { reason: refused ? "source_refused" : "role_not_found" };
    }
    const profile = entry.kind === "profile" ? checked(() => ProfileName.parse(entry.profile)) : null;
    if (profile && !profile.ok) return profile;
    const wanted = {
      kind: entry.kind === "through" ? "role" : entry.kind,
      profile: profile?.value ?? null,
      roleId,
    };
    const row = bySort.get(sortOf(wanted));
    if (row) return { sourceId: row.id };
    if (!options.isOwner) return { reason: "source_owner_only" };
    const name = freeName(nameFor(entry), byName);
    const source = { id: randomUUID(), name, nameKey: nameKeyOf(name), ...wanted, at };
    byName.set(source.nameKey, source);
    bySort.set(sortOf(source), source);
    added.set(source.id, source);
    return { sourceId: source.id };
  };
  for (const draft of [...drafts.accounts.values(), ...drafts.roles.values()]) {
    const { entry } = draft;
    if (draft.refusal || !entry?.source) continue;
    const found = find(entry.source, entry.at);
    if ("sourceId" in found) draft.sourceId = found.sourceId;
    else draft.refusal = found;
  }
  refuseWhatFollows(drafts);
  refuseChains(state, drafts, added, goneRoleIds);
  const used = new Set(
    [...drafts.accounts.values(), ...drafts.roles.values()].flatMap(({ refusal, sourceId }) =>
      refusal || !sourceId ? [] : [sourceId],
    ),
  );
  return [...added.values()].filter((source) => used.has(source.id));
}

function nameFor(entry: SourceEntry): string {
  if (entry.kind === "through") {
    const name = entry.roleArn.slice(entry.roleArn.lastIndexOf("/") + 1);
    return `${name} in ${entry.roleArn.split(":")[4]}`;
  }
  if (entry.kind === "profile") return `Profile ${plainLine(entry.profile)}`;
  const names = {
    environment: "Environment",
    container: "Container",
    instance_metadata: "Instance metadata",
    none: "",
    named: "",
  };
  return names[entry.kind];
}

function freeName(wanted: string, taken: ReadonlyMap<string, SourceRow>): string {
  let name = shortened(wanted, 60);
  for (let at = 2; taken.has(nameKeyOf(name)); at += 1) name = `${shortened(wanted, 54)} (${at})`;
  return name;
}

/** New roles of a new account that is refused, and what goes through a role that does not come. */
function refuseWhatFollows({ roles }: Drafts): void {
  for (let again = true; again; ) {
    again = false;
    for (const draft of roles.values()) {
      if (draft.refusal) continue;
      const source = draft.entry.source;
      const through = source?.kind === "through" ? roles.get(source.roleArn) : undefined;
      const accountGone = draft.account.refusal !== null && draft.account.row === null;
      if (!accountGone && !(through?.refusal && through.row === null)) continue;
      draft.refusal = { reason: accountGone ? "account_refused" : "source_refused" };
      again = true;
    }
  }
}

function refuseChains(
  state: CatalogueState,
  drafts: Drafts,
  added: ReadonlyMap<string, NewSource>,
  goneRoleIds: ReadonlySet<string>,
): void {
  const sources = new Map<string, SourceRow>(
    [...state.sources, ...added.values()].map((row) => [row.id, row]),
  );
  for (;;) {
    const accountSources = new Map(state.accounts.map((row) => [row.id, row.sourceId]));
    for (const draft of drafts.accounts.values())
      if (!draft.refusal && draft.sourceId !== undefined) accountSources.set(draft.id, draft.sourceId);
    const draftOf = new Map([...drafts.roles.values()].map((draft) => [draft.id, draft]));
    const steps = new Map<string, ChainStep>();
    const put = (id: string, arn: string, label: string, sourceId: string | null) => {
      const source = sources.get(sourceId ?? "");
      const throughRoleId = source?.kind === "role" ? source.roleId : null;
      steps.set(id, { roleId: id, arn, label, throughRoleId });
    };
    const effective = (own: string | null, awsAccountId: string) =>
      own ?? accountSources.get(awsAccountId) ?? null;
    for (const row of state.roles) {
      const draft = draftOf.get(row.id);
      const moved = draft && !draft.refusal && draft.sourceId !== undefined;
      const own = moved ? (draft.sourceId ?? null) : row.sourceId;
      if (!goneRoleIds.has(row.id)) put(row.id, row.arn, row.label, effective(own, row.awsAccountId));
    }
    for (const draft of drafts.roles.values())
      if (!draft.row && !draft.refusal)
        put(
          draft.id,
          draft.entry.arn,
          draft.columns.label ?? draft.roleName,
          effective(draft.sourceId ?? null, draft.account.id),
        );
    // A role that has left the catalogue ends its chain, as it did before.
    for (const step of [...steps.values()])
      if (step.throughRoleId !== null && !steps.has(step.throughRoleId))
        steps.set(step.roleId, { ...step, throughRoleId: null });
    let refusedAny = false;
    for (const step of steps.values()) {
      const chain = checked(() => followChain(steps, step.roleId));
      if (chain.ok) continue;
      const { ok: _, ...refusal } = chain;
      const guilty = onChain(steps, step.roleId).flatMap((id): { refusal: Refusal | null }[] => {
        const draft = draftOf.get(id);
        if (!draft || draft.refusal) return [];
        if (draft.sourceId) return [draft];
        const { account } = draft;
        return !draft.row?.sourceId && account.sourceId && !account.refusal ? [account] : [];
      });
      for (const draft of guilty) draft.refusal = refusal;
      refusedAny ||= guilty.length > 0;
      const account = [...drafts.accounts.values()].find(
        (one) =>
          one.sourceId &&
          !one.refusal &&
          state.roles.some((row) => row.id === step.roleId && row.awsAccountId === one.id),
      );
      if (guilty.length === 0 && account) {
        account.refusal = refusal;
        refusedAny = true;
      }
    }
    if (!refusedAny) return;
    refuseWhatFollows(drafts);
  }
}

/** The roles on the way from one, each once. */
function onChain(steps: ReadonlyMap<string, ChainStep>, roleId: string): string[] {
  const walked = new Set<string>();
  for (
    let at: string | null = roleId;
    at !== null && !walked.has(at);
    at = steps.get(at)?.throughRoleId ?? null
  )
    walked.add(at);
  return [...walked];
}
