import { AppError } from "#lib/errors.ts";
import { consoleUrl } from "#lib/partitions/console-url.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";

/**
 * The URL of the console page that a destination means; the console's home without one.
 * @throws AppError `destination_refused`
 */
export function landingPage(
  partition: PartitionId,
  region: string | null,
  destination: string | null,
): string {
  const landing = consoleUrl({ partition, region, destination });
  if (landing.ok) return landing.url;
  throw new AppError(
    "destination_refused",
    "A destination is a page of this partition's AWS console, such as /cloudwatch/home.",
    { details: { reason: landing.reason } },
  );
}
