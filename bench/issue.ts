import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { portalAccessKey } from "../sandbox/company.ts";
import { startTestPostgres } from "../scripts/test-postgres.ts";
import { type LoadProcess, startLoad } from "./load-process.ts";
import { median } from "./measure.ts";
import { type BenchPortal, startBenchPortal, startSandboxProcess } from "./neighbours.ts";
import { aim, type CommandRow, commandTable, loopTable, overBare, type Row, rateToBare } from "./report.ts";
import { boto3Script, curlToPortal, type TerminalCommand, timeCommand } from "./terminal-commands.ts";
import { type Keep, withStarted } from "./with-started.ts";

export type IssueOptions = {
  rounds: number;
  seconds: number;
  databases: readonly ("sqlite" | "postgresql")[];
  /** A folder for CPU profiles of the portals. */
  profile: string | undefined;
};

type Loop = { name: string; load: LoadProcess };

const levels = [1, 16];
const commandsPerRound = 3;
const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Compares the portal's issue path with the bare AWS SDK and with a script. Everything runs in processes of its own,
 * against one sandbox AWS; the rounds alternate, so that what the machine does meanwhile strikes all alike.
 */
export function benchIssue(options: IssueOptions): Promise<void> {
  return withStarted(async (keep) => {
    const sandbox = keep(await startSandboxProcess());
    const portals: BenchPortal[] = [];
    for (const database of options.databases)
      portals.push(keep(await portalOn(database, sandbox.url, options.profile, keep)));
    await compare(sandbox.url, portals, options, keep);
  });
}

async function portalOn(
  database: "sqlite" | "postgresql",
  sandboxUrl: string,
  profile: string | undefined,
  keep: Keep,
): Promise<BenchPortal> {
  const env =
    profile === undefined
      ? {}
      : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${join(resolve(profile), database)}` };
  if (database === "sqlite") return startBenchPortal("SQLite", { sandboxUrl, env });
  const postgres = keep(await startTestPostgres());
  return startBenchPortal("PostgreSQL", {
    sandboxUrl,
    env,
    databaseUrl: await postgres.createDatabase("bench"),
  });
}

async function compare(
  sandboxUrl: string,
  portals: readonly BenchPortal[],
  options: IssueOptions,
  keep: Keep,
): Promise<void> {
  const aws = {
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: portalAccessKey.id,
    AWS_SECRET_ACCESS_KEY: portalAccessKey.secret,
    AWS_ENDPOINT_URL_STS: sandboxUrl,
    ROLE_ARN: portals[0]?.roleArn ?? "",
  };
  const loops: Loop[] = [
    { name: "bare AssumeRole loop", load: keep(startLoad("bare-load.ts", aws)) },
    ...portals.map(({ name, url, roleId, cookie }) => ({
      name: `portal on ${name}`,
      load: keep(startLoad("portal-load.ts", { PORTAL_URL: url, ROLE_ID: roleId, COOKIE: cookie })),
    })),
  ];
  const script = boto3Script(aws);
  const curls = portals.flatMap(({ name, url, roleId, cookie }) => {
    const curl = curlToPortal(url, roleId, cookie);
    return curl ? [{ ...curl, name: `curl to the portal on ${name}` }] : [];
  });
  const commands: TerminalCommand[] = [...(script ? [script] : []), ...curls];

  say(
    `${cpus().length} cores shared by everything, node ${process.version}, ${options.rounds} rounds of ${options.seconds} s\n`,
  );
  for (const { load } of loops) for (const level of levels) await load.run(level, 3);
  for (const command of commands) timeCommand(command);

  const rows: Row[] = levels.flatMap((concurrency) =>
    loops.map(({ name }) => ({ name, concurrency, rounds: [] })),
  );
  const timed: CommandRow[] = commands.map(({ name }) => ({ name, times: [] }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const row of rows) {
      const loop = loops.find(({ name }) => name === row.name);
      if (loop) row.rounds.push(await loop.load.run(row.concurrency, options.seconds));
    }
    for (let turn = 0; turn < commandsPerRound; turn += 1)
      for (const [at, command] of commands.entries()) timed[at]?.times.push(timeCommand(command));
  }
  print(rows, timed, script !== null);
}

function print(rows: readonly Row[], timed: readonly CommandRow[], hasScript: boolean): void {
  say(loopTable(rows));
  if (hasScript) say(commandTable(timed));
  else say("  /usr/bin/python3 has no boto3 (Debian: python3-boto3), so the script is left out\n");
  const [, ...portals] = new Set(rows.map(({ name }) => name));
  const rowOf = (name: string | undefined, level: number) =>
    rows.find((row) => row.concurrency === level && (name === undefined || row.name === name));
  const times = (part: string) => median(timed.find((row) => row.name.endsWith(part))?.times ?? []);
  for (const name of portals) {
    const [alone, together] = [rowOf(name, 1), rowOf(name, 16)];
    if (alone)
      say(aim(`${name}: p50 over the bare call, ms`, overBare(alone, rowOf(undefined, 1)), 3, "at most"));
    if (together)
      say(aim(`${name}: rate at 16 to bare`, rateToBare(together, rowOf(undefined, 16)), 0.5, "at least"));
    if (hasScript) say(aim(`${name}: curl to the script`, times(name) / times("script"), 0.1, "at most"));
  }
}
