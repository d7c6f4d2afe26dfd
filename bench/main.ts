// npm run bench -- issue [--rounds 8] [--seconds 1.5] [--databases sqlite,postgresql] [--profile folder]
// npm run bench -- catalogue [--rounds 3] [--seconds 1.5] [--databases sqlite,postgresql] [--sizes 100,1000,10000]
// Prints figures and the aims beside them. It never judges by its exit code: figures depend on the machine.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchCatalogue } from "./catalogue.ts";
import { benchIssue } from "./issue.ts";

const root = join(import.meta.dirname, "..");
const shared = "[--rounds n] [--seconds 1.5] [--databases sqlite,postgresql]";
const usage = `npm run bench -- issue ${shared} [--profile folder]
npm run bench -- catalogue ${shared} [--sizes 100,1000,10000]
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    seconds: { type: "string", default: "1.5" },
    databases: { type: "string", default: "sqlite,postgresql" },
    profile: { type: "string" },
    sizes: { type: "string", default: "100,1000,10000" },
  },
});

const databases = (["sqlite", "postgresql"] as const).filter((name) => values.databases.includes(name));
const seconds = Number(values.seconds);
const what = positionals.join(" ");

if (what !== "issue" && what !== "catalogue") process.stdout.write(usage);
else if (!existsSync(join(root, ".next/BUILD_ID")))
  process.stdout.write("There is no production build to measure. First: npm run build\n");
else if (what === "issue")
  await benchIssue({ rounds: Number(values.rounds ?? 8), seconds, databases, profile: values.profile });
else
  await benchCatalogue({
    rounds: Number(values.rounds ?? 3),
    seconds,
    databases,
    sizes: values.sizes.split(",").map(Number),
  });
