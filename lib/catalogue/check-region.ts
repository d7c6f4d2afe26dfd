import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import { isRegion } from "#lib/partitions/regions.ts";

/**
 * A region of the role's partition, or null for none.
 * @throws AppError `region_unknown`
 */
export function checkRegion(partition: PartitionId, region: string | null): string | null {
  if (region === null || isRegion(partition, region)) return region;
  throw new AppError("region_unknown", `That is not a region of the partition ${partition}.`, {
    details: { partition },
  });
}
