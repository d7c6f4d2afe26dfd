import type { AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";

/** A role session: in this process only, and only until it is answered. */
export type RoleSession = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
  assumedRoleArn: string;
  awsRequestId: string;
  /** As it was asked for. */
  durationSeconds: number;
  /** How much of the space for session policies and tags is used; null where AWS does not say. */
  packedPolicyPercent: number | null;
};

type Reply = Pick<
  AssumeRoleCommandOutput,
  "Credentials" | "AssumedRoleUser" | "PackedPolicySize" | "$metadata"
>;

/** What the answer has to fit. */
export type AskedOfSts = {
  partition: PartitionId;
  accountId: string;
  sessionName: string;
  durationSeconds: number;
};

/**
 * STS's answer is believed only as far as it fits the question.
 * @throws AppError `aws_reply_invalid`
 */
export function checkStsReply(reply: Reply, asked: AskedOfSts): RoleSession {
  const keys = checkStsCredentials(reply.Credentials, asked.durationSeconds);
  const assumedRoleArn = reply.AssumedRoleUser?.Arn ?? "";
  const [, partition, , , accountId] = assumedRoleArn.split(":");
  if (accountId !== asked.accountId || partition !== asked.partition)
    throw unfit("for another account than asked for");
  if (!assumedRoleArn.endsWith(`/${asked.sessionName}`))
    throw unfit("for another session name than asked for");
  return {
    ...keys,
    assumedRoleArn,
    awsRequestId: reply.$metadata.requestId ?? "",
    durationSeconds: asked.durationSeconds,
    packedPolicyPercent: reply.PackedPolicySize ?? null,
  };
}

/**
 * The credentials of an answer, if they are any and last no longer than asked for.
 * @throws AppError `aws_reply_invalid`
 */
export function checkStsCredentials(credentials: Reply["Credentials"], durationSeconds: number) {
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiresAt,
  } = credentials ?? {};
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw unfit("without credentials");
  if (!expiresAt || Number.isNaN(expiresAt.getTime())) throw unfit("without an expiry");
  const left = expiresAt.getTime() - Date.now();
  if (left <= 0) throw unfit("the credentials have expired already");
  if (left > (durationSeconds + 900) * 1000) throw unfit("the credentials last longer than asked for");
  return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
}

function unfit(what: string): AppError {
  return new AppError("aws_reply_invalid", `AWS STS answered, but ${what}. Nothing was issued.`);
}
