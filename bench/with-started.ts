type Stoppable = { stop: () => Promise<void> };
/** Remembers what was started, so that it is stopped at the end. */
export type Keep = <T extends Stoppable>(started: T) => T;

/** Runs a benchmark, then stops what it started, last first; also when it fails or is interrupted. */
export async function withStarted(run: (keep: Keep) => Promise<void>): Promise<void> {
  const started: Stoppable[] = [];
  const stopAll = async () => {
    for (const one of started.splice(0)) await one.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stopAll().finally(() => process.exit(1)));
  try {
    await run((one) => {
      started.unshift(one);
      return one;
    });
  } finally {
    await stopAll();
  }
}
