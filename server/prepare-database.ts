import { timingSafeEqual } from "node:crypto";
import { db, disconnect } from "#lib/db/client.ts";
import { measureClock, now } from "#lib/db/clock.ts";
import { migrate } from "#lib/db/migrate.ts";
import { env } from "#lib/env.ts";
import { keyedHash } from "#lib/secrets/keys.ts";
import { StartError } from "./start-error.ts";

/**
 * What comes before any use of the database: migrations, the secret compared with the one this database was made
 * with, and the clock.
 * @returns the names of the migrations applied now
 * @throws StartError
 */
export async function prepareDatabase(root: string): Promise<string[]> {
  let applied: string[];
  try {
    applied = await migrate(env().DATABASE_URL, root);
  } catch (error) {
    throw new StartError(`The database of DATABASE_URL cannot be opened or migrated: ${reasonOf(error)}`);
  }
  await checkSecret();
  await measureClock();
  return applied;
}

/** Another secret would make every stored hash and the audit chain look forged: refuse instead. */
async function checkSecret(): Promise<void> {
  const secretCheck = keyedHash("secret-check", "genkan");
  const client = db();
  const known = await client.installation.findUnique({ where: { id: 1 }, select: { secretCheck: true } });
  if (!known) {
    await client.installation.upsert({
      where: { id: 1 },
      create: { id: 1, secretCheck, createdAt: now() },
      update: {},
    });
    return;
  }
  const a = Buffer.from(known.secretCheck);
  const b = Buffer.from(secretCheck);
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  await disconnect();
  throw new StartError(
    "GENKAN_SECRET is not the secret that this database was made with. Start with that one.",
  );
}

/** A system or database error's code and first line, which name files and hosts but no secret of ours. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? `${error.code} ` : "";
  const line = error.message.split("\n").find((text) => text.trim() !== "") ?? error.name;
  return `${code}${line.replace(/\/\/[^@/\s]*@/g, "//…@").slice(0, 300)}`;
}
