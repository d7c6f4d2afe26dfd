// npm run build: what is derived, then the production build. Fetches nothing.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
for (const [script, ...args] of [["scripts/generate.ts"], ["node_modules/next/dist/bin/next", "build"]]) {
  const run = spawnSync(process.execPath, [join(root, script ?? ""), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
