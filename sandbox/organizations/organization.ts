import { createHash } from "node:crypto";
import type { World, WorldAccount } from "../world.ts";

/** The organization of a world, as its accounts' paths say. */
export type Organization = {
  id: string;
  managementAccount: WorldAccount;
  rootId: string;
  /** By path; the root is not among them. */
  units: ReadonlyMap<string, Unit>;
  accounts: readonly WorldAccount[];
};

export type Unit = { id: string; name: string; path: string; parentPath: string };

const known = new WeakMap<World, Organization>();

/** The world's organization, or undefined when there is none. Ids are the same from run to run. */
export function organizationOf(world: World): Organization | undefined {
  const managementAccount = world.accounts.find(
    (account) => account.id === world.organization?.managementAccountId,
  );
  if (!managementAccount) return undefined;
  const made = known.get(world) ?? makeOrganization(world, managementAccount);
  known.set(world, made);
  return made;
}

function makeOrganization(world: World, managementAccount: WorldAccount): Organization {
  const id = `o-${short(`organization ${managementAccount.id}`, 10)}`;
  const rootId = `r-${short(id, 4)}`;
  const accounts = world.accounts.filter(
    (account) => account.ouPath !== undefined && account.partition === managementAccount.partition,
  );
  const units = new Map<string, Unit>();
  for (const account of accounts) {
    const names = namesOf(account.ouPath ?? "/");
    for (const [index, name] of names.entries()) {
      const path = `/${names.slice(0, index + 1).join("/")}`;
      const parentPath = `/${names.slice(0, index).join("/")}`;
      units.set(path, { id: `ou-${rootId.slice(2)}-${short(id + path, 8)}`, name, path, parentPath });
    }
  }
  return { id, managementAccount, rootId, units, accounts };
}

/** The path of a root or unit by its id. */
export function pathOfParent(organization: Organization, id: string): string | undefined {
  if (id === organization.rootId) return "/";
  return [...organization.units.values()].find((unit) => unit.id === id)?.path;
}

/** An ARN of something in the organization: `account/o-…/111122223333`, `ou/o-…/ou-…`, `root/o-…/r-…`. */
export function organizationsArn(organization: Organization, kind: string, id?: string): string {
  const { id: accountId, partition } = organization.managementAccount;
  const rest = id === undefined ? "" : `/${id}`;
  return `arn:${partition}:organizations::${accountId}:${kind}/${organization.id}${rest}`;
}

function namesOf(path: string): string[] {
  return path.split("/").filter((name) => name !== "");
}

/** Lowercase letters and digits, as the ids of Organizations are. */
function short(text: string, length: number): string {
  return BigInt(`0x${createHash("sha256").update(text).digest("hex")}`)
    .toString(36)
    .slice(0, length);
}
