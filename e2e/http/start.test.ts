import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../scripts/test-postgres.ts";
import { ApiClient, codeOf, member } from "../support/api-client.ts";
import { failToStart, type Portal, startPortal } from "../support/start-portal.ts";

let folder: string;
const running: Portal[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-start-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((portal) => portal.stop("SIGKILL")));
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Parameters<typeof startPortal>[0]): Promise<Portal> {
  const portal = await startPortal(options);
  running.push(portal);
  return portal;
}

describe("the environment", () => {
  test.each([
    ["GENKAN_URL", undefined, /GENKAN_URL: is required/],
    ["GENKAN_URL", "http://portal.example.com", /GENKAN_URL: must be https/],
    ["GENKAN_URL", "https://portal.example.com/path", /GENKAN_URL: must be an origin/],
    ["GENKAN_SECRET", undefined, /GENKAN_SECRET: is required/],
    ["GENKAN_SECRET", "too-short-3hX9", /GENKAN_SECRET: must be at least 32/],
    ["GENKAN_SECRET", "changeme-changeme-changeme-changeme-1234", /GENKAN_SECRET: looks like a placeholder/],
    ["DATABASE_URL", "mysql://root:hunter2@db/genkan", /DATABASE_URL: must start with/],
    ["PORT", "99999", /PORT: /],
    ["GENKAN_SIGN_IN_IDLE_MINUTES", "soon", /GENKAN_SIGN_IN_IDLE_MINUTES: /],
    ["GENKAN_OIDC_ISSUER", "https://issuer.example", /GENKAN_OIDC_CLIENT_ID/],
    ["GENKAN_SECRET_FILE", "/nowhere/at/all", /GENKAN_SECRET_FILE: the file cannot be read/],
  ])("with %s as %s is refused, named and not quoted", async (name, value, expected) => {
    const env = { [name]: value, ...(name.endsWith("_FILE") && { GENKAN_SECRET: undefined }) };
    const { code, stderr, stdout } = await failToStart({ folder, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
    if (value && !value.startsWith("/")) expect(stderr + stdout).not.toContain(value);
  });

  test("names every variable that is wrong at once", async () => {
    const { stderr } = await failToStart({
      folder,
      env: { GENKAN_URL: undefined, GENKAN_SECRET: "x", PORT: "x" },
    });
    for (const name of ["GENKAN_URL", "GENKAN_SECRET", "PORT"]) expect(stderr).toContain(`${name}: `);
  });

  test("may keep the secret in a file", async () => {
    const file = join(folder, "secret");
    writeFileSync(file, "u8Wq2Zx5Lk9Rt3Vb7Nm1Hj4Gf6Ds0AyP\n");
    const portal = await start({ folder, env: { GENKAN_SECRET: undefined, GENKAN_SECRET_FILE: file } });
    expect((await fetch(`${portal.url}/api/ready`)).status).toBe(200);
  });
});

describe("a start", () => {
  test("on a taken port is a clear error", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const { code, stderr } = await failToStart({ folder, port });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("where the database folder cannot be made or written is a clear error", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const { code, stderr } = await failToStart({
      folder,
      databaseUrl: `file:${join(file, "sub/genkan.db")}`,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/database folder .+ cannot be written/);
    expect(stderr).not.toMatch(/^\s+at /m);
    const readOnly = join(folder, "read-only");
    mkdirSync(readOnly, { mode: 0o500 });
    if (process.getuid?.() === 0) return; // For root every folder can be written.
    const refused = await failToStart({ folder, databaseUrl: `file:${join(readOnly, "genkan.db")}` });
    expect(refused.stderr).toMatch(/database folder .+ cannot be written/);
  });

  test("with a file that is no database, or a database that cannot be reached, is a clear error", async () => {
    const file = join(folder, "not-a-database.db");
    writeFileSync(
      file,
      "this is text, and long enough not to be an empty header of a database file at all".repeat(20),
    );
    const text = await failToStart({ folder, databaseUrl: `file:${file}` });
    expect(text.code).toBe(1);
    expect(text.stderr).toMatch(/DATABASE_URL cannot be opened/);
    const away = await failToStart({
      folder,
      databaseUrl: "postgresql://genkan:hunter2-canary@127.0.0.1:9/genkan",
    });
    expect(away.code).toBe(1);
    expect(away.stderr).toMatch(/DATABASE_URL cannot be opened/);
    expect(away.stderr + away.stdout).not.toContain("hunter2-canary");
  });

  test("of a second server on the same SQLite file is refused, and possible once the first is gone", async () => {
    const first = await start({ folder });
    const { code, stderr } = await failToStart({ folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/Another server is using .+portal\.db/);
    expect((await fetch(`${first.url}/api/ready`)).status).toBe(200);
    await first.stop("SIGKILL");
    const second = await start({ folder });
    expect((await fetch(`${second.url}/api/ready`)).status).toBe(200);
  });

  test("for the second time applies no migration and keeps what is there", async () => {
    const first = await start({ folder });
    expect(first.output()).toContain('"event":"database.migrated"');
    await setUp(first, "owner@nimbus.example");
    await first.stop();
    const second = await start({ folder });
    expect(second.output()).not.toContain('"event":"database.migrated"');
    expect(second.setupToken).toBeNull();
    const again = await setUp(second, "other@nimbus.example", first.setupToken ?? "");
    expect([again.status, codeOf(again)]).toEqual([409, "setup_done"]);
  });

  test("with another GENKAN_SECRET is refused", async () => {
    const first = await start({ folder });
    await first.stop();
    const other = "Q9zR4mT7wY2kL5nP8sV1xB3cD6fG0hJq";
    const { code, stderr } = await failToStart({ folder, env: { GENKAN_SECRET: other } });
    expect(code).toBe(1);
    expect(stderr).toContain("GENKAN_SECRET is not the secret that this database was made with");
    expect(stderr).not.toContain(other);
  });

  test("makes the database file readable to its own user alone", async () => {
    const portal = await start({ folder });
    const mode = execFileSync("stat", ["-c", "%a", portal.databaseFile], { encoding: "utf8" }).trim();
    expect(mode).toMatch(/^\d00$/);
  });
});

describe("an end", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("by %s comes, with a connection open", async (signal) => {
    const portal = await start({ folder });
    await fetch(`${portal.url}/api/health`);
    const ended = new Promise((resolve) => portal.process.once("exit", resolve));
    portal.process.kill(signal);
    expect(await ended).toBe(0);
    expect(portal.output()).toContain('"event":"server.stopping"');
  });
});

const setUp = (portal: Portal, email: string, token = portal.setupToken ?? "") =>
  new ApiClient(portal.url).call("POST", "/api/setup", {
    token,
    name: "Owner",
    email,
    password: "a-long-enough-password",
  });

describe("the first run", () => {
  test("makes one owner out of twenty requests at once", async () => {
    const portal = await start({ folder });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => setUp(portal, `racer${at}@nimbus.example`)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201).map(codeOf);
    expect(new Set(others)).toEqual(new Set(["setup_done"]));
    const winner = answers.findIndex(({ status }) => status === 201);
    const client = new ApiClient(portal.url);
    await client.signIn(`racer${winner}@nimbus.example`, "a-long-enough-password");
    const people = member((await client.call("GET", "/api/people")).json, "people");
    expect(people).toHaveLength(1);
    expect(member(people, "0", "portalRole")).toBe("owner");
  });

  test("wants the token of this start", async () => {
    const first = await start({ folder });
    await first.stop();
    const second = await start({ folder });
    expect(second.setupToken).not.toBe(first.setupToken);
    const old = await setUp(second, "old@nimbus.example", first.setupToken ?? "");
    expect([old.status, codeOf(old)]).toEqual([403, "setup_token_invalid"]);
    expect((await setUp(second, "new@nimbus.example")).status).toBe(201);
  });
});
