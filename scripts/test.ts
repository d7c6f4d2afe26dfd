// npm test: every check there is, with one sum at the end. npm run check: the quick ones. What does not need each
// other runs side by side, and is shown one after the other.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./ensure-chromium.ts";

type Counts = { passed: number; failed: number; skipped: number };
type Output = { write: (text: string) => void; show: () => void };
type Step = { name: string; run: (output: Output) => Promise<Counts> };
type Told = { counts: Counts; seconds: number };

const root = join(import.meta.dirname, "..");
const quick = process.argv.includes("--quick");
const reports = mkdtempSync(join(tmpdir(), "genkan-reports-"));
const bin = (path: string) => join(root, "node_modules", path);

/** Holds what is written until it is to be shown, and shows from then on what comes as it comes. */
function heldOutput(): Output {
  let held: string[] | null = [];
  return {
    write: (text) => void (held === null ? process.stdout.write(text) : held.push(text)),
    show: () => {
      for (const text of held ?? []) process.stdout.write(text);
      held = null;
    },
  };
}

/** Runs a program of node_modules with this Node, and passes on what it prints. */
function node(output: Output, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...(process.stdout.isTTY && { FORCE_COLOR: "1" }),
      NEXT_TELEMETRY_DISABLED: "1",
      // Each test file has a process of its own: what is compiled once is kept.
      NODE_COMPILE_CACHE: bin(".cache/compiled"),
      ...env,
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => output.write(text));
  }
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

const one = (ok: boolean): Counts => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param atOnce how many files; what mostly waits takes more than there are cores */
async function vitest(output: Output, atOnce: number, ...projects: string[]): Promise<Counts> {
  const report = join(reports, `${projects.join("-")}.json`);
  const chosen = projects.flatMap((project) => ["--project", project]);
  const ok = await node(output, [
    bin("vitest/vitest.mjs"),
    "run",
    `--maxWorkers=${atOnce}`,
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

async function playwright(output: Output): Promise<Counts> {
  const chromium = ensureChromium();
  if (!chromium) {
    output.write("No Chromium could be found or installed: the browser journeys did not run.\n");
    return one(false);
  }
  const report = join(reports, "playwright.json");
  const ok = await node(
    output,
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

const derived: Step = {
  name: "derived code",
  run: async (output) => one(await node(output, ["scripts/generate.ts"])),
};
const statics: Step[] = [
  {
    name: "format, lint, import rules",
    run: async (output) =>
      one(await node(output, [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."])),
  },
  {
    name: "types",
    run: async (output) => one(await node(output, [bin("typescript/bin/tsc"), "--noEmit", "-p", "."])),
  },
  { name: "unused code", run: async (output) => one(await node(output, [bin("knip/bin/knip.js")])) },
];
const unit: Step = { name: "unit tests", run: (output) => vitest(output, 2, "unit", "unit-alone") };
// As npm run build does it, without making the derived code anew under the tests beside it.
const build: Step = {
  name: "production build",
  run: async (output) =>
    one(await node(output, [bin("next/dist/bin/next"), "build"], { NODE_ENV: "production" })),
};
const databases: Step = {
  name: "integration tests: databases",
  run: (output) => vitest(output, 3, "sqlite", "postgresql"),
};
const neighbours: Step = {
  name: "integration tests: sandbox AWS, shells, stock clients",
  run: (output) => vitest(output, 3, "integration"),
};
const http: Step = {
  name: "HTTP tests on the production build",
  run: (output) => vitest(output, 2, "http"),
};
const browser: Step = { name: "browser journeys on the production build", run: playwright };

/** One after the other; in each, rows of steps that run side by side. */
const phases: Step[][][] = quick
  ? [[[derived]], [statics, [unit]]]
  : [[[derived]], [[...statics, build], [unit]], [[databases]], [[neighbours]], [[http]], [[browser]]];

async function timed(step: Step, output: Output): Promise<Told> {
  const startedAt = performance.now();
  const counts = await step.run(output);
  return { counts, seconds: Math.round((performance.now() - startedAt) / 1000) };
}

const startedAt = performance.now();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const rows of phases) {
  const running = rows.flatMap((row) => {
    let before: Promise<unknown> = Promise.resolve();
    return row.map((step) => {
      const output = heldOutput();
      const told = before.then(() => timed(step, output));
      before = told;
      return { name: step.name, output, told };
    });
  });
  for (const { name, output, told } of running) {
    process.stdout.write(`\n=== ${name}\n`);
    output.show();
    const { counts, seconds } = await told;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    lines.push(
      `${counts.failed === 0 ? "ok    " : "FAILED"} ${String(seconds).padStart(4)} s  ${name}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ""}`,
    );
  }
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${lines.join("\n")}\n`);
process.stdout.write(`In ${Math.round((performance.now() - startedAt) / 1000)} s, some side by side.\n\n`);
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}\n`,
);
process.exitCode = total.failed === 0 ? 0 : 1;
