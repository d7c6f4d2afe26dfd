import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { apiMatrix, pageMatrix } from "../../authorization-matrix.ts";
import { ApiClient, member } from "../api-client.ts";
import { type SeededPortal, text } from "../seed-company.ts";
import { type Portal, root } from "../start-portal.ts";
import { queryDatabase } from "./query-database.ts";

/** Somewhere that a portal keeps or says something, and what is there; bytes are read as latin1. */
export type Place = readonly [name: string, content: string];

/** Every table as text, and of SQLite the file with all that lies beside it, as bytes. */
export async function databasePlaces(portal: Portal): Promise<Place[]> {
  const sqlite = portal.env["DATABASE_URL"]?.startsWith("file:") === true;
  const files = ["", "-wal", "-shm", ".lock"].map(
    (suffix) => [`the database file${suffix}`, bytesOf(`${portal.databaseFile}${suffix}`)] as const,
  );
  const tables = await queryDatabase(
    portal,
    sqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const dumps: Place[] = [];
  // A value may be parted by a page's end in the file, but not here.
  for (const table of tables) {
    const name = text(table, "name");
    dumps.push([`the table ${name}`, JSON.stringify(await queryDatabase(portal, `SELECT * FROM "${name}"`))]);
  }
  return sqlite ? [...files, ...dumps] : dumps;
}

/** The audit log as its API gives it, page by page, and as the check of its chain tells it. */
export async function auditPlaces({ env }: Portal, auditor: ApiClient): Promise<Place[]> {
  const places: Place[] = [];
  for (let before = ""; ; ) {
    const page = await auditor.call("GET", `/api/audit?limit=500${before}`);
    places.push(["the audit API", page.text]);
    const next = member(page.json, "next");
    if (typeof next !== "number") break;
    before = `&before=${next}`;
  }
  for (const head of [[], ["--head", `1:${"0".repeat(64)}`]]) {
    const script = ["--disable-warning=ExperimentalWarning", join(root, "scripts/audit-verify.ts"), ...head];
    const { stdout, stderr } = spawnSync(process.execPath, script, { cwd: root, env, encoding: "utf8" });
    if (!/^(audit log whole|AUDIT LOG BROKEN)/.test(stdout)) throw new Error(stdout + stderr);
    places.push(["audit:verify", stdout + stderr]);
  }
  return places;
}

/** What every page and every GET of the API answers to an owner, an auditor, a member and anybody. */
export async function answerPlaces(
  company: SeededPortal,
  ids: { roles: readonly string[]; sources: readonly string[] },
): Promise<Place[]> {
  const { owner, auditor, developer, assignedRoleId } = company;
  const viewers = { owner, auditor, developer, anyone: new ApiClient(owner.url) };
  const rows = [
    ...Object.values(apiMatrix).flatMap((row) => row.GET ?? []),
    ...Object.values(pageMatrix).flat(),
  ];
  const ofRole = ["", "/options", "/trust", "/own-keys"].map((end) => `/api/roles/{role}${end}`);
  const paths = [
    ...rows.map(({ path }) => path.replaceAll(/\{\w+\}/g, assignedRoleId)),
    ...ids.roles.flatMap((id) =>
      [...ofRole, "/admin/roles/{role}", "/open/{role}"].map((path) => path.replace("{role}", id)),
    ),
    ...ids.sources.map((id) => `/api/sources/${id}`),
    "/no-such-page",
  ];
  const places: Place[] = [];
  for (const path of new Set(paths))
    for (const [who, client] of Object.entries(viewers)) {
      // A copy, for answers set cookies.
      const answer = await client.copy().call("GET", path);
      const headers = [...answer.headers].filter(([name]) => name !== "set-cookie");
      places.push([`GET ${path} for ${who}`, JSON.stringify(headers) + answer.text]);
    }
  return places;
}

/** Every file that the build made for browsers and for the server. */
export function bundlePlaces(): Place[] {
  return ["static", "server"].flatMap((part) => {
    const folder = join(root, ".next", part);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    );
    return files.filter((file) => statSync(file).isFile()).map((file) => [file, bytesOf(file)] as const);
  });
}

function bytesOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
