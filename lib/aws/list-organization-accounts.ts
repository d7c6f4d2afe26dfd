import {
  type Account,
  type OrganizationsClient,
  paginateListAccounts,
  paginateListTagsForResource,
} from "@aws-sdk/client-organizations";
import { AppError } from "#lib/errors.ts";
import { isPartitionId, type PartitionId } from "#lib/partitions/partitions.ts";
import { atMostAtOnce } from "./at-most-at-once.ts";
import type { AwsSource } from "./aws-source.ts";
import { identify } from "./identify.ts";
import { withOrganizationsClient } from "./organizations-client.ts";
import { type ExtrasRead, readExtras } from "./read-extras.ts";
import { readUnits } from "./read-units.ts";
import { translateListError } from "./translate-list-error.ts";
import { withinDeadline } from "./within-deadline.ts";

const mostAtOnce = 5;
const mostAccounts = 20_000;

/** An account of an organization. `tags` and `ouPath` are absent where they could not be read. */
export type OrganizationAccount = {
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  name: string;
  email: string | null;
  state: "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";
  tags?: Readonly<Record<string, string>>;
  /** `/` for the root, `/Workloads/Production` for a unit. */
  ouPath?: string;
};

export type OrganizationListing = {
  accounts: readonly OrganizationAccount[];
  tags: ExtrasRead;
  ous: ExtrasRead;
  /** Whether there are more than 20,000, of which the rest is left out. */
  truncated: boolean;
};

/**
 * The accounts of a source's organization, with their tags and the path of their organizational unit as far as AWS
 * lets these be read before the deadline. The source is the management account's or a delegated administrator's.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 * @param input.isTagged accounts whose tags are known from earlier are asked about last, so that a large organization's
 *   come in a few turns
 * @throws AppError `aws_not_in_organization`, `aws_identity_policy_refused`, `aws_throttled`, `aws_timeout`,
 *   `aws_reply_invalid` and others of AWS's no as `aws_…`
 */
export async function listOrganizationAccounts(input: {
  source: AwsSource;
  isTagged?: (accountId: string) => boolean;
  deadline: AbortSignal;
}): Promise<OrganizationListing> {
  const { source, isTagged = () => false, deadline } = input;
  try {
    const { partition } = await identify(source, deadline);
    if (!isPartitionId(partition)) throw unfit("from a partition that the portal does not know");
    return await withOrganizationsClient(source, partition, (client) =>
      list(client, partition, isTagged, deadline),
    );
  } catch (error) {
    throw translateListError(error, deadline);
  }
}

async function list(
  client: OrganizationsClient,
  partition: PartitionId,
  isTagged: (accountId: string) => boolean,
  deadline: AbortSignal,
): Promise<OrganizationListing> {
  const gate = atMostAtOnce(mostAtOnce);
  const stop = new AbortController();
  const walking = readUnits(client, gate, AbortSignal.any([deadline, stop.signal]));
  const reading = gate(() => withinDeadline(readAccounts(client, partition, deadline), deadline));
  // Without accounts nobody needs the units.
  reading.catch(() => stop.abort());
  const { accounts, truncated } = await reading;
  const units = await walking;
  const tags = new Map<string, Record<string, string>>();
  const lastKnown = accounts.toSorted((a, b) => +isTagged(a.accountId) - +isTagged(b.accountId));
  const read = await readExtras(lastKnown, gate, deadline, async ({ accountId }) => {
    tags.set(accountId, await withinDeadline(readTags(client, accountId, deadline), deadline));
  });
  return {
    accounts: accounts.map((account) => {
      const ouPath = units.pathOf.get(account.accountId);
      const own = tags.get(account.accountId);
      return { ...account, ...(own && { tags: own }), ...(ouPath !== undefined && { ouPath }) };
    }),
    tags: read.state,
    ous: units.state,
    truncated,
  };
}

async function readAccounts(
  client: OrganizationsClient,
  partition: PartitionId,
  deadline: AbortSignal,
): Promise<{ accounts: OrganizationAccount[]; truncated: boolean }> {
  const accounts: OrganizationAccount[] = [];
  const pages = paginateListAccounts({ client, pageSize: 20, stopOnSameToken: true }, {}, heeding(deadline));
  for await (const { Accounts } of pages) {
    if (!Accounts) throw unfit("without a list of accounts");
    for (const account of Accounts) accounts.push(readAccount(account, partition));
    if (accounts.length > mostAccounts) return { accounts: accounts.slice(0, mostAccounts), truncated: true };
  }
  return { accounts, truncated: false };
}

function readAccount(account: Account, partition: PartitionId): OrganizationAccount {
  const { Id: accountId = "", Arn: arn = "", Name: name, Email: email } = account;
  if (!/^\d{12}$/.test(accountId) || arn.split(":")[1] !== partition)
    throw unfit("with an account that is none");
  // Status was retired in September 2026; an AWS of one's own may still say it and nothing else.
  const state = account.State ?? account.Status ?? "ACTIVE";
  return { partition, accountId, name: name?.trim() || accountId, email: email ?? null, state };
}

async function readTags(
  client: OrganizationsClient,
  accountId: string,
  deadline: AbortSignal,
): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  const asked = { ResourceId: accountId };
  for await (const { Tags } of paginateListTagsForResource({ client }, asked, heeding(deadline)))
    for (const { Key, Value } of Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? "";
  return tags;
}

function heeding(deadline: AbortSignal) {
  return { abortSignal: deadline };
}

function unfit(what: string): AppError {
  return new AppError("aws_reply_invalid", `AWS Organizations answered, but ${what}.`);
}
