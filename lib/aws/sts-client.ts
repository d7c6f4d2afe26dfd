import { STSClient } from "@aws-sdk/client-sts";
import { env } from "#lib/env.ts";
import { type PartitionId, partitionOf, partitions } from "#lib/partitions/partitions.ts";
import { isRegion } from "#lib/partitions/regions.ts";
import type { AwsSource } from "./aws-source.ts";
import { readProfiles } from "./read-profiles.ts";
import { credentialsOf } from "./source-credentials.ts";
import { sourceMemory } from "./source-memory.ts";
import { watchClock } from "./watch-clock.ts";

const clients = sourceMemory<Map<string, STSClient>>();

/** `attempts` is 1 for what must not be sent twice. */
export type StsCall = { source: AwsSource; region: string; attempts: 1 | 2 };

/**
 * Does something with a client of STS. For a shared source there is one client for each region; for one person's own
 * session it lives as long as the work.
 */
export async function withStsClient<T>(
  { source, region, attempts }: StsCall,
  work: (client: STSClient) => Promise<T>,
): Promise<T> {
  const ofSource = clients.of(source, () => new Map());
  const key = `${region} ${attempts}`;
  let client = ofSource.get(key);
  if (!client) {
    const credentials = credentialsOf(source);
    client = new STSClient({ ...stsClientSettings, maxAttempts: attempts, region, credentials });
    watchClock(client);
    ofSource.set(key, client);
  }
  try {
    return await work(client);
  } finally {
    if (source.kind === "session") client.destroy();
  }
}

/** Settings of every client of STS: what hangs is given up, and one attempt more is made. */
export const stsClientSettings = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true },
};

/** The region to ask STS in about a role: the configured one where it is of that partition. */
export function stsRegion(partition: PartitionId): string {
  const configured = env().AWS_REGION;
  return configured && isRegion(partition, configured) ? configured : partitions[partition].stsRegion;
}

/** The region to ask STS in about a source itself: its own where it has one, else the configured one. */
export async function homeRegion(source: AwsSource): Promise<string> {
  if (source.kind === "session") return stsRegion(partitionOf(source.arn) ?? "aws");
  const ofProfile = source.kind === "profile" ? await profileRegion(source.profile) : undefined;
  return ofProfile ?? env().AWS_REGION ?? partitions.aws.stsRegion;
}

async function profileRegion(profile: string): Promise<string | undefined> {
  return (await readProfiles()).byName.get(profile)?.["region"];
}
