import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from "@aws-sdk/client-sts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { type PartitionId, partitions } from "#lib/partitions/partitions.ts";
import { isRegion } from "#lib/partitions/regions.ts";
import { requireSource, sourceCredentials } from "./source-credentials.ts";
import { translateAwsError } from "./translate-aws-error.ts";
import { watchClock } from "./watch-clock.ts";

/** What STS is asked for. */
export type AssumeRoleInput = {
  roleArn: string;
  partition: PartitionId;
  accountId: string;
  sessionName: string;
  sourceIdentity: string | null;
  externalId: string | null;
  durationSeconds: number;
  deadline: AbortSignal;
};

/** A role session: in this process only, and only until it is answered. */
export type RoleSession = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
  assumedRoleArn: string;
  awsRequestId: string;
  durationSeconds: number;
  /** True when the source is a role session itself. */
  chained: boolean;
};

/** STS calls under way at once, over all people; more than this means that STS is not answering. */
const mostUnderWay = 128;
let underWay = 0;

const chainingLimitSeconds = 3600;

/**
 * Assumes a role with the portal's identity.
 * @throws AppError whose code is AWS's no (`aws_…`), or `portal_busy`
 */
export async function assumeRole(input: AssumeRoleInput): Promise<RoleSession> {
  if (underWay >= mostUnderWay)
    throw new AppError("portal_busy", "Too many requests to AWS STS are under way. Try again shortly.");
  underWay += 1;
  try {
    const { temporary } = await requireSource(input.deadline);
    const durationSeconds = temporary
      ? Math.min(input.durationSeconds, chainingLimitSeconds)
      : input.durationSeconds;
    const output = await stsClient(stsRegion(input.partition)).send(
      new AssumeRoleCommand({
        RoleArn: input.roleArn,
        RoleSessionName: input.sessionName,
        DurationSeconds: durationSeconds,
        ...(input.externalId !== null && { ExternalId: input.externalId }),
        ...(input.sourceIdentity !== null && { SourceIdentity: input.sourceIdentity }),
      }),
      { abortSignal: input.deadline },
    );
    return { ...checkReply(output, input, durationSeconds), durationSeconds, chained: temporary };
  } catch (error) {
    if (input.deadline.aborted)
      throw new AppError("aws_timeout", "AWS STS did not answer in time. Try again; nothing was issued.");
    throw translateAwsError(error, { roleArn: input.roleArn });
  } finally {
    underWay -= 1;
  }
}

const clients = new Map<string, STSClient>();

function stsClient(region: string): STSClient {
  let client = clients.get(region);
  if (!client) {
    client = new STSClient({
      region,
      credentials: sourceCredentials(),
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true },
    });
    watchClock(client);
    clients.set(region, client);
  }
  return client;
}

function stsRegion(partition: PartitionId): string {
  const configured = env().AWS_REGION;
  return configured && isRegion(partition, configured) ? configured : partitions[partition].stsRegion;
}

/** STS's answer is believed only as far as it fits the question. */
function checkReply(output: AssumeRoleCommandOutput, input: AssumeRoleInput, durationSeconds: number) {
  const refuse = (what: string) =>
    new AppError("aws_reply_invalid", `AWS STS answered, but ${what}. Nothing was issued.`);
  const { Credentials: credentials, AssumedRoleUser: user } = output;
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = credentials ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw refuse("without credentials");
  const expiresAt = credentials?.Expiration;
  if (!expiresAt || Number.isNaN(expiresAt.getTime())) throw refuse("without an expiry");
  const left = expiresAt.getTime() - Date.now();
  if (left <= 0) throw refuse("the credentials have expired already");
  if (left > (durationSeconds + 900) * 1000) throw refuse("the credentials last longer than asked for");
  const assumedRoleArn = user?.Arn ?? "";
  const [, partition, , , accountId] = assumedRoleArn.split(":");
  if (accountId !== input.accountId || partition !== input.partition)
    throw refuse("for another account than asked for");
  if (!assumedRoleArn.endsWith(`/${input.sessionName}`))
    throw refuse("for another session name than asked for");
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    assumedRoleArn,
    awsRequestId: output.$metadata.requestId ?? "",
  };
}
