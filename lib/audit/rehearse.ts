import type { Tx } from "#lib/db/client.ts";
import { transact } from "./transact.ts";

/**
 * Runs a callback in a transaction that is rolled back, with its audit events, and returns what it came to: a
 * preview that says exactly what the change itself would do.
 * @throws AppError as the callback threw it
 */
export async function rehearse<T extends object>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transact(async (tx): Promise<T> => {
      throw new Rehearsed(await work(tx));
    });
  } catch (error) {
    // Only the line above makes one, so that it holds what `work` came to.
    if (error instanceof Rehearsed) return error.result as T;
    throw error;
  }
}

class Rehearsed extends Error {
  readonly result: object;
  constructor(result: object) {
    super("a rehearsal is over");
    this.result = result;
  }
}
