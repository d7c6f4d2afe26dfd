// npm run audit:verify [-- --head SEQUENCE:HASH]: checks every link of the audit log, also while the server runs.
// --head takes what the server once printed as "audit.head", and shows a tail that was cut off since.
import { verifyChain } from "#lib/audit/verify-chain.ts";
import { disconnect } from "#lib/db/client.ts";
import { EnvError } from "#lib/env.ts";

const sentences = {
  sequence_gap: "an event is missing before it",
  previous_hash_differs: "it does not follow the event before it",
  hash_differs: "it was changed, or was written under another GENKAN_SECRET",
  columns_differ: "its searchable columns differ from what was signed",
  head_differs: "the head row differs from the last event",
  tail_cut: "events from here on were cut off",
} as const;

async function main(): Promise<number> {
  const [option, value, ...rest] = process.argv.slice(2);
  const head = option === "--head" ? /^(\d{1,15}):([0-9a-f]{64})$/.exec(value ?? "") : null;
  if ((option !== undefined && !head) || rest.length > 0) {
    process.stderr.write("usage: npm run audit:verify [-- --head SEQUENCE:HASH]\n");
    return 2;
  }
  const printed = head ? { sequence: Number(head[1]), hash: head[2] ?? "" } : undefined;
  const startedAt = performance.now();
  const report = await verifyChain(printed);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (report.ok) {
    process.stdout.write(
      `audit log whole: ${report.events} events in ${seconds} s, head ${report.head.sequence}:${report.head.hash}\n`,
    );
    return 0;
  }
  process.stdout.write(
    `AUDIT LOG BROKEN at event ${report.sequence}: ${sentences[report.problem]} (${report.problem})\n`,
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const told =
    error instanceof EnvError ? `In the environment:\n${error.message}` : "The database cannot be read.";
  process.stderr.write(`The audit log cannot be checked. ${told}\n`);
  process.exitCode = 2;
} finally {
  await disconnect();
}
