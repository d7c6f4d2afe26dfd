import { checkDestination, type DestinationCheck } from "./check-destination.ts";
import type { PartitionId } from "./partitions.ts";

/**
 * The page of the AWS console that a sign-in lands on: the destination as `checkDestination` takes it, or without
 * one the console's home in that region. Always ok without a destination.
 */
export function consoleUrl(input: {
  partition: PartitionId;
  region: string | null;
  destination: string | null;
}): DestinationCheck {
  const { partition, region, destination } = input;
  return checkDestination(partition, destination ?? "/console/home", region);
}
