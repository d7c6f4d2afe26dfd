import { IAMClient } from "@aws-sdk/client-iam";
import { type PartitionId, partitions } from "#lib/partitions/partitions.ts";
import type { AwsSource } from "./aws-source.ts";
import { credentialsOf } from "./source-credentials.ts";
import { sourceMemory } from "./source-memory.ts";

const clients = sourceMemory<Map<string, IAMClient>>();

/** `attempts` is more than 2 for what asks page after page, which IAM throttles. */
export type IamCall = { source: AwsSource; partition: PartitionId; attempts: 2 | 6 };

/**
 * Does something with a client of IAM. For a shared source there is one client for each partition; for one person's
 * own session it lives as long as the work.
 */
export async function withIamClient<T>(
  { source, partition, attempts }: IamCall,
  work: (client: IAMClient) => Promise<T>,
): Promise<T> {
  const ofSource = clients.of(source, () => new Map());
  const key = `${partition} ${attempts}`;
  let client = ofSource.get(key);
  if (!client) {
    client = new IAMClient({
      // IAM has one endpoint for each partition, in the region that STS is asked in too.
      region: partitions[partition].stsRegion,
      credentials: credentialsOf(source),
      maxAttempts: attempts,
      requestHandler: { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true },
    });
    ofSource.set(key, client);
  }
  try {
    return await work(client);
  } finally {
    if (source.kind === "session") client.destroy();
  }
}
