import { setImmediate as turn } from "node:timers/promises";
import type { Db, Tx } from "./client.ts";
import { insideTransaction, refuseInsideTransaction } from "./sqlite-adapter.ts";

type Job = {
  work: (tx: Tx) => Promise<unknown>;
  timeoutMs: number | null;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};

type Ran = { job: Job; tx: Tx; value: unknown };

/** The most callers that share one commit. */
const batchLimit = 64;
/** How long those who share one may take together. */
const timeoutMs = 10_000;

/**
 * Makes a function that runs callbacks in transactions, letting callers that wait at the same moment share one
 * commit: a durable commit costs a disk flush, and the audit chain orders writers anyway. One that throws undoes
 * only itself: then all of that commit run again, each under its own savepoint. Callbacks touch the database and
 * nothing else: they run again after a serialization failure too.
 *
 * @param client the database
 * @param finish runs last in each transaction with the callbacks that succeeded, in order; when it throws,
 *   nothing is committed and every caller is refused. It runs a statement, whatever there is to finish: PostgreSQL
 *   answers a COMMIT after a failed statement as if it were one, and rolls back
 * @param committed is told what `finish` came to, once that is committed
 * @returns a function that takes a callback, and a time in milliseconds for one that needs longer than others: such a
 *   one has a transaction to itself
 */
export function batchedTransactions<Finished>(
  client: () => Db,
  finish: (tx: Tx, succeeded: readonly Tx[]) => Promise<Finished>,
  committed: (finished: Finished) => void = () => undefined,
): <T>(work: (tx: Tx) => Promise<T>, longMs?: number) => Promise<T> {
  const queue: Job[] = [];
  let draining = false;

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    try {
      while (queue.length > 0) {
        await runBatch(nextBatch());
        await turn();
      }
    } finally {
      draining = false;
    }
  }

  /** One that takes long shares with nobody: the others would wait for it, and run again when it fails. */
  function nextBatch(): Job[] {
    const long = queue.findIndex((job) => job.timeoutMs !== null);
    return queue.splice(0, long < 0 ? batchLimit : Math.min(Math.max(long, 1), batchLimit));
  }

  async function runBatch(jobs: Job[]): Promise<void> {
    try {
      // Mostly nobody throws, and then savepoints are a waste.
      const ran = await commit(jobs, false).catch((error: unknown) => {
        if (error instanceof CallerThrew) return commit(jobs, true);
        throw error;
      });
      for (const { job, value } of ran) job.resolve(value);
    } catch (error) {
      if (isSerializationFailure(error)) for (const job of jobs) await runAlone(job);
      // The transaction itself failed. Trying for each caller again would make them wait for the same no in turn.
      else for (const job of jobs) job.reject(error);
    }
  }

  async function runAlone(job: Job): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const ran = await commit([job], false);
        return void ran[0]?.job.resolve(ran[0].value);
      } catch (error) {
        if (attempt >= 4 || !isSerializationFailure(error)) return void job.reject(error);
      }
    }
  }

  async function commit(jobs: Job[], guarded: boolean): Promise<Ran[]> {
    const failed: { job: Job; error: unknown }[] = [];
    const { done: ran, finished } = await client().$transaction(
      (raw) =>
        insideTransaction.run(true, async () => {
          const done: Ran[] = [];
          for (const job of jobs) {
            const tx = facet(raw);
            if (guarded) await raw.$executeRawUnsafe("SAVEPOINT caller");
            try {
              const value = await job.work(tx);
              done.push({ job, tx, value });
              if (guarded) await raw.$executeRawUnsafe("RELEASE SAVEPOINT caller");
            } catch (error) {
              if (jobs.length === 1 || isSerializationFailure(error)) throw error;
              if (!guarded) throw new CallerThrew();
              await raw.$executeRawUnsafe("ROLLBACK TO SAVEPOINT caller");
              failed.push({ job, error });
            }
          }
          const succeeded = done.map((entry) => entry.tx);
          const finished = await finish(raw, succeeded).catch((error: unknown) => {
            if (jobs.length > 1 && !guarded && isAborted(error)) throw new CallerThrew();
            throw error;
          });
          return { done, finished };
        }),
      { maxWait: 5000, timeout: jobs[0]?.timeoutMs ?? timeoutMs },
    );
    committed(finished);
    for (const { job, error } of failed) job.reject(error);
    return ran;
  }

  return <T>(work: (tx: Tx) => Promise<T>, longMs?: number) =>
    new Promise<T>((resolve, reject) => {
      refuseInsideTransaction();
      queue.push({ work, timeoutMs: longMs ?? null, resolve: (value) => resolve(value as T), reject });
      // SQLite commits without letting anyone in between: first let all come who wait on a socket already.
      if (queue.length === 1) void turn().then(drain);
    });
}

/** The transaction under an identity of its own, so that each caller's audit events can be told apart. */
function facet(raw: Tx): Tx {
  return new Proxy(raw, {});
}

/** One of several callers threw: nothing is committed, and all run again under savepoints. */
class CallerThrew extends Error {}

/** SQLSTATE 25P02: a caller caught the failure of a statement, which PostgreSQL answers by refusing all further ones. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && /\b25P02\b|current transaction is aborted/.test(error.message);
}

/** SQLSTATE 40001 and 40P01: run it again, https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html */
function isSerializationFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === "P2034") return true;
  return /\b(40001|40P01|deadlock detected|could not serialize)\b/.test(error.message);
}
