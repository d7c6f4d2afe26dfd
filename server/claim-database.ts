import { dirname } from "node:path";
import { providerOf } from "#lib/db/client.ts";
import { makeFolder } from "#lib/db/make-folder.ts";
import { holdWriterLock } from "#lib/db/writer-lock.ts";
import { StartError } from "./start-error.ts";

/**
 * Makes this process the only one that writes to a SQLite file, for as long as it lives. PostgreSQL takes any number.
 * @throws StartError when another has it, or the folder cannot be written
 */
export function claimDatabase(url: string): void {
  if (providerOf(url) !== "sqlite") return;
  const file = url.slice("file:".length);
  try {
    makeFolder(dirname(file));
    holdWriterLock(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "SQLITE_BUSY")
      throw new StartError(
        `Another server is using ${file}. One server may use a SQLite file; stop the other one.`,
      );
    throw new StartError(`The database folder ${dirname(file)} cannot be written (${code || "unknown"}).`);
  }
}
