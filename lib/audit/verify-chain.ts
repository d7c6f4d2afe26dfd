import { db, provider } from "#lib/db/client.ts";
import { keyFor } from "#lib/secrets/keys.ts";
import { genesisHash, linkHash } from "./chain.ts";

/** What is wrong with the audit log, and where it begins. */
export type ChainProblem =
  | "sequence_gap"
  | "previous_hash_differs"
  | "hash_differs"
  | "columns_differ"
  | "head_differs"
  | "tail_cut";

export type ChainReport =
  | { ok: true; events: number; head: { sequence: number; hash: string } }
  | { ok: false; events: number; problem: ChainProblem; sequence: number };

const pageSize = 5000;

/**
 * Reads the whole audit log and checks every link, every column against the signed body, and the head row. With the
 * head that the server once printed, also that nothing was cut off since.
 * @param printed a head from the server's log stream
 */
export async function verifyChain(printed?: { sequence: number; hash: string }): Promise<ChainReport> {
  const key = keyFor("audit-chain");
  let previousHash = genesisHash;
  let sequence = 0n;
  let seenPrinted = printed === undefined || printed.sequence === 0;
  for (let first = true; ; first = false) {
    // The first page has no lower bound: an event put before the first would not be seen.
    const rows = await readPage(first ? null : sequence);
    for (const row of rows) {
      const fail = (problem: ChainProblem): ChainReport => ({
        ok: false,
        events: Number(sequence),
        problem,
        sequence: Number(row.sequence),
      });
      if (row.sequence !== sequence + 1n) return fail("sequence_gap");
      if (row.previousHash !== previousHash) return fail("previous_hash_differs");
      if (row.hash !== linkHash(key, previousHash, row.sequence, row.body)) return fail("hash_differs");
      if (!columnsMatch(row)) return fail("columns_differ");
      if (printed && BigInt(printed.sequence) === row.sequence) {
        if (printed.hash !== row.hash) return fail("hash_differs");
        seenPrinted = true;
      }
      sequence = row.sequence;
      previousHash = row.hash;
    }
    if (rows.length < pageSize) break;
  }
  const head = await readHead();
  const events = Number(sequence);
  // The server may have appended since the last page: a head further on is judged by the next run.
  if (!head || head.sequence < sequence || (head.sequence === sequence && head.hash !== previousHash))
    return { ok: false, events, problem: "head_differs", sequence: events };
  if (head.sequence > sequence && !(await exists(sequence + 1n)))
    return { ok: false, events, problem: "tail_cut", sequence: events + 1 };
  if (!seenPrinted) return { ok: false, events, problem: "tail_cut", sequence: events + 1 };
  return { ok: true, events, head: { sequence: events, hash: previousHash } };
}

async function readHead(): Promise<{ sequence: bigint; hash: string } | null> {
  const rows = await db().$queryRaw<{ sequence: string; hash: string }[]>`
    SELECT CAST("sequence" AS TEXT) AS "sequence", CAST("hash" AS TEXT) AS "hash" FROM "AuditHead" WHERE "id" = 1`;
  const head = rows[0];
  return head && /^-?\d+$/.test(head.sequence) ? { sequence: BigInt(head.sequence), hash: head.hash } : null;
}

async function exists(sequence: bigint): Promise<boolean> {
  return (await db().auditEvent.count({ where: { sequence } })) === 1;
}

type StoredEvent = {
  sequence: bigint;
  /** ISO 8601 in SQLite, or whatever was put there: it keeps any text in a column of times. */
  at: string;
  event: string;
  outcome: string;
  viewerId: string | null;
  viewerName: string | null;
  subjectId: string | null;
  roleId: string | null;
  roleArn: string | null;
  accountId: string | null;
  requestId: string | null;
  body: string;
  previousHash: string;
  hash: string;
};

/** Texts only: a value that is not of its column's type is a finding and must not stop the reading. */
async function readPage(after: bigint | null): Promise<StoredEvent[]> {
  const client = db();
  const where = after === null ? "" : `WHERE "sequence" > ${after}`;
  const [at, text] =
    provider() === "postgresql"
      ? [`to_char("at", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, (name: string) => `"${name}"`]
      : [`CAST("at" AS TEXT)`, (name: string) => `CAST("${name}" AS TEXT) AS "${name}"`];
  const rows = await client.$queryRawUnsafe<
    (Omit<StoredEvent, "sequence"> & { sequence: bigint | number })[]
  >(
    `SELECT "sequence", ${at} AS "at", ${columnNames.map(text).join(", ")}, ${["body", "previousHash", "hash"].map(text).join(", ")}
     FROM "AuditEvent" ${where} ORDER BY "sequence" LIMIT ${pageSize}`,
  );
  return rows.map((row) => ({ ...row, sequence: BigInt(row.sequence) }));
}

const columnNames = [
  "event",
  "outcome",
  "viewerId",
  "viewerName",
  "subjectId",
  "roleId",
  "roleArn",
  "accountId",
  "requestId",
] as const;

/** The columns are there to search by; the signed body is what counts. */
function columnsMatch(row: StoredEvent): boolean {
  let body: unknown;
  try {
    body = JSON.parse(row.body);
  } catch {
    return false;
  }
  if (body === null || typeof body !== "object") return false;
  const signed = new Map<string, unknown>(Object.entries(body));
  const at = new Date(row.at);
  if (Number.isNaN(at.getTime()) || signed.get("at") !== at.toISOString()) return false;
  return columnNames.every((name) => signed.get(name) === row[name]);
}
