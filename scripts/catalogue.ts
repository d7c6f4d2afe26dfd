// npm run catalogue -- plan|apply|export FILE: the catalogue file over the portal's API, docs/catalogue-file.md.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { CataloguePlan } from "#lib/transfer/plan-view.ts";
import { type CatalogueApi, catalogueApi, RefusedCall } from "./catalogue-api.ts";
import { planText } from "./catalogue-plan-text.ts";

const usage = `usage: npm run catalogue -- plan FILE [--detailed-exitcode] [--no-prune]
       npm run catalogue -- apply FILE [--yes] [--no-prune] [--skip-refused]
       npm run catalogue -- export FILE [--managed-by NAME]
GENKAN_URL names the portal, GENKAN_TOKEN or GENKAN_TOKEN_FILE the access token.
`;

/** What stops this, as a sentence for the terminal. */
class Stopped extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new Stopped(usage);
  const api = catalogueApi(portalUrl(), token());
  switch (command) {
    case "plan": {
      const plan = await planned(api, readFile(path), values);
      if (plan.counts.refuse > 0 || plan.managedBy === null) return 1;
      return values["detailed-exitcode"] && changesOf(plan) > 0 ? 2 : 0;
    }
    case "apply":
      return apply(api, readFile(path), values);
    case "export":
      return exportTo(api, path, values["managed-by"]);
    default:
      throw new Stopped(usage);
  }
}

type Options = ReturnType<typeof readArguments>["values"];

function readArguments() {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        "detailed-exitcode": flag,
        "no-prune": flag,
        "skip-refused": flag,
        yes: flag,
        "managed-by": { type: "string" },
      },
    });
  } catch (error) {
    throw new Stopped(`${error instanceof Error ? error.message : ""}\n${usage}`);
  }
}

function portalUrl(): URL {
  const url = process.env.GENKAN_URL ?? "";
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url);
  throw new Stopped("GENKAN_URL has to be the portal's address, such as https://portal.example.com\n");
}

function token(): string {
  const file = process.env.GENKAN_TOKEN_FILE;
  const found = process.env.GENKAN_TOKEN ?? (file ? readFile(file) : "");
  if (/^[\x21-\x7e]+$/.test(found.trim())) return found.trim();
  throw new Stopped("GENKAN_TOKEN or GENKAN_TOKEN_FILE has to give an access token.\n");
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Stopped(`${path} cannot be read.\n`);
  }
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 });
  } catch {
    throw new Stopped(`${path} cannot be written.\n`);
  }
}

async function planned(api: CatalogueApi, file: string, options: Options): Promise<CataloguePlan> {
  const plan = await api.plan({ file, prune: !options["no-prune"] });
  process.stdout.write(planText(plan, process.stdout.isTTY === true && !process.env.NO_COLOR));
  if (plan.managedBy === null)
    process.stderr.write("This file cannot be applied: it says no name of its own, managed-by.\n");
  return plan;
}

const changesOf = ({ counts }: CataloguePlan) => counts.add + counts.change + counts.adopt + counts.remove;

async function apply(api: CatalogueApi, file: string, options: Options): Promise<number> {
  const plan = await planned(api, file, options);
  const skipRefused = options["skip-refused"];
  if (plan.counts.refuse > 0 && !skipRefused) {
    process.stderr.write("Nothing was applied: entries are refused. --skip-refused leaves them out.\n");
    return 1;
  }
  if (plan.managedBy === null) return 1;
  if (changesOf(plan) === 0) return 0;
  if (!options.yes && !(await agreed())) {
    process.stderr.write("Nothing was applied.\n");
    return 1;
  }
  await api.apply({ file, prune: !options["no-prune"], skipRefused, digest: plan.digest });
  process.stdout.write("Applied.\n");
  return 0;
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Stopped("Without a terminal, apply needs --yes.\n");
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await prompt.question("Apply this? [y/N] ")).trim());
  } finally {
    prompt.close();
  }
}

async function exportTo(api: CatalogueApi, path: string, managedBy: string | undefined): Promise<number> {
  const existing = existsSync(path) ? readFile(path) : "";
  const merges = existing.trim() !== "" && managedBy === undefined;
  const text = merges ? await api.merge(existing) : await api.file(managedBy);
  if (text === existing) process.stdout.write(`${path} says what the catalogue says.\n`);
  else {
    writeFile(path, text);
    process.stdout.write(`${path} was written.\n`);
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Stopped || error instanceof RefusedCall)) throw error;
  process.stderr.write(error.message);
  process.exitCode = 1;
}
