// The production server: environment, migrations, then Next behind the gate, in one process.

import { createServer } from "node:http";
import { join } from "node:path";
import next from "next";
import { disconnect } from "#lib/db/client.ts";
import { measureClock } from "#lib/db/clock.ts";
import { EnvError, env, prepareFrameworkEnvironment } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { boot } from "./boot.ts";
import { claimDatabase } from "./claim-database.ts";
import { clientAddressReader } from "./client-address.ts";
import { passGate } from "./gate.ts";
import { purgeHourly } from "./purge-hourly.ts";
import { StartError } from "./start-error.ts";

const root = join(import.meta.dirname, "..");

async function start(): Promise<void> {
  // The database holds password hashes and the audit log: what this process makes is for its own user.
  process.umask(0o077);
  const { HOST, PORT, GENKAN_URL, DATABASE_URL, GENKAN_TRUSTED_PROXIES } = env();
  prepareFrameworkEnvironment();
  claimDatabase(DATABASE_URL);
  const { applied, setupUrl } = await boot(root);
  if (applied.length > 0) log({ event: "database.migrated", detail: applied.join(", ") });

  const app = next({ dev: false, dir: root, hostname: HOST, port: PORT });
  await app.prepare();
  const handle = app.getRequestHandler();
  const clientAddress = clientAddressReader(GENKAN_TRUSTED_PROXIES);
  let answering = 0;
  // Whoever reads the log may go away: that must neither end the server nor keep it busy failing to say so.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

  setInterval(() => void measureClock().catch(() => undefined), 60_000).unref();
  const purging = purgeHourly();

  let stopping = false;
  const server = createServer((request, response) => {
    answering += 1;
    response.once("close", () => {
      answering -= 1;
      if (stopping) closeUnused();
    });
    if (passGate(request, response, { origin: GENKAN_URL, clientAddress })) return;
    void handle(request, response);
  });
  server.headersTimeout = 15_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new StartError(`Port ${PORT} is taken. Stop what listens there, or choose another with PORT.`)
          : new StartError(`The server cannot listen on ${HOST}:${PORT} (${error.code ?? error.name}).`),
      );
    });
    server.listen(PORT, HOST, resolve);
  });
  log({ event: "server.started", detail: GENKAN_URL });
  if (setupUrl)
    process.stdout.write(
      `\nThis portal has no owner yet. Open this address once to become it:\n  ${setupUrl}\n\n`,
    );

  // closeIdleConnections leaves those that a browser opened ahead and never used, for as long as the browser likes.
  const closeUnused = () => (answering === 0 ? server.closeAllConnections() : server.closeIdleConnections());
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log({ event: "server.stopping", detail: signal });
    const purged = purging.stop();
    server.close(() => void purged.then(disconnect).finally(() => process.exit(0)));
    closeUnused();
    setTimeout(() => process.exit(0), 10_000).unref();
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  // Started by a script that holds a channel to it, such as the demo: it ends with that script, however that ends.
  if (process.connected) process.once("disconnect", () => stop("the starter is gone"));
}

try {
  await start();
} catch (error) {
  if (error instanceof EnvError)
    process.stderr.write(
      `Genkan cannot start. In the environment:\n${error.message}\nAll settings: .env.example\n`,
    );
  else if (error instanceof StartError) process.stderr.write(`Genkan cannot start. ${error.message}\n`);
  else
    process.stderr.write(`Genkan cannot start.\n${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
