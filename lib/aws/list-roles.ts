import { type IAMClient, paginateListRoles, paginateListRoleTags, type Role } from "@aws-sdk/client-iam";
import { AppError } from "#lib/errors.ts";
import { isPartitionId, type PartitionId } from "#lib/partitions/partitions.ts";
import { atMostAtOnce } from "./at-most-at-once.ts";
import type { AwsSource } from "./aws-source.ts";
import { withIamClient } from "./iam-client.ts";
import { identify } from "./identify.ts";
import { type ExtrasRead, readExtras } from "./read-extras.ts";
import { translateListError } from "./translate-list-error.ts";
import { withinDeadline } from "./within-deadline.ts";

const mostAtOnce = 5;
const mostRoles = 20_000;

/** A role of an account. `tags` are absent where they were not asked for or could not be read. */
export type ListedRole = {
  arn: string;
  name: string;
  /** `/` or `/teams/web/`. */
  path: string;
  description: string;
  maxSessionDurationSeconds: number;
  tags?: Readonly<Record<string, string>>;
};

export type RoleListing = {
  partition: PartitionId;
  /** Twelve digits: whose roles these are. */
  accountId: string;
  roles: readonly ListedRole[];
  /** Roles that nobody could assume by the portal: AWS services' own, and those of IAM Identity Center. */
  leftOut: { serviceLinked: number; identityCenter: number };
  tags: ExtrasRead | "not_asked";
  /** Whether there are more than 20,000, of which the rest is left out. */
  truncated: boolean;
};

/**
 * The IAM roles of a source's own account. IAM tells tags role by role, so they are read only when asked for.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 * @param input.pathPrefix `/` or as `/teams/`
 * @param input.isWanted what to leave out before any tags are read
 * @param input.tags `needed` where a listing without all tags is of no use
 * @throws AppError `aws_identity_policy_refused`, `aws_throttled`, `aws_timeout`, `aws_reply_invalid` and others of
 *   AWS's no as `aws_…`
 */
export async function listRoles(input: {
  source: AwsSource;
  pathPrefix: string;
  isWanted: (role: ListedRole) => boolean;
  tags: "no" | "welcome" | "needed";
  deadline: AbortSignal;
}): Promise<RoleListing> {
  const { source, deadline } = input;
  try {
    const { partition, accountId } = await identify(source, deadline);
    if (!isPartitionId(partition)) throw unfit("from a partition that the portal does not know");
    return await withIamClient({ source, partition, attempts: 6 }, async (client) => {
      const reading = readRoles(
        client,
        input.pathPrefix,
        `arn:${partition}:iam::${accountId}:role/`,
        deadline,
      );
      const { roles: all, ...rest } = await withinDeadline(reading, deadline);
      const wanted = all.filter(input.isWanted);
      const { roles, tags } =
        input.tags === "no"
          ? { roles: wanted, tags: "not_asked" as const }
          : await withTags(client, wanted, input.tags === "needed", deadline);
      return { partition, accountId, roles, tags, ...rest };
    });
  } catch (error) {
    throw translateListError(error, deadline);
  }
}

async function readRoles(client: IAMClient, PathPrefix: string, arnPrefix: string, deadline: AbortSignal) {
  const roles: ListedRole[] = [];
  const leftOut = { serviceLinked: 0, identityCenter: 0 };
  const pages = paginateListRoles(
    { client, pageSize: 1000, stopOnSameToken: true },
    { PathPrefix },
    { abortSignal: deadline },
  );
  for await (const { Roles } of pages) {
    if (!Roles) throw unfit("without a list of roles");
    for (const role of Roles) {
      const read = readRole(role, arnPrefix);
      if (read.path.startsWith("/aws-service-role/")) leftOut.serviceLinked += 1;
      else if (read.path.startsWith("/aws-reserved/")) leftOut.identityCenter += 1;
      else roles.push(read);
    }
    if (roles.length > mostRoles) return { roles: roles.slice(0, mostRoles), leftOut, truncated: true };
  }
  return { roles, leftOut, truncated: false };
}

function readRole(role: Role, arnPrefix: string): ListedRole {
  const { Arn: arn = "", Path: path = "/", RoleName: name = "" } = role;
  if (!arn.startsWith(arnPrefix) || !arn.endsWith(`/${name}`) || name === "")
    throw unfit("with a role that is none of the account");
  return {
    arn,
    name,
    path,
    description: role.Description ?? "",
    maxSessionDurationSeconds: role.MaxSessionDuration ?? 3600,
  };
}

async function withTags(
  client: IAMClient,
  roles: readonly ListedRole[],
  needed: boolean,
  deadline: AbortSignal,
): Promise<{ roles: ListedRole[]; tags: ExtrasRead }> {
  const tagsOf = new Map<string, Record<string, string>>();
  const read = await readExtras(roles, atMostAtOnce(mostAtOnce), deadline, async ({ arn, name }) => {
    tagsOf.set(arn, await withinDeadline(readTags(client, name, deadline), deadline));
  });
  if (needed && read.state !== "complete")
    throw read.error ?? new AppError("aws_timeout", "AWS did not answer in time. Try again.");
  const tagged = roles.map((role) => {
    const tags = tagsOf.get(role.arn);
    return { ...role, ...(tags && { tags }) };
  });
  return { roles: tagged, tags: read.state };
}

async function readTags(client: IAMClient, RoleName: string, deadline: AbortSignal) {
  const tags: Record<string, string> = {};
  for await (const { Tags } of paginateListRoleTags({ client }, { RoleName }, { abortSignal: deadline }))
    for (const { Key, Value } of Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? "";
  return tags;
}

function unfit(what: string): AppError {
  return new AppError("aws_reply_invalid", `AWS IAM answered, but ${what}.`);
}
