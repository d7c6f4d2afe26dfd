import { batchedTransactions } from "#lib/db/batch.ts";
import { db, provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { keyFor } from "#lib/secrets/keys.ts";
import { canonicalJson, linkHash } from "./chain.ts";
import type { AuditActor, AuditDraft } from "./events.ts";

type Pending = { actor: AuditActor; draft: AuditDraft; at: Date };

type Shared = {
  genkanTransact?: ReturnType<typeof batchedTransactions>;
  genkanPending?: WeakMap<Tx, Pending[]>;
};
// The server's entry and the bundled routes each load this module, and must mean the same events by a transaction.
const holder: Shared = globalThis as Shared;
holder.genkanPending ??= new WeakMap<Tx, Pending[]>();
const pendingOf = holder.genkanPending;

/**
 * Adds an event to the transaction. It takes its place in the chain when the transaction commits, and is gone
 * with it when the transaction does not.
 */
export function recordEvent(tx: Tx, actor: AuditActor, draft: AuditDraft): void {
  const pending = pendingOf.get(tx) ?? [];
  pending.push({ actor, draft, at: now() });
  pendingOf.set(tx, pending);
}

/**
 * Runs a callback in a transaction together with the audit events it records: both are on disk when this
 * resolves, or neither. The only way to change anything.
 * @throws AppError as the callback threw it; `audit_unavailable` when the database refuses the commit
 */
export function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return run(work);
}

/**
 * The same for work that takes long, two minutes at most: everybody else who changes something waits for it.
 * @throws AppError as `transact` does
 */
export function transactAtLength<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return run(work, 120_000);
}

async function run<T>(work: (tx: Tx) => Promise<T>, longMs?: number): Promise<T> {
  holder.genkanTransact ??= batchedTransactions(db, appendEvents, tellHead);
  try {
    return await holder.genkanTransact(work, longMs);
  } catch (error) {
    if (isAppError(error) || !isDatabaseFailure(error)) throw error;
    log({ event: "database.failed", errorName: error instanceof Error ? error.name : "unknown" });
    throw unavailable(error);
  }
}

/** The refusal for a log that cannot be written, whatever keeps it from being. */
export function unavailable(cause: unknown): AppError {
  return new AppError(
    "audit_unavailable",
    "The audit log cannot be written, so nothing was done. Try again shortly.",
    { cause },
  );
}

/** Records one event in a transaction of its own: for refusals, which change nothing else. */
export function recordAlone(actor: AuditActor, draft: AuditDraft): Promise<void> {
  return transact(async (tx) => recordEvent(tx, actor, draft));
}

/** Whether a thrown value is the database's failure and not a bug of ours. */
export function isDatabaseFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  // The driver's own words for a connection that ended under way come without a code.
  if (/is not queryable|connection terminated|timeout exceeded when trying to connect/i.test(error.message))
    return true;
  return (
    /^(Prisma|DriverAdapter|Sqlite)/.test(error.name) || "clientVersion" in error || hasDriverCode(error)
  );
}

/** SQLSTATE, SQLite's or a socket's code; Node's own `ERR_…` are bugs. */
function hasDriverCode(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && !error.code.startsWith("ERR_");
}

type Head = { sequence: bigint; hash: string };

/** The head leaves the database with the log stream once it is committed, so that a tail cut off later shows. */
function tellHead(head: Head | null): void {
  if (head) log({ event: "audit.head", sequence: Number(head.sequence), hash: head.hash });
}

async function appendEvents(tx: Tx, succeeded: readonly Tx[]): Promise<Head | null> {
  const pending = succeeded.flatMap((caller) => pendingOf.get(caller) ?? []);
  if (pending.length === 0) {
    await tx.$queryRaw`SELECT 1`;
    return null;
  }
  const rows =
    provider() === "postgresql"
      ? await tx.$queryRaw<HeadRow[]>`SELECT sequence, hash FROM "AuditHead" WHERE id = 1 FOR UPDATE`
      : await tx.$queryRaw<HeadRow[]>`SELECT sequence, hash FROM "AuditHead" WHERE id = 1`;
  const head = rows[0];
  if (!head) throw unavailable(new Error("the audit log has no head row"));
  const key = keyFor("audit-chain");
  let { hash } = head;
  let sequence = BigInt(head.sequence);
  const links = pending.map(({ actor, draft, at }) => {
    const previousHash = hash;
    sequence += 1n;
    const columns = {
      at: at.toISOString(),
      event: draft.event,
      outcome: draft.outcome,
      viewerId: actor.id,
      viewerName: actor.name,
      subjectId: draft.subjectId ?? null,
      roleId: draft.roleId ?? null,
      roleArn: draft.roleArn ?? null,
      accountId: draft.accountId ?? null,
      requestId: actor.requestId,
    };
    const { address, accessTokenId, clientSignInId } = actor;
    const fields = {
      ...draft.fields,
      ...(accessTokenId !== undefined && { accessTokenId }),
      ...(clientSignInId !== undefined && { clientSignInId }),
    };
    const body = canonicalJson({ ...columns, address, fields });
    hash = linkHash(key, previousHash, sequence, body);
    return { ...columns, at, sequence, body, previousHash, hash };
  });
  await append(
    tx,
    links,
    Prisma.sql`UPDATE "AuditHead" SET sequence = ${sequence}, hash = ${hash} WHERE id = 1`,
  );
  return { sequence, hash };
}

type Link = Record<(typeof linkColumns)[number], string | bigint | Date | null>;

const linkColumns = [
  "sequence",
  "at",
  "event",
  "outcome",
  "viewerId",
  "viewerName",
  "subjectId",
  "roleId",
  "roleArn",
  "accountId",
  "requestId",
  "body",
  "previousHash",
  "hash",
] as const;
const linkColumnList = Prisma.raw(linkColumns.map((column) => `"${column}"`).join(", "));

/** SQLite takes 32,766 values a statement, and an event has fourteen. */
const mostLinks = 2000;

/**
 * One statement for all events of a commit, and on PostgreSQL for the head too; further ones only for thousands of
 * events. Plain SQL: Prisma plans a typed `createMany` anew for every call.
 */
async function append(tx: Tx, links: readonly Link[], moveHead: Prisma.Sql): Promise<void> {
  const first = links.slice(0, -mostLinks);
  for (let at = 0; at < first.length; at += mostLinks)
    await tx.$executeRaw(insertOf(first.slice(at, at + mostLinks)));
  const insert = insertOf(links.slice(-mostLinks));
  if (provider() === "postgresql")
    return void (await tx.$executeRaw`WITH head AS (${moveHead} RETURNING id) ${insert}`);
  await tx.$executeRaw(insert);
  await tx.$executeRaw(moveHead);
}

function insertOf(links: readonly Link[]): Prisma.Sql {
  const rows = links.map((link) => Prisma.sql`(${Prisma.join(linkColumns.map((column) => link[column]))})`);
  return Prisma.sql`INSERT INTO "AuditEvent" (${linkColumnList}) VALUES ${Prisma.join(rows)}`;
}

type HeadRow = { sequence: bigint; hash: string };
