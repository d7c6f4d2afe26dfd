import { isRecord, type PolicyDocument, readPolicy } from "./policy/document.ts";

export const PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"] as const;
export type Partition = (typeof PARTITIONS)[number];

export const ACCOUNT_STATES = [
  "PENDING_ACTIVATION",
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export type WorldAccount = {
  id: string;
  name: string;
  partition: Partition;
  email?: string;
  /** In the organization: `/` for its root, `/Workloads/Production` for a unit. Absent for who is not in it. */
  ouPath?: string;
  tags?: Record<string, string>;
  state?: AccountState;
};
export type WorldUser = {
  arn: string;
  accessKeys: { id: string; secret: string }[];
  policies: PolicyDocument[];
  /** `seed` is the base32 text that an authenticator app takes. */
  mfaDevices?: { serialNumber: string; seed: string }[];
};
export type WorldRole = {
  arn: string;
  trust: PolicyDocument;
  policies: PolicyDocument[];
  /** Seconds, 3600 to 43200. */
  maxSessionDuration: number;
  description?: string;
  tags?: Record<string, string>;
};
export type WorldOidcProvider = { arn: string; issuer: string; audiences: string[] };
export type WorldBucket = { name: string; accountId: string; objects: Record<string, string> };

/** Everything that the sandbox believes to exist. Plain JSON, so that it can be a file or a request body. */
export type World = {
  accounts: WorldAccount[];
  /** Of the accounts that have an `ouPath` and are of the management account's partition. */
  organization?: { managementAccountId: string };
  users: WorldUser[];
  roles: WorldRole[];
  oidcProviders?: WorldOidcProvider[];
  buckets?: WorldBucket[];
  /** The ARN of the role that instance metadata serves. */
  instanceProfileRole?: string;
  /** The ARN of the role that the container endpoint serves. */
  containerRole?: string;
};

/** A world that does not hold together. The message names the place, as in `roles[3].trust: …`. */
export class InvalidWorld extends Error {}

/** Checks a world read from JSON. Throws InvalidWorld. */
export function parseWorld(value: unknown): World {
  const world = record(value, "world");
  const accounts = list(world["accounts"], "accounts", parseAccount);
  const known = new Set(accounts.map((account) => account.id));
  const users = list(world["users"], "users", parseUser);
  const roles = list(world["roles"], "roles", parseRole);
  for (const { arn } of [...users, ...roles]) {
    if (!known.has(accountIdOf(arn)))
      throw new InvalidWorld(`${arn}: its account is not among the accounts.`);
  }
  const organization = world["organization"];
  return {
    accounts,
    ...(organization === undefined ? {} : { organization: parseOrganization(organization, accounts) }),
    users,
    roles,
    oidcProviders: list(world["oidcProviders"] ?? [], "oidcProviders", parseOidcProvider),
    buckets: list(world["buckets"] ?? [], "buckets", parseBucket),
    ...optionalArn(world, "instanceProfileRole"),
    ...optionalArn(world, "containerRole"),
  };
}

export function parseUser(value: unknown, at: string): WorldUser {
  const user = record(value, at);
  const devices = list(user["mfaDevices"] ?? [], `${at}.mfaDevices`, (item, path) => {
    const device = record(item, path);
    return {
      serialNumber: text(device["serialNumber"], `${path}.serialNumber`, /^[\w+=/:,.@-]{9,256}$/),
      seed: text(device["seed"], `${path}.seed`, /^[A-Z2-7]{16,}=*$/i),
    };
  });
  return {
    arn: text(user["arn"], `${at}.arn`, /^arn:aws[a-z-]*:iam::\d{12}:(user\/[\w+=,.@/-]+|root)$/),
    accessKeys: list(user["accessKeys"] ?? [], `${at}.accessKeys`, (item, path) => {
      const key = record(item, path);
      return {
        id: text(key["id"], `${path}.id`, /^AKIA[A-Z0-9]{12,124}$/),
        secret: text(key["secret"], `${path}.secret`, /^\S{16,}$/),
      };
    }),
    policies: list(user["policies"] ?? [], `${at}.policies`, policyOf("identity")),
    ...(devices.length > 0 ? { mfaDevices: devices } : {}),
  };
}

export function parseRole(value: unknown, at: string): WorldRole {
  const role = record(value, at);
  const seconds = role["maxSessionDuration"] ?? 3600;
  if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 3600 || seconds > 43200) {
    throw new InvalidWorld(`${at}.maxSessionDuration: must be 3600 to 43200 seconds.`);
  }
  return {
    arn: text(role["arn"], `${at}.arn`, /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/),
    trust: policyOf("trust")(role["trust"], `${at}.trust`),
    policies: list(role["policies"] ?? [], `${at}.policies`, policyOf("identity")),
    maxSessionDuration: seconds,
    ...(role["description"] === undefined
      ? {}
      : { description: text(role["description"], `${at}.description`, /^[^\n]{0,1000}$/) }),
    ...(role["tags"] === undefined ? {} : { tags: texts(role["tags"], `${at}.tags`) }),
  };
}

