import type { CatalogueEntries, RoleEntry } from "#lib/transfer/entries-view.ts";
import type { PlanItem } from "#lib/transfer/plan-view.ts";
import { readCatalogueYaml } from "#lib/transfer/read-catalogue-yaml.ts";
import { renderCatalogueYaml } from "#lib/transfer/render-catalogue-yaml.ts";
import type { ImportItem } from "./import-view.ts";

/**
 * Entries as a text that the browser sends back to apply them, and what that text says: the plan is made of the
 * latter, so that it is the same then. There is no secret in it.
 */
export function carriedText(entries: CatalogueEntries): { text: string; carried: CatalogueEntries } {
  const text = renderCatalogueYaml(entries, null);
  return { text, carried: readCarried(text) };
}

/**
 * What such a text says.
 * @throws AppError `catalogue_file_malformed`
 */
export function readCarried(text: string): CatalogueEntries {
  return readCatalogueYaml(text).entries;
}

/** Only the entries of these keys, which are their places in the text. */
export function onlyEntries(entries: CatalogueEntries, keys: ReadonlySet<string>): CatalogueEntries {
  const kept = <Entry extends { at: string }>(list: readonly Entry[]) =>
    list.filter(({ at }) => keys.has(at));
  return {
    ...entries,
    accounts: kept(entries.accounts),
    roles: kept(entries.roles),
    groups: kept(entries.groups),
    assignments: kept(entries.assignments),
  };
}

/** The same entries with a credential source of that name for each of the roles. */
export function withSources(
  entries: CatalogueEntries,
  sources: readonly { source: string; roleArns: readonly string[] }[],
): CatalogueEntries {
  const nameOf = new Map(sources.flatMap(({ source, roleArns }) => roleArns.map((arn) => [arn, source])));
  const roles = entries.roles.map((role): RoleEntry => {
    const name = nameOf.get(role.arn);
    return name === undefined ? role : { ...role, source: { kind: "named", name } };
  });
  return { ...entries, roles };
}

/** The items of a plan with the keys of their entries, and with the places that the origin knows them by. */
export function importItems(
  items: readonly PlanItem[],
  carried: CatalogueEntries,
  entries: CatalogueEntries,
): ImportItem[] {
  const placeOf = new Map(places(entries));
  const told = new Map(places(carried).map(([key, at]) => [at, placeOf.get(key) ?? null]));
  return items.map((item) => {
    const { at } = item;
    const known = at !== null && told.has(at);
    // A source comes with the role that goes through it, and a member with the group.
    const alone = item.kind !== "source" && item.kind !== "member";
    return { ...item, at: known ? (told.get(at) ?? null) : at, key: known && alone ? at : null };
  });
}

function places({ accounts, roles, groups, assignments }: CatalogueEntries): [key: string, at: string][] {
  return [
    ...accounts.map(({ partition, accountId, at }): [string, string] => [
      `account ${partition} ${accountId}`,
      at,
    ]),
    ...roles.map(({ arn, at }): [string, string] => [`role ${arn}`, at]),
    ...groups.map(({ name, at }): [string, string] => [`group ${name}`, at]),
    ...assignments.map(({ at, principal, target }): [string, string] => [
      `assignment ${JSON.stringify([principal, target])}`,
      at,
    ]),
  ];
}
