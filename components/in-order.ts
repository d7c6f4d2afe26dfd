const lastOf = new Map<string, Promise<unknown>>();

/**
 * Begins `run` when what was begun before under the same name has ended, however it ended; or when the page is left,
 * because then nothing begins any more later.
 * @returns what `run` returns, or its rejection
 */
export function inOrder<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const before = lastOf.get(name);
  const mine = before === undefined ? run() : Promise.race([before, pageLeft()]).then(run, run);
  lastOf.set(name, mine);
  const forget = () => {
    if (lastOf.get(name) === mine) lastOf.delete(name);
  };
  mine.then(forget, forget);
  return mine;
}

const pageLeft = () =>
  new Promise<void>((resolve) => addEventListener("pagehide", () => resolve(), { once: true }));
