import { expect, test } from "vitest";
import { addressBlock } from "./address-block.ts";

test.each([
  ["IPv4 is itself", "203.0.113.9", "203.0.113.9"],
  ["IPv4 in IPv6 is IPv4", "::ffff:203.0.113.9", "203.0.113.9"],
  ["in hexadecimal too", "::ffff:cb00:7109", "203.0.113.9"],
  ["and written in full", "0:0:0:0:0:FFFF:203.0.113.9", "203.0.113.9"],
  ["translated IPv4 is IPv4", "64:ff9b::203.0.113.9", "203.0.113.9"],
  ["the rest of IPv6 is its /64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["another address of it is the same", "2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["however it is abbreviated", "2001:0db8:0001:0002:0::", "2001:db8:1:2::/64"],
  ["zeros may stand in it", "2001:db8::1", "2001:db8:0:0::/64"],
  ["the next one is another", "2001:db8:1:3::9", "2001:db8:1:3::/64"],
  ["the loopback is one", "::1", "0:0:0:0::/64"],
  ["a zone is no part of it", "fe80::1%eth0", "fe80:0:0:0::/64"],
  ["what is no address stays", "unknown", "unknown"],
])("%s", (_name, address, expected) => {
  expect(addressBlock(address)).toBe(expected);
});
