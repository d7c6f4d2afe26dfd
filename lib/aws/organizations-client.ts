import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { type PartitionId, partitions } from "#lib/partitions/partitions.ts";
import type { AwsSource } from "./aws-source.ts";
import { credentialsOf } from "./source-credentials.ts";
import { sourceMemory } from "./source-memory.ts";

const clients = sourceMemory<Map<PartitionId, OrganizationsClient>>();

/**
 * Does something with a client of Organizations. For a shared source there is one client for each partition; for one
 * person's own session it lives as long as the work.
 */
export async function withOrganizationsClient<T>(
  source: AwsSource,
  partition: PartitionId,
  work: (client: OrganizationsClient) => Promise<T>,
): Promise<T> {
  const ofSource = clients.of(source, () => new Map());
  let client = ofSource.get(partition);
  if (!client) {
    client = new OrganizationsClient({
      // One endpoint for each partition, whatever region of it is named.
      region: partitions[partition].stsRegion,
      credentials: credentialsOf(source),
      // A few requests a second are all that an organization is given.
      maxAttempts: 6,
      requestHandler: { connectionTimeout: 2000, requestTimeout: 8000, throwOnRequestTimeout: true },
    });
    ofSource.set(partition, client);
  }
  try {
    return await work(client);
  } finally {
    if (source.kind === "session") client.destroy();
  }
}
