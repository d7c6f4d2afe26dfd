import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { clientAddressReader } from "./client-address.ts";

/** Only the two fields that the reader looks at. */
function request(remoteAddress: string | undefined, forwardedFor?: string): IncomingMessage {
  const fields: object = {
    socket: { remoteAddress },
    headers: forwardedFor ? { "x-forwarded-for": forwardedFor } : {},
  };
  return fields as IncomingMessage;
}

test.each([
  ["no proxy is trusted unless configured", [], "10.0.0.1", "203.0.113.9", "10.0.0.1"],
  ["a peer that is no proxy is not believed", ["10.0.0.0/8"], "192.0.2.7", "203.0.113.9", "192.0.2.7"],
  ["a proxy's word counts", ["10.0.0.0/8"], "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["what a client put before it does not", ["10.0.0.0/8"], "10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
  [
    "proxies behind proxies are passed over",
    ["10.0.0.0/8"],
    "10.0.0.1",
    "1.1.1.1, 203.0.113.9, 10.2.2.2",
    "203.0.113.9",
  ],
  ["only proxies: the peer", ["10.0.0.0/8"], "10.0.0.1", "10.3.3.3", "10.0.0.1"],
  ["no header: the peer", ["10.0.0.0/8"], "10.0.0.1", undefined, "10.0.0.1"],
  ["garbage: the peer", ["10.0.0.0/8"], "10.0.0.1", "203.0.113.9, <script>", "10.0.0.1"],
  ["garbage before a good one", ["10.0.0.0/8"], "10.0.0.1", "<script>, 203.0.113.9", "203.0.113.9"],
  ["IPv4 in IPv6", ["10.0.0.0/8"], "::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
  ["IPv6", ["fd00::/8"], "fd00::1", "2001:db8::9", "2001:db8::9"],
  ["a single address", ["10.0.0.1"], "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["its neighbour", ["10.0.0.1"], "10.0.0.2", "203.0.113.9", "10.0.0.2"],
  ["a socket that is gone", ["10.0.0.0/8"], undefined, "203.0.113.9", "unknown"],
] as const)("%s", (_name, proxies, peer, forwardedFor, expected) => {
  expect(clientAddressReader(proxies)(request(peer, forwardedFor))).toBe(expected);
});
