import type { STSClient } from "@aws-sdk/client-sts";
import { log } from "#lib/log.ts";

/** AWS refuses signatures that are off by more; long before that somebody should know. */
const worthTellingSeconds = 30;
const tellEveryMs = 60 * 60_000;
let toldAt = 0;

/** Compares the Date of STS's answers with this clock, and logs a difference over 30 seconds once an hour. */
export function watchClock(client: STSClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const skew = skewSeconds(result.response, Date.now());
      if (Math.abs(skew) > worthTellingSeconds && Date.now() - toldAt > tellEveryMs) {
        toldAt = Date.now();
        log({ event: "aws.clock_skew", outcome: "warning", detail: `STS's clock differs by ${skew} s` });
      }
      return result;
    },
    { step: "deserialize", name: "watchClock" },
  );
}

/** Seconds that the answer's Date is ahead of this clock; 0 when it has none. */
export function skewSeconds(response: unknown, nowMs: number): number {
  if (response === null || typeof response !== "object" || !("headers" in response)) return 0;
  const { headers } = response;
  if (headers === null || typeof headers !== "object" || !("date" in headers)) return 0;
  const at = Date.parse(String(headers.date));
  return Number.isNaN(at) ? 0 : Math.round((at - nowMs) / 1000);
}
