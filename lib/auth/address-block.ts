import { isIPv6 } from "node:net";

/**
 * What attempts from an address are counted by: an IPv4 address is itself, of IPv6 the first 64 bits, because one
 * subscriber has at least that many addresses, https://www.rfc-editor.org/rfc/rfc6177. IPv4 inside of IPv6, mapped or
 * translated (https://www.rfc-editor.org/rfc/rfc6052), is IPv4.
 * @param address as the gate found it; what is no address is returned as it is
 */
export function addressBlock(address: string): string {
  const bare = address.split("%")[0] ?? "";
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  const prefix = groups.slice(0, 6).join(":");
  if (prefix === "0:0:0:0:0:ffff" || prefix === "64:ff9b:0:0:0:0")
    return groups
      .slice(6)
      .map((group) => Number.parseInt(group, 16))
      .map((group) => `${group >> 8}.${group & 255}`)
      .join(".");
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The eight groups of an IPv6 address, in lower case without leading zeros: a URL has it in its one short form. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [before, after] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array<string>(missing).fill("0"), ...(after ?? [])];
}
