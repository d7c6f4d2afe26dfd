import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// unit (*.test.ts): this process only. integration (*.itest.ts): the sandbox AWS, shells, stock AWS clients.
// sqlite and postgresql (*.dbtest.ts): the same files on each database. http (e2e/http): the production build.
const shared = {
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server"] } },
};

const patient = { environment: "node" as const, testTimeout: 120_000, hookTimeout: 120_000 };

// Most unit tests leave a process as they found it and share one, which halves their time. Those that set variables,
// the clock, globals or modules get a process each.
const changesProcess = /process\.env|\bvi\.|#lib\/testing\/|globalThis/;
const root = import.meta.dirname;
const unitTests = globSync("{app,bench,components,lib,messages,sandbox,scripts,server}/**/*.test.{ts,tsx}", {
  cwd: root,
});
const alone = unitTests.filter((file) => changesProcess.test(readFileSync(join(root, file), "utf8")));

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: unitTests.filter((file) => !alone.includes(file)),
          environment: "node",
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        ...shared,
        test: { name: "unit-alone", include: alone, environment: "node", testTimeout: 20_000 },
      },
      {
        ...shared,
        test: { ...patient, name: "integration", include: ["{lib,sandbox,scripts,server}/**/*.itest.ts"] },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: "sqlite",
          include: ["lib/**/*.dbtest.ts"],
          env: { TEST_PROVIDER: "sqlite" },
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: "postgresql",
          include: ["lib/**/*.dbtest.ts"],
          env: { TEST_PROVIDER: "postgresql" },
          globalSetup: ["lib/testing/postgres-for-all-files.ts"],
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: "http",
          include: ["e2e/http/**/*.test.ts"],
          globalSetup: ["lib/testing/postgres-for-all-files.ts"],
        },
      },
    ],
  },
});
