import { cpus } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "@playwright/test";
import { ApiClient, member } from "../e2e/support/api-client.ts";
import { emails, password, signedIn } from "../e2e/support/seed-company.ts";
import { startPortal } from "../e2e/support/start-portal.ts";
import { startTestPostgres } from "../scripts/test-postgres.ts";
import { startAuthorizationLoad } from "./ask-authorization.ts";
import { accountName, catalogueRows, emailOf } from "./catalogue-rows.ts";
import { type CatalogueWorld, catalogueWorld } from "./catalogue-world.ts";
import type { LoadProcess } from "./load-process.ts";
import { median, percentile } from "./measure.ts";
import { type PickerBrowser, pickerBrowser, type Received, startChromium } from "./picker-browser.ts";
import { type GrowthRow, growthTable } from "./report.ts";
import { type Keep, withStarted } from "./with-started.ts";
import { openBenchDatabase } from "./write-catalogue.ts";

export type CatalogueOptions = {
  rounds: number;
  seconds: number;
  databases: readonly ("sqlite" | "postgresql")[];
  /** Numbers of roles: multiples of 100. */
  sizes: readonly number[];
};

/** A portal with a catalogue of one size, and what was measured there so far. */
type Measured = {
  loads: { name: string; load: LoadProcess; ms: number[] }[];
  client: ApiClient;
  browser: PickerBrowser | null;
  serverMs: number[];
  answeredMs: number[];
  keyMs: number[];
  received: Received | null;
};

const pagesPerRound = 5;
const opensPerRound = 3;
const targetsCompared = 60;
const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Compares small catalogues with large ones: the authorization query, the picker's page, its search. The one who looks
 * at the picker may assume every role. The rounds alternate, so that what the machine does meanwhile strikes all alike.
 */
export function benchCatalogue(options: CatalogueOptions): Promise<void> {
  return withStarted(async (keep) => {
    const chromium = await startChromium();
    if (chromium) keep(chromium);
    const postgres = options.databases.includes("postgresql") ? keep(await startTestPostgres()) : null;
    const all: Measured[] = [];
    for (const size of options.sizes) {
      const world = catalogueWorld(size);
      const measured = await onSqlite(world, chromium?.browser ?? null, keep);
      if (postgres)
        measured.loads.push(await onPostgres(world, await postgres.createDatabase("bench"), keep));
      all.push(measured);
    }
    say(`${cpus().length} cores shared by everything, node ${process.version}, ${options.rounds} rounds\n`);
    for (const { loads } of all) for (const { load } of loads) await load.run(1, 2);
    for (let round = 0; round < options.rounds; round += 1) await measureAll(all, options.seconds);
    say(growthTable(options.sizes, rowsOf(all)));
    if (!chromium) say("  There is no Chromium here, so what happens in a browser is left out\n");
  });
}

async function onSqlite(world: CatalogueWorld, browser: Browser | null, keep: Keep): Promise<Measured> {
  const portal = keep(await startPortal({}));
  const owner = { token: portal.setupToken, name: "Olive Owner", email: emails.owner, password };
  await new ApiClient(portal.url).call("POST", "/api/setup", owner);
  await writeWorld(world, `file:${portal.databaseFile}`);
  await compareTargets(world, await signedIn(portal.url, emails.owner));
  const client = await signedIn(portal.url, emailOf(0));
  // From here its log is read and dropped: keeping it would cost this process, and these cores, time.
  portal.process.stdout?.removeAllListeners("data").resume();
  const last = world.accounts.at(-1);
  const account = last ? accountName(last) : "";
  const load = keep(
    startAuthorizationLoad(world, portal.env, join(dirname(portal.databaseFile), "questions.json")),
  );
  return {
    loads: [{ name: "SQLite", load, ms: [] }],
    client,
    browser: browser && pickerBrowser(browser, portal.url, client.cookies, account),
    serverMs: [],
    answeredMs: [],
    keyMs: [],
    received: null,
  };
}

/** The authorization query alone. */
async function onPostgres(
  world: CatalogueWorld,
  databaseUrl: string,
  keep: Keep,
): Promise<Measured["loads"][number]> {
  const portal = keep(await startPortal({ databaseUrl }));
  await new ApiClient(portal.url).call("POST", "/api/setup", {
    ...{ token: portal.setupToken, name: "Olive Owner", email: emails.owner, password },
  });
  await writeWorld(world, databaseUrl);
  const questions = join(dirname(portal.databaseFile), "questions.json");
  return { name: "PostgreSQL", load: keep(startAuthorizationLoad(world, portal.env, questions)), ms: [] };
}

