import { readSessionTags, readTextList } from "#lib/catalogue/stored-options.ts";
import { isPartitionId, type PartitionId } from "#lib/partitions/partitions.ts";
import { readTagMap } from "#lib/targets/reaches.ts";
import type { AssignmentRow, CatalogueState, RoleRow } from "./catalogue-state.ts";
import type {
  AssignmentEntry,
  CatalogueEntries,
  RoleEntry,
  SourceEntry,
  TargetEntry,
} from "./entries-view.ts";

/**
 * The stored catalogue as entries; what is as it would be without a word is left out.
 * @param managedBy only what this file owns; accounts come with roles that it owns
 */
export function exportEntries(state: CatalogueState, managedBy?: string): CatalogueEntries {
  const ours = (row: { managedBy: string | null }) => managedBy === undefined || row.managedBy === managedBy;
  const accountOf = new Map(state.accounts.map((row) => [row.id, row]));
  const arnOf = new Map(state.roles.map((row) => [row.id, row.arn]));
  const personName = personNames(state);
  const groupName = new Map(state.groups.map((row) => [row.id, row.name]));
  const sources = new Map(state.sources.map((row) => [row.id, row]));
  const sourceOf = (id: string | null): SourceEntry | undefined => {
    const row = sources.get(id ?? "");
    if (!row) return undefined;
    const through = row.kind === "role" ? arnOf.get(row.roleId ?? "") : undefined;
    // The first of several through the same role is what the file would find.
    const first = state.sources.find((one) => one.kind === "role" && one.roleId === row.roleId);
    if (through !== undefined && first === row) return { kind: "through", roleArn: through };
    return { kind: "named", name: row.name };
  };
  const said = <T extends object>(fields: T, source: SourceEntry | undefined) => ({
    ...fields,
    ...(source && { source }),
  });
  const at = "";
  return {
    accounts: state.accounts
      .filter(ours)
      .map(({ partition, accountId, name, color, tags, ouPath, sourceId }) =>
        said(
          {
            ...{ at, partition: partitionOf(partition), accountId, name, color },
            ...(tags !== "{}" && { tags: readTagMap(tags) }),
            ...(ouPath !== null && { ouPath }),
          },
          sourceOf(sourceId),
        ),
      ),
    roles: state.roles.filter(ours).map((row) => said(roleEntry(row), sourceOf(row.sourceId))),
    groups: state.groups.filter(ours).map(({ name, description, claim, memberships }) => ({
      at,
      name,
      ...(description !== "" && { description }),
      ...(claim !== null && { claim }),
      ...(memberships.length > 0 && { members: memberships.map(({ personId }) => personName(personId)) }),
    })),
    assignments: state.assignments.filter(ours).map((row): AssignmentEntry => {
      const { console, credentials, maxDurationSeconds, requiresReason, startsAt, expiresAt } = row;
      return {
        at,
        principal:
          row.groupId === null
            ? { person: personName(row.principalId) }
            : { group: groupName.get(row.groupId) ?? "" },
        target: targetEntry(row),
        ...{ console, credentials, maxDurationSeconds, requiresReason },
        startsAt: startsAt?.toISOString() ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
      };
    }),
    refused: [],
    notes: [],
    secretsFound: 0,
  };

  function targetEntry({ target }: AssignmentRow): TargetEntry {
    const roleArn = arnOf.get(target.roleId ?? "");
    if (roleArn !== undefined) return { roleArn };
    const account = accountOf.get(target.awsAccountId ?? "");
    const { roleNamePattern, tagKey, tagValue } = target;
    return {
      ...(account && {
        account: { partition: partitionOf(account.partition), accountId: account.accountId },
      }),
      ...(roleNamePattern !== null && { roleNamePattern }),
      ...(tagKey !== null && tagValue !== null && { tag: { key: tagKey, value: tagValue } }),
    };
  }
}

/** The one name for each person: the e-mail address where nobody else has it, else the session name. */
export function personNames({ people }: Pick<CatalogueState, "people">): (id: string) => string {
  const counts = new Map<string, number>();
  for (const { email, sessionName } of people)
    for (const key of new Set([email.toLowerCase(), sessionName.toLowerCase()]))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const names = new Map(
    people.map(({ id, email, sessionName }) => [
      id,
      counts.get(email.toLowerCase()) === 1 ? email : sessionName,
    ]),
  );
  return (id) => names.get(id) ?? id;
}

function partitionOf(text: string): PartitionId {
  if (isPartitionId(text)) return text;
  throw new Error(`an account is stored with the unknown partition ${text}`);
}

function roleEntry(row: RoleRow): RoleEntry {
  const { arn, roleName, label, color, region, destination, maxDurationSeconds, note, tags, externalId } =
    row;
  const { requiresMfa, requiresSecondFactor, bindAddress, sourceIdentity, tagsSent } = row;
  const { sessionName, sessionPolicy, sessionPolicyArns, sessionTags } = row;
  return {
    at: "",
    arn,
    ...(label !== roleName && { label }),
    ...(color !== null && { color }),
    ...(region !== null && { region }),
    ...(destination !== null && { destination }),
    ...(maxDurationSeconds !== 3600 && { maxDurationSeconds }),
    ...(note !== "" && { note }),
    ...(tags !== "{}" && { tags: readTagMap(tags) }),
    externalId,
    ...(requiresMfa && { requiresMfa }),
    ...(requiresSecondFactor && { requiresSecondFactor }),
    ...(bindAddress && { bindAddress }),
    ...(!sourceIdentity && { sourceIdentity }),
    ...(sessionName !== null && { sessionName }),
    ...(sessionPolicy !== null && { sessionPolicy }),
    ...(sessionPolicyArns !== "[]" && { sessionPolicyArns: readTextList(sessionPolicyArns) }),
    ...(sessionTags !== "[]" && { sessionTags: readSessionTags(sessionTags) }),
    ...(!tagsSent && { tagsSent }),
  };
}
