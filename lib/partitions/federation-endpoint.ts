import { isHostOrRegional } from "./is-host-or-regional.ts";
import { type PartitionId, partitionIds, partitions } from "./partitions.ts";
import { findRegion } from "./regions.ts";

/**
 * The https URL of the sign-in service's /federation, for `getSigninToken` and then for `login`: a token is good at
 * the host that gave it. The region's own host where AWS lists one, so that signing in does not hang on us-east-1;
 * else the partition's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export function federationEndpoint(partition: PartitionId, region: string | null): string {
  return `https://${signinHost(partition, region)}/federation`;
}

/** The partition whose sign-in service a host name belongs to, with or without a region before it; else null. */
export function partitionOfSigninHost(host: string): PartitionId | null {
  return partitionIds.find((id) => isHostOrRegional(id, host, partitions[id].signinHost)) ?? null;
}

// As listed in https://docs.aws.amazon.com/general/latest/gr/signin-service.html, these and China have no host
// of their own; the two that are announced but not open yet are not listed at all.
const withoutOwnHost = new Set([
  "us-east-1",
  "us-gov-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "me-west-1",
  "sa-west-1",
]);

function signinHost(partition: PartitionId, region: string | null): string {
  const { signinHost, hasGlobalHosts, stsRegion } = partitions[partition];
  if (region !== null && findRegion(region)?.partition === partition && !withoutOwnHost.has(region)) {
    return `${region}.${signinHost}`;
  }
  return hasGlobalHosts ? signinHost : `${stsRegion}.${signinHost}`;
}