async function writeWorld(world: CatalogueWorld, databaseUrl: string): Promise<void> {
  const database = openBenchDatabase(databaseUrl);
  await database.write(catalogueRows(world, await database.passwordHash()));
  await database.close();
}

/** The generator works out by itself what targets reach; the portal must say the same, or the figures mean nothing. */
async function compareTargets({ targets, reached }: CatalogueWorld, owner: ApiClient): Promise<void> {
  const scopes = targets.filter(({ roleId }) => roleId === null);
  const every = Math.ceil(scopes.length / targetsCompared);
  for (const target of scopes.filter((_, n) => n % every === 0)) {
    const { awsAccountId, roleNamePattern, tag } = target;
    const asked = new URLSearchParams({
      ...(awsAccountId !== null && { awsAccountId }),
      ...(roleNamePattern !== null && { roleNamePattern }),
      ...(tag !== null && { tagKey: tag[0], tagValue: tag[1] }),
    });
    const answer = await owner.call("GET", `/api/targets/roles?${asked}`);
    const expected = reached.get(target)?.length;
    if (member(answer.json, "total") !== expected)
      throw new Error(
        `${asked} reaches ${expected} roles, and the portal answers ${answer.text.slice(0, 200)}`,
      );
  }
}

async function measureAll(all: readonly Measured[], seconds: number): Promise<void> {
  for (const { loads } of all)
    for (const { load, ms } of loads) ms.push(...(await load.run(1, seconds)).latenciesMs);
  for (const one of all)
    for (let turn = 0; turn < pagesPerRound; turn += 1) {
      const startedAt = performance.now();
      const answer = await one.client.call("GET", "/");
      one.serverMs.push(performance.now() - startedAt);
      if (answer.status !== 200) throw new Error(`the picker answered ${answer.status}`);
    }
  for (const one of all)
    for (let turn = 0; one.browser !== null && turn < opensPerRound; turn += 1) {
      const { answeredMs, received } = await one.browser.open();
      one.answeredMs.push(answeredMs);
      one.received = received;
    }
  for (const one of all) one.keyMs.push(...((await one.browser?.type()) ?? []));
}

function rowsOf(all: readonly Measured[]): GrowthRow[] {
  const row = (name: string, figure: (one: Measured) => number, aim?: GrowthRow["aim"]): GrowthRow => ({
    ...{ name, figures: all.map(figure), ...(aim && { aim }) },
  });
  const doubling = { of: "growth", most: 2 } as const;
  const kilobytes = (bytes: number | undefined) => (bytes ?? Number.NaN) / 1000;
  const asked = (all[0]?.loads ?? []).flatMap(({ name }, n) => {
    const times = (one: Measured) => one.loads[n]?.ms ?? [];
    return [
      row(`authorization query on ${name}, p50 ms`, (one) => median(times(one)), doubling),
      row(`authorization query on ${name}, p95 ms`, (one) => percentile(times(one), 0.95), doubling),
    ];
  });
  const page = row("picker page, until its last byte, p50 ms", (one) => median(one.serverMs));
  if (!all.every((one) => one.received)) return [...asked, page];
  return [
    ...asked,
    page,
    row("picker page, KB", (one) => kilobytes(one.received?.page.raw)),
    row("picker page as sent, KB", (one) => kilobytes(one.received?.page.wire)),
    row("list fetched after it, KB", (one) => kilobytes(one.received?.list.raw)),
    row("list fetched after it as sent, KB", (one) => kilobytes(one.received?.list.wire)),
    row("everything that a first visit loads as sent, KB", (one) => kilobytes(one.received?.all.wire)),
    row("interactive: a search has answered, p50 ms", (one) => median(one.answeredMs), {
      ...{ of: "figure", most: 1000 },
    }),
    row("keystroke to paint, p50 ms", (one) => median(one.keyMs), doubling),
    row("keystroke to paint, p95 ms", (one) => percentile(one.keyMs, 0.95), doubling),
    row("keystroke to paint, p95 ms", (one) => percentile(one.keyMs, 0.95), { of: "figure", most: 50 }),
  ];
}
