import type { RequestOrigin } from "./viewer.ts";

/** The headers that the server's gate sets after it dropped any that came in. */
export const gateHeaders = { requestId: "x-genkan-request-id", address: "x-genkan-address" } as const;

/** Who is asking, from the headers that the gate vouches for. */
export function requestOrigin(headers: Headers): RequestOrigin {
  return {
    requestId: headers.get(gateHeaders.requestId) ?? "none",
    address: headers.get(gateHeaders.address) ?? "unknown",
    userAgent: headers.get("user-agent") ?? "",
  };
}
