import type { PartitionId } from "./partitions.ts";
import { isRegion } from "./regions.ts";

/** True when the host is exactly `base`, or `<region>.<base>` with a region of the partition. */
export function isHostOrRegional(partition: PartitionId, host: string, base: string): boolean {
  if (host === base) return true;
  return host.endsWith(`.${base}`) && isRegion(partition, host.slice(0, -(base.length + 1)));
}
