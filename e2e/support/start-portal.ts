import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { portalAccessKey } from "../../sandbox/company.ts";
import { freePort } from "../../scripts/test-postgres.ts";

const root = join(import.meta.dirname, "../..");

/** A running production server of the built portal, as `npm start` runs it. */
export type Portal = {
  url: string;
  process: ChildProcess;
  /** The first run's token, from its log; null when the database has an owner already. */
  setupToken: string | null;
  /** Everything it printed so far. */
  output: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type PortalOptions = {
  sandboxUrl: string;
  /** Default: an SQLite file of its own, gone afterwards. */
  databaseUrl?: string;
  port?: number;
  /** Further or other variables; undefined takes one away. */
  env?: Record<string, string | undefined>;
};

/** Starts the server and waits until it listens. Rejects with its output when it ends instead. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "genkan-portal-"));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "server/main.ts")],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: String(port),
        GENKAN_URL: url,
        GENKAN_SECRET: "u8Wq2Zx5Lk9Rt3Vb7Nm1Hj4Gf6Ds0AyP",
        GENKAN_ISSUES_PER_MINUTE: "100000",
        DATABASE_URL: options.databaseUrl ?? `file:${join(folder, "portal.db")}`,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: portalAccessKey.id,
        AWS_SECRET_ACCESS_KEY: portalAccessKey.secret,
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_ENDPOINT_URL_STS: options.sandboxUrl,
        AWS_ENDPOINT_URL_SIGNIN: options.sandboxUrl,
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"event":"server.started"')) resolve();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Error(`the portal ended with code ${code}:\n${output}`)));
  });
  // The token's line follows the one that was waited for.
  await new Promise((resolve) => setImmediate(resolve));
  const setupToken = /\/setup#token=([\w-]+)/.exec(output)?.[1] ?? null;
  return { url, process: child, setupToken, output: () => output, stop };
}
