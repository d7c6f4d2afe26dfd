// npm run sign-ins:end: ends every open sign-in of everybody, with an event in the audit log. Part of restoring a
// backup, which brings back the sign-ins that were ended since. On SQLite the server must be stopped.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { endAllSignIns } from "#lib/auth/end-all-sign-ins.ts";
import { disconnect, providerOf } from "#lib/db/client.ts";
import { EnvError, env } from "#lib/env.ts";
import { isAppError } from "#lib/errors.ts";
import { claimDatabase } from "../server/claim-database.ts";
import { prepareDatabase } from "../server/prepare-database.ts";
import { StartError } from "../server/start-error.ts";

async function main(): Promise<void> {
  process.umask(0o077);
  const { DATABASE_URL } = env();
  // A mistyped path would be a new, empty database with nobody in it.
  if (providerOf(DATABASE_URL) === "sqlite" && !existsSync(DATABASE_URL.slice("file:".length)))
    throw new StartError("DATABASE_URL names a file that does not exist.");
  claimDatabase(DATABASE_URL);
  await prepareDatabase(join(import.meta.dirname, ".."));
  process.stdout.write(`sign-ins ended: ${await endAllSignIns()}\n`);
}

try {
  if (process.argv.length > 2) throw new StartError("usage: npm run sign-ins:end");
  await main();
} catch (error) {
  if (error instanceof EnvError) tell(`In the environment:\n${error.message}`);
  else if (error instanceof StartError || isAppError(error)) tell(error.message);
  else tell("The database cannot be read.");
  process.exitCode = 1;
} finally {
  await disconnect();
}

function tell(reason: string): void {
  process.stderr.write(`No sign-in was ended. ${reason}\n`);
}
