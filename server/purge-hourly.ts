import { purgeStale } from "#lib/auth/purge-stale.ts";
import { purgeStaleClients } from "#lib/clients/purge-stale-clients.ts";
import { log } from "#lib/log.ts";

/**
 * Purges what is stale now and every hour, one run at a time. A run that fails is told in the log, and the next one
 * does its work.
 * @returns `stop`, which resolves once nothing of it runs any more
 */
export function purgeHourly(everyMs = 3_600_000): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  const start = () => {
    running ??= purge(stopping.signal).finally(() => {
      running = null;
    });
  };
  const timer = setInterval(start, everyMs).unref();
  start();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

async function purge(stopping: AbortSignal): Promise<void> {
  try {
    const { counters, mfaSessions } = await purgeStale(stopping);
    if (counters + mfaSessions > 0)
      log({ event: "stale.purged", detail: `${counters} counters, ${mfaSessions} MFA sessions` });
    const { tokens, codes, signIns, registrations } = await purgeStaleClients(stopping);
    if (tokens + codes + signIns + registrations > 0)
      log({
        event: "stale.purged",
        detail: `of AWS clients ${tokens} tokens, ${codes} codes, ${signIns} sign-ins, ${registrations} registrations`,
      });
  } catch (error) {
    log({ event: "stale.purge_failed", errorName: error instanceof Error ? error.name : "unknown" });
  }
}
