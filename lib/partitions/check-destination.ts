import { isHostOrRegional } from "./is-host-or-regional.ts";
import { type PartitionId, partitions } from "./partitions.ts";
import { findRegion, isRegion } from "./regions.ts";

export type DestinationRefusal =
  | "destination_malformed"
  | "destination_too_long"
  | "destination_not_https"
  | "destination_has_userinfo"
  | "destination_has_port"
  | "destination_host_not_console";

export type DestinationCheck = { ok: true; url: string } | { ok: false; reason: DestinationRefusal };

/** The longest destination in characters, before and after it is written out in full. */
export const destinationMaxLength = 1000;

/**
 * Turns what someone typed or pasted into the console URL to land on, or says why not. Takes
 * - an https URL whose host is exactly the partition's console, a region's, or one of few services' own; the
 *   `<account>-<id>.` that a multi-session browser puts before the host is dropped, since it is another sign-in's;
 * - a path: `/cloudwatch/home`;
 * - a service: `ec2`.
 *
 * With a region, a destination that names none is given it. The URL is written anew from its parsed parts, so it
 * holds nothing that was not checked; giving it in again gives it back.
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/multisession.html
 */
export function checkDestination(
  partition: PartitionId,
  value: string,
  region: string | null = null,
): DestinationCheck {
  const text = value.trim();
  if (text.length > destinationMaxLength) return refuse("destination_too_long");
  // URL parsers drop tabs and newlines and read \ as /: what is not there cannot be read in two ways.
  if (text === "" || /[\s\\\p{C}]/u.test(text)) return refuse("destination_malformed");
  const url = parse(absolute(partition, text, region));
  if (url === null) return refuse("destination_malformed");
  if (url.protocol !== "https:") return refuse("destination_not_https");
  if (url.username !== "" || url.password !== "") return refuse("destination_has_userinfo");
  if (url.port !== "") return refuse("destination_has_port");
  url.hostname = url.hostname.replace(/^\d{12}-[a-z0-9]{4,32}\./, "");
  if (!isConsoleHost(partition, url.hostname)) return refuse("destination_host_not_console");
  addRegion(partition, url, region);
  return url.href.length > destinationMaxLength
    ? refuse("destination_too_long")
    : { ok: true, url: url.href };
}

/** `https://host` of the console: the region's own where it is a known one, else the partition's. */
export function consoleOrigin(partition: PartitionId, region: string | null): string {
  const { consoleHost, hasGlobalHosts, stsRegion } = partitions[partition];
  const known = region !== null && findRegion(region)?.partition === partition ? region : null;
  const prefix = known ?? (hasGlobalHosts ? null : stsRegion);
  return `https://${prefix === null ? "" : `${prefix}.`}${consoleHost}`;
}

const serviceHosts = new Set(["s3", "support", "health"]);

// Services whose console path is not their name.
const servicePaths: Record<string, string> = {
  cfn: "cloudformation",
  cw: "cloudwatch",
  dynamodb: "dynamodbv2",
  eventbridge: "events",
  sfn: "states",
  sns: "sns/v3",
  sqs: "sqs/v3",
  ssm: "systems-manager",
  stepfunctions: "states",
};

function absolute(partition: PartitionId, text: string, region: string | null): string {
  if (/^\/(?!\/)/.test(text)) return `${consoleOrigin(partition, region)}${text}`;
  if (/^[a-z][a-z0-9-]{0,63}$/.test(text)) {
    const path = Object.hasOwn(servicePaths, text) ? servicePaths[text] : text;
    return `${consoleOrigin(partition, region)}/${path}/home`;
  }
  return text;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isConsoleHost(partition: PartitionId, host: string): boolean {
  const { consoleHost } = partitions[partition];
  if (isHostOrRegional(partition, host, consoleHost)) return true;
  return host.endsWith(`.${consoleHost}`) && serviceHosts.has(host.slice(0, -(consoleHost.length + 1)));
}

function addRegion(partition: PartitionId, url: URL, region: string | null): void {
  if (region === null || !isRegion(partition, region) || url.searchParams.has("region")) return;
  const hostRegion = url.hostname.split(".", 1)[0] ?? "";
  const chosen = isRegion(partition, hostRegion) ? hostRegion : region;
  // Not searchParams.set: that would write the whole query anew, and consoles read theirs in their own ways.
  url.search = url.search === "" ? `?region=${chosen}` : `${url.search}&region=${chosen}`;
}

function refuse(reason: DestinationRefusal): DestinationCheck {
  return { ok: false, reason };
}
