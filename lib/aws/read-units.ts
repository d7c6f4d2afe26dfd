import {
  type OrganizationsClient,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
} from "@aws-sdk/client-organizations";
import { type ExtrasRead, readExtras } from "./read-extras.ts";
import { withinDeadline } from "./within-deadline.ts";

/** AWS allows five levels below the root; more is a tree that does not end. */
const mostLevels = 10;

type Parent = { id: string; path: string };

/**
 * Walks an organization once, level by level, for the path of each account's organizational unit. What AWS does not
 * let be read is left out.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html
 * @returns by account id: `/` for the root, `/Workloads/Production` for a unit
 */
export async function readUnits(
  client: OrganizationsClient,
  gate: <R>(work: () => Promise<R>) => Promise<R>,
  deadline: AbortSignal,
): Promise<{ state: ExtrasRead; pathOf: ReadonlyMap<string, string> }> {
  const options = { abortSignal: deadline };
  const pathOf = new Map<string, string>();
  let level: Parent[] = [];
  const roots = async () => {
    for await (const { Roots } of paginateListRoots({ client }, {}, options))
      for (const { Id } of Roots ?? []) if (Id) level.push({ id: Id, path: "/" });
  };
  const readParent = async ({ id: ParentId, path }: Parent, below: Parent[]) => {
    const asked = { ParentId };
    for await (const { Accounts } of paginateListAccountsForParent({ client }, asked, options))
      for (const { Id } of Accounts ?? []) if (Id) pathOf.set(Id, path);
    for await (const { OrganizationalUnits } of paginateListOrganizationalUnitsForParent(
      { client },
      asked,
      options,
    ))
      for (const { Id, Name } of OrganizationalUnits ?? [])
        if (Id) below.push({ id: Id, path: `${path === "/" ? "" : path}/${segmentOf(Name) || Id}` });
  };
  const root = await readExtras([null], gate, deadline, () => withinDeadline(roots(), deadline));
  let { state } = root;
  for (let depth = 0; state === "complete" && level.length > 0 && depth < mostLevels; depth += 1) {
    const below: Parent[] = [];
    const read = await readExtras(level, gate, deadline, (parent) =>
      withinDeadline(readParent(parent, below), deadline),
    );
    state = read.state;
    level = below;
  }
  return { state: state === "complete" && level.length > 0 ? "incomplete" : state, pathOf };
}

/** A slash in a unit's name would look like a level of its own. */
function segmentOf(name = ""): string {
  return name.replace(/[/\p{Cc}]/gu, " ").trim();
}
