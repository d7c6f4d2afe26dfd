import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/**
 * Makes the reader of a client's address: the socket's, unless it is a configured proxy; then the last address in
 * X-Forwarded-For that is not one.
 * @param proxies addresses or CIDR ranges of trusted proxies
 */
export function clientAddressReader(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? "unknown");
    if (!isTrusted(peer)) return peer;
    const chain = String(request.headers["x-forwarded-for"] ?? "")
      .split(",")
      .map((part) => plain(part.trim()));
    for (const address of chain.reverse()) {
      if (isIP(address) === 0) return peer;
      if (!isTrusted(address)) return address;
    }
    return peer;
  };
}

/** IPv4 addresses come as `::ffff:127.0.0.1` on a dual-stack socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
