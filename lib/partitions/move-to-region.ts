import { type PartitionId, partitions } from "./partitions.ts";
import { isRegion } from "./regions.ts";

/**
 * The same console page in another region: in its host where that is a region's own, and in its `region` parameter.
 * @param href a destination as `checkDestination` gives it
 */
export function moveToRegion(partition: PartitionId, href: string, region: string): string {
  const url = new URL(href);
  const [prefix = ""] = url.hostname.split(".", 1);
  if (isRegion(partition, prefix)) url.hostname = `${region}.${partitions[partition].consoleHost}`;
  // Not searchParams.set: that would write the whole query anew, and consoles read theirs in their own ways.
  url.search = url.search.replace(/(?<=[?&]region=)[^&]*/, region);
  return url.href;
}