export function accountIdOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

export function partitionOf(arn: string): Partition {
  const name = arn.split(":")[1];
  return PARTITIONS.find((partition) => partition === name) ?? "aws";
}

/** A role's or user's own name: the last part of its ARN, without the path. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function parseAccount(value: unknown, at: string): WorldAccount {
  const account = record(value, at);
  const partition = PARTITIONS.find((name) => name === account["partition"]);
  if (!partition) throw new InvalidWorld(`${at}.partition: must be one of ${PARTITIONS.join(", ")}.`);
  return {
    id: text(account["id"], `${at}.id`, /^\d{12}$/),
    name: text(account["name"], `${at}.name`, /^.+$/),
    partition,
    ...(account["email"] === undefined ? {} : { email: text(account["email"], `${at}.email`, /^\S+@\S+$/) }),
    ...(account["ouPath"] === undefined
      ? {}
      : { ouPath: text(account["ouPath"], `${at}.ouPath`, /^\/$|^(\/[^/]+)+$/) }),
    ...(account["tags"] === undefined ? {} : { tags: texts(account["tags"], `${at}.tags`) }),
    ...(account["state"] === undefined ? {} : { state: parseState(account["state"], `${at}.state`) }),
  };
}

function parseState(value: unknown, at: string): AccountState {
  const state = ACCOUNT_STATES.find((name) => name === value);
  if (!state) throw new InvalidWorld(`${at}: must be one of ${ACCOUNT_STATES.join(", ")}.`);
  return state;
}

function parseOrganization(value: unknown, accounts: WorldAccount[]): { managementAccountId: string } {
  const { managementAccountId } = record(value, "organization");
  const account = accounts.find((item) => item.id === managementAccountId && item.ouPath !== undefined);
  if (!account)
    throw new InvalidWorld("organization.managementAccountId: must be an account with an ouPath.");
  return { managementAccountId: account.id };
}

function parseOidcProvider(value: unknown, at: string): WorldOidcProvider {
  const provider = record(value, at);
  return {
    arn: text(provider["arn"], `${at}.arn`, /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/.+$/),
    issuer: text(provider["issuer"], `${at}.issuer`, /^https?:\/\/[^\s?#]+$/),
    audiences: list(provider["audiences"], `${at}.audiences`, (item, path) => text(item, path, /^.+$/)),
  };
}

function parseBucket(value: unknown, at: string): WorldBucket {
  const bucket = record(value, at);
  return {
    name: text(bucket["name"], `${at}.name`, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    accountId: text(bucket["accountId"], `${at}.accountId`, /^\d{12}$/),
    objects: texts(bucket["objects"], `${at}.objects`),
  };
}

function policyOf(kind: "identity" | "trust"): (value: unknown, at: string) => PolicyDocument {
  return (value, at) => {
    try {
      return readPolicy(value, kind);
    } catch (error) {
      throw new InvalidWorld(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

function optionalArn<K extends string>(world: Record<string, unknown>, key: K): { [key in K]?: string } {
  if (world[key] === undefined) return {};
  const arn = text(world[key], key, /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/);
  // A single computed key is widened to an index signature, though its type is known here.
  return { [key]: arn } as { [key in K]?: string };
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (!isRecord(value)) throw new InvalidWorld(`${at}: must be an object.`);
  return value;
}

function list<T>(value: unknown, at: string, parse: (item: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new InvalidWorld(`${at}: must be a list.`);
  return value.map((item, i) => parse(item, `${at}[${i}]`));
}

function text(value: unknown, at: string, pattern: RegExp): string {
  if (typeof value !== "string" || !pattern.test(value)) {
    throw new InvalidWorld(`${at}: must be a text that matches ${pattern.source}.`);
  }
  return value;
}

function texts(value: unknown, at: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value, at)).map(([key, item]) => [key, text(item, `${at}.${key}`, /^[\s\S]*$/)]),
  );
}
