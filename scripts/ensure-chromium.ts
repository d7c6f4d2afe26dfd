import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../e2e/support/find-chromium.ts";

const root = join(import.meta.dirname, "..");

/**
 * The path of a Chromium for the browser journeys: one that is here, else Playwright's own download, else the
 * system's package. Says what it does. Null when none of that works.
 */
export function ensureChromium(): string | null {
  return (
    told("found", findChromium()) ??
    told(
      "installed with playwright install",
      afterRunning(process.execPath, [
        join(root, "node_modules/@playwright/test/cli.js"),
        "install",
        "chromium",
      ]),
    ) ??
    told("installed with apt-get", withPackageManager())
  );
}

function told(how: string, path: string | null): string | null {
  if (path) process.stdout.write(`Chromium ${how}: ${path}\n`);
  return path;
}

function afterRunning(command: string, args: string[]): string | null {
  process.stdout.write(
    `No Chromium here. Trying: ${[command.split("/").at(-1), ...args.map((arg) => arg.replace(`${root}/`, ""))].join(" ")}\n`,
  );
  const run = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: 300_000,
  });
  return run.status === 0 ? findChromium() : null;
}

function withPackageManager(): string | null {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  afterRunning("apt-get", ["update"]);
  const install = (name: string) =>
    afterRunning("apt-get", ["install", "-y", "--no-install-recommends", name]);
  // Not every system has the smaller one.
  return install("chromium-headless-shell") ?? install("chromium");
}
