import Database from "better-sqlite3";

const held: { genkanWriterLock?: Database.Database } = globalThis as { genkanWriterLock?: Database.Database };

/**
 * Holds the right to be the one server of a SQLite file for as long as this process lives: an exclusive transaction
 * on a lock file beside it, which the operating system drops with the process. Readers such as the audit check are
 * not kept out.
 * @throws an error with code SQLITE_BUSY when another process holds it
 */
export function holdWriterLock(file: string): void {
  if (held.genkanWriterLock) return;
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  lock.pragma("journal_mode = DELETE");
  lock.exec("BEGIN EXCLUSIVE");
  held.genkanWriterLock = lock;
}
