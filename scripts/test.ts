// npm test: every check there is, one after the other, with one sum at the end. npm run check: the quick ones.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./ensure-chromium.ts";

type Counts = { passed: number; failed: number; skipped: number };
type Step = { name: string; run: () => Counts };

const root = join(import.meta.dirname, "..");
const quick = process.argv.includes("--quick");
const reports = mkdtempSync(join(tmpdir(), "genkan-reports-"));
const bin = (path: string) => join(root, "node_modules", path);

/** Runs a program of node_modules with this Node; its output is shown as it comes. */
function node(args: string[], env: Record<string, string> = {}): boolean {
  const run = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  return run.status === 0;
}

const one = (ok: boolean): Counts => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function vitest(...projects: string[]): Counts {
  const report = join(reports, `${projects.join("-")}.json`);
  const chosen = projects.flatMap((project) => ["--project", project]);
  const ok = node([
    bin("vitest/vitest.mjs"),
    "run",
    ...chosen,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return one(false);
  const told: { numPassedTests: number; numFailedTests: number; numPendingTests: number } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const failed = told.numFailedTests === 0 && !ok ? 1 : told.numFailedTests;
  return { passed: told.numPassedTests, failed, skipped: told.numPendingTests };
}

function playwright(): Counts {
  const chromium = ensureChromium();
  if (!chromium) {
    process.stdout.write("No Chromium could be found or installed: the browser journeys did not run.\n");
    return one(false);
  }
  const report = join(reports, "playwright.json");
  const ok = node(
    [bin("@playwright/test/cli.js"), "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PLAYWRIGHT_CHROMIUM: chromium,
    },
  );
  if (!existsSync(report)) return one(false);
  const { stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } =
    JSON.parse(readFileSync(report, "utf8"));
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && !ok ? 1 : failed, skipped: stats.skipped };
}

const steps: Step[] = [
  { name: "derived code", run: () => one(node(["scripts/generate.ts"])) },
  {
    name: "format, lint, import rules",
    run: () => one(node([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."])),
  },
  { name: "types", run: () => one(node([bin("typescript/bin/tsc"), "--noEmit", "-p", "."])) },
  { name: "unused code", run: () => one(node([bin("knip/bin/knip.js")])) },
  { name: "unit tests", run: () => vitest("unit") },
];
if (!quick)
  steps.push(
    { name: "production build", run: () => one(node(["scripts/build.ts"])) },
    { name: "integration tests: databases", run: () => vitest("sqlite", "postgresql") },
    { name: "integration tests: sandbox AWS, shells, stock clients", run: () => vitest("integration") },
    { name: "HTTP tests on the production build", run: () => vitest("http") },
    { name: "browser journeys on the production build", run: playwright },
  );

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const { name, run } of steps) {
  process.stdout.write(`\n=== ${name}\n`);
  const startedAt = performance.now();
  const counts = run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  lines.push(
    `${counts.failed === 0 ? "ok    " : "FAILED"} ${String(seconds).padStart(4)} s  ${name}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ""}`,
  );
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${lines.join("\n")}\n\n`);
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}\n`,
);
process.exitCode = total.failed === 0 ? 0 : 1;
