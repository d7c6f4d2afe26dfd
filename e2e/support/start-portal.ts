import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { portalAccessKey } from "../../sandbox/company.ts";
import { freePort } from "../../scripts/test-postgres.ts";

export const root = join(import.meta.dirname, "../..");
export const portalSecret = "u8Wq2Zx5Lk9Rt3Vb7Nm1Hj4Gf6Ds0AyP";

/** A running production server of the built portal, as `npm start` runs it. */
export type Portal = {
  url: string;
  process: ChildProcess;
  /** Its variables, for the scripts that read the same ones. */
  env: NodeJS.ProcessEnv;
  /** Its SQLite file, unless `databaseUrl` names another database. */
  databaseFile: string;
  /** The first run's token, from its log; null when the database has an owner already. */
  setupToken: string | null;
  /** Everything it printed so far. */
  output: () => string;
  /** Ends it; its own folder goes with it. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type PortalOptions = {
  sandboxUrl?: string;
  /** Default: an SQLite file of its own, gone afterwards. */
  databaseUrl?: string;
  /** A folder that stays, with the SQLite file in it. */
  folder?: string;
  port?: number;
  /** Further or other variables; undefined takes one away. */
  env?: Record<string, string | undefined>;
};

type Started = {
  child: ChildProcess;
  env: NodeJS.ProcessEnv;
  folder: string;
  printed: { out: string; err: string };
};

const noAws = "http://127.0.0.1:9";

async function spawnPortal(options: PortalOptions): Promise<Started> {
  const port = options.port ?? (await freePort());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "genkan-portal-"));
  mkdirSync(folder, { recursive: true });
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_ENV: "production",
    // Servers are started hundreds of times here: what is compiled once is kept.
    NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"),
    HOST: "127.0.0.1",
    PORT: String(port),
    GENKAN_URL: `http://127.0.0.1:${port}`,
    GENKAN_SECRET: portalSecret,
    GENKAN_ISSUES_PER_MINUTE: "100000",
    DATABASE_URL: options.databaseUrl ?? `file:${join(folder, "portal.db")}`,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: portalAccessKey.id,
    AWS_SECRET_ACCESS_KEY: portalAccessKey.secret,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_STS: options.sandboxUrl ?? noAws,
    AWS_ENDPOINT_URL_IAM: options.sandboxUrl ?? noAws,
    AWS_ENDPOINT_URL_ORGANIZATIONS: options.sandboxUrl ?? noAws,
    AWS_ENDPOINT_URL_SIGNIN: options.sandboxUrl ?? noAws,
    ...options.env,
  };
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "server/main.ts")],
    { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] },
  );
  const printed = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    printed.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    printed.err += chunk.toString();
  });
  return { child, env, folder, printed };
}

/** Starts the server and waits until it listens. Rejects with its output when it ends instead. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { child, env, folder, printed } = await spawnPortal(options);
  const output = () => printed.out + printed.err;
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    if (!options.folder) rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${env["PORT"]}`;
  const prints = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!printed.out.includes(text)) return;
        // It prints megabytes from here on.
        child.stdout?.off("data", look);
        resolve();
      };
      child.stdout?.on("data", look);
      child.once("close", (code) => reject(new Error(`the portal ended with code ${code}:\n${output()}`)));
      look();
    });
  await prints('"event":"server.started"');
  // What it prints about an answer comes after the first run's token.
  const answer = await fetch(`${url}/api/health`);
  await answer.text();
  await prints(answer.headers.get("x-request-id") ?? "");
  return {
    url,
    process: child,
    env,
    databaseFile: join(folder, "portal.db"),
    setupToken: /\/setup#token=([\w-]+)/.exec(printed.out)?.[1] ?? null,
    output,
    stop,
  };
}

/** A start that is meant to fail: how the server ended, and what it printed. */
export type FailedStart = { code: number | null; stdout: string; stderr: string };

/** Starts the server with what it must refuse, and waits for its end. Rejects when it listens instead. */
export async function failToStart(options: PortalOptions): Promise<FailedStart> {
  const { child, folder, printed } = await spawnPortal(options);
  try {
    return await new Promise<FailedStart>((resolve, reject) => {
      child.stdout?.on("data", () => {
        if (!printed.out.includes('"event":"server.started"')) return;
        child.kill("SIGKILL");
        reject(new Error("the portal started, though it should have refused to"));
      });
      child.once("close", (code) => resolve({ code, stdout: printed.out, stderr: printed.err }));
    });
  } finally {
    if (!options.folder) rmSync(folder, { recursive: true, force: true });
  }
}
