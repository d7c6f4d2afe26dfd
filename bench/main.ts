// npm run bench -- issue [--rounds 8] [--seconds 1.5] [--databases sqlite,postgresql] [--profile folder]
// Prints figures and the aims beside them. It never judges by its exit code: figures depend on the machine.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchIssue } from "./issue.ts";

const root = join(import.meta.dirname, "..");
const usage =
  "npm run bench -- issue [--rounds 8] [--seconds 1.5] [--databases sqlite,postgresql] [--profile folder]\n";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "8" },
    seconds: { type: "string", default: "1.5" },
    databases: { type: "string", default: "sqlite,postgresql" },
    profile: { type: "string" },
  },
});

if (positionals.join(" ") !== "issue") process.stdout.write(usage);
else if (!existsSync(join(root, ".next/BUILD_ID")))
  process.stdout.write("There is no production build to measure. First: npm run build\n");
else
  await benchIssue({
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    databases: (["sqlite", "postgresql"] as const).filter((name) => values.databases.includes(name)),
    profile: values.profile,
  });
