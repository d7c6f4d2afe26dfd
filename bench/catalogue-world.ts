import { seeded } from "./seeded.ts";

export type Account = { n: number; id: string; env: string; team: string };
export type Role = { n: number; id: string; name: string; account: Account };
/** One role, or all that fit what is not null. */
export type Target = {
  id: string;
  roleId: string | null;
  awsAccountId: string | null;
  roleNamePattern: string | null;
  tag: readonly [key: "env" | "team", value: string] | null;
};
export type Assignment = {
  id: string;
  principalId: string;
  isGroup: boolean;
  target: Target;
  credentials: boolean;
  maxDurationSeconds: number | null;
  requiresReason: boolean;
};

/** A team's catalogue, worked out without the product. */
export type CatalogueWorld = {
  accounts: readonly Account[];
  roles: readonly Role[];
  groupIds: readonly string[];
  personIds: readonly string[];
  /** By person, the groups they are in. */
  groupsOf: ReadonlyMap<string, ReadonlySet<string>>;
  targets: readonly Target[];
  assignments: readonly Assignment[];
  /** By target, the roles it reaches. */
  reached: ReadonlyMap<Target, readonly Role[]>;
  /** A person who may assume every role. */
  everythingPersonId: string;
};

export const roleNames = [
  ["Admin", "Admin"],
  ["ReadOnly", "Read only"],
  ["Developer", "Developer"],
  ["Deployer", "Deployer"],
  ["DatabaseOperator", "Database operator"],
  ["NetworkEngineer", "Network engineer"],
  ["SecurityAuditor", "Security auditor"],
  ["BillingViewer", "Billing viewer"],
  ["DataScientist", "Data scientist"],
  ["IncidentResponder", "Incident responder"],
] as const;

const environments = ["production", "staging", "development", "sandbox"] as const;
const fruits = ["apple", "plum", "fig", "pear", "lime", "grape", "melon", "peach", "kiwi", "cherry"];
const teams = ["core", "edge", "data", "ops"].flatMap((kind) => fruits.map((fruit) => `${fruit}-${kind}`));
const patterns = ["Read*", "*Operator", "Dev*", "Admin", "*er"];
const anything = { roleId: null, awsAccountId: null, roleNamePattern: null, tag: null };
/** How many groups a person is in, whatever the size: what grows is the catalogue. */
const groupsOfPerson = 10;

/**
 * A catalogue of so many roles: a fifth as many accounts, a twentieth as many people, a hundredth as many groups (but
 * never fewer than thrice what a person is in), twice as many assignments. The same for every run.
 */
export function catalogueWorld(size: number): CatalogueWorld {
  const { below, pick, idOf } = seeded(size);
  const accounts: Account[] = Array.from({ length: size / 5 }, (_, n) => ({
    n,
    id: idOf("account", n),
    env: environments[n % environments.length] ?? "",
    team: teams[Math.floor(n / environments.length) % teams.length] ?? "",
  }));
  const roles: Role[] = accounts.flatMap((account) =>
    Array.from({ length: 5 }, (_, m) => ({
      n: account.n * 5 + m,
      id: idOf("role", account.n * 5 + m),
      name: roleNames[(account.n * 3 + m) % roleNames.length]?.[0] ?? "",
      account,
    })),
  );
  const groupIds = Array.from({ length: Math.max(3 * groupsOfPerson, size / 100) }, (_, n) =>
    idOf("group", n),
  );
  const personIds = Array.from({ length: Math.max(5, size / 20) }, (_, n) => idOf("person", n));
  const [everythingPersonId = "", ...people] = personIds;
  const [everythingGroupId = "", ...groups] = groupIds;

  const targets = new Map<string, Target>();
  const assignments = new Map<string, Assignment>();
  const assign = (principalId: string, isGroup: boolean, terms: Omit<Target, "id">): void => {
    const key = targetKey(terms);
    const target = targets.get(key) ?? { id: idOf("target", targets.size), ...terms };
    targets.set(key, target);
    const pair = `${principalId} ${key}`;
    if (assignments.has(pair)) return;
    assignments.set(pair, {
      id: idOf("assignment", assignments.size),
      principalId,
      isGroup,
      target,
      credentials: below(10) > 0,
      maxDurationSeconds: below(5) === 0 ? 7200 : null,
      requiresReason: below(40) === 0,
    });
  };
  for (const env of environments) assign(everythingGroupId, true, { ...anything, tag: ["env", env] });
  for (let tries = 0; assignments.size < size * 2 && tries < size * 20; tries += 1) {
    const isGroup = below(3) > 0;
    assign(isGroup ? pick(groups) : pick(people), isGroup, someTerms());
  }

  function someTerms(): Omit<Target, "id"> {
    const kind = below(100);
    if (kind < 60) return { ...anything, roleId: pick(roles).id };
    if (kind < 75) return { ...anything, awsAccountId: pick(accounts).id };
    const roleNamePattern = pick(patterns);
    if (kind < 88) return { ...anything, awsAccountId: pick(accounts).id, roleNamePattern };
    if (kind < 97) return { ...anything, tag: ["team", pick(teams)], roleNamePattern };
    return { ...anything, tag: ["env", pick(environments)], roleNamePattern };
  }

  const groupsOf = new Map<string, Set<string>>();
  for (const id of personIds) {
    const own = new Set(id === everythingPersonId ? [everythingGroupId] : []);
    while (own.size < groupsOfPerson) own.add(pick(groups));
    groupsOf.set(id, own);
  }
  return {
    accounts,
    roles,
    groupIds,
    personIds,
    groupsOf,
    targets: [...targets.values()],
    assignments: [...assignments.values()],
    reached: new Map(
      [...targets.values()].map((target) => [target, roles.filter((role) => fits(target, role))]),
    ),
    everythingPersonId,
  };
}

/** The roles that a person may assume. */
export function rolesOf(world: CatalogueWorld, personId: string): Set<Role> {
  const principals = new Set([personId, ...(world.groupsOf.get(personId) ?? [])]);
  const assigned = world.assignments.filter(({ principalId }) => principals.has(principalId));
  return new Set(assigned.flatMap(({ target }) => world.reached.get(target) ?? []));
}

/** A target as canonical JSON, by which the portal knows it. */
export function targetKey({ roleId, awsAccountId, roleNamePattern, tag }: Omit<Target, "id">): string {
  if (roleId !== null) return JSON.stringify({ role: roleId });
  const [tagKey, value] = tag ?? [null, null];
  return JSON.stringify({ account: awsAccountId, name: roleNamePattern, tag: tagKey, value });
}

function fits({ roleId, awsAccountId, roleNamePattern, tag }: Target, role: Role): boolean {
  if (roleId !== null) return roleId === role.id;
  if (awsAccountId !== null && awsAccountId !== role.account.id) return false;
  if (tag !== null && role.account[tag[0]] !== tag[1]) return false;
  if (roleNamePattern === null) return true;
  return new RegExp(`^${roleNamePattern.replaceAll("*", ".*")}$`).test(role.name);
}
