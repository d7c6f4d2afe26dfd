// npm run demo: the whole product at http://127.0.0.1:3000 against the sandbox AWS, in one terminal.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { makeFolder } from "#lib/db/make-folder.ts";
import { holdWriterLock } from "#lib/db/writer-lock.ts";
import { demoCompany } from "../sandbox/company.ts";
import { startSandbox } from "../sandbox/start-sandbox.ts";
import { buildIsCurrent } from "./build-is-current.ts";
import { demoIdentities, identityVariables, readIdentity, toldOf } from "./demo-identity.ts";

const root = join(import.meta.dirname, "..");
const folder = resolve(process.env.GENKAN_DEMO_DIR ?? join(root, ".demo"));
const port = Number(process.env.PORT || 3000);
const url = `http://127.0.0.1:${port}`;

type DemoPerson = { email: string; password: string; role: string; name: string };
type DemoFile = { url: string; sandboxUrl: string; mfaSerial: string; people: DemoPerson[] };

let steps = 0;
const say = (text: string) => process.stdout.write(`${text}\n`);
const step = (text: string) => {
  steps += 1;
  say(`[${steps}] ${text}`);
};

class DemoError extends Error {}

const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== "--reset" && !option.startsWith("--identity="));
const askedIdentity = options.find((option) => option.startsWith("--identity="))?.slice("--identity=".length);
const identity = readIdentity(askedIdentity);
const children = new Set<ChildProcess>();
let stopping = false;

async function main(): Promise<void> {
  if (unknown.length > 0)
    throw new DemoError(`Unknown option ${unknown.join(" ")}. There are --reset and --identity=NAME.`);
  if (!identity)
    throw new DemoError(
      `There is no identity named "${askedIdentity}". Choose one of ${demoIdentities.join(", ")}.`,
    );
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new DemoError("PORT must be a number from 1 to 65535.");
  await requireFreePort(port);
  prepareFolder();

  if (buildIsCurrent(root)) step("The build is current");
  else {
    step("Building the portal (about a minute, the first time)");
    await run("scripts/build.ts", []);
  }

  const company = demoCompany({ issuer: url });
  const containerToken = randomBytes(24).toString("base64url");
  const sandbox = await startSandbox({
    world: company.world,
    containerAuthorizationToken: containerToken,
  });
  step(`The sandbox AWS answers at ${sandbox.url}`);

  const secret = keep("secret", () => randomBytes(48).toString("base64url"));
  const environment = {
    NODE_ENV: "production",
    PORT: String(port),
    HOST: "127.0.0.1",
    GENKAN_URL: url,
    GENKAN_SECRET: secret,
    DATABASE_URL: `file:${join(folder, "genkan.db")}`,
    // Measuring is part of trying out.
    GENKAN_ISSUES_PER_MINUTE: process.env.GENKAN_ISSUES_PER_MINUTE || "100000",
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_STS: sandbox.url,
    AWS_ENDPOINT_URL_IAM: sandbox.url,
    AWS_ENDPOINT_URL_ORGANIZATIONS: sandbox.url,
    AWS_ENDPOINT_URL_SIGNIN: sandbox.url,
    ...identityVariables(identity, {
      folder,
      sandboxUrl: sandbox.url,
      accessKey: company.portalAccessKey,
      containerToken,
      hubAccountId: company.hubAccountId,
    }),
  };
  const people: DemoPerson[] = JSON.parse(keep("people.json", () => JSON.stringify(makePeople(), null, 2)));
  if (existsSync(join(folder, "seeded"))) step("The company of the last time is there");
  else {
    const roles = company.roles.length + company.furtherRoles.length;
    step(`Making a company: 12 accounts, ${roles} roles, 3 people`);
    // What an interrupted start left is no company.
    for (const name of readdirSync(folder)) if (name.startsWith("genkan.db")) rmSync(join(folder, name));
    await run("scripts/demo-seed.ts", [join(folder, "people.json")], environment, openLog());
    if (stopping) return;
    writeFileSync(join(folder, "seeded"), "");
  }

  const { serialNumber: mfaSerial } = company.portalMfaDevice;
  const file: DemoFile = { url, sandboxUrl: sandbox.url, mfaSerial, people };
  writeFileSync(join(folder, "demo.json"), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  step(`Starting the portal; its log is ${join(folder, "portal.log")}`);
  await startPortal(environment);
  printWelcome(file, toldOf[identity]);
}

/** A value made once and kept in the demo's folder. */
function keep(name: string, make: () => string): string {
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

function makePeople(): DemoPerson[] {
  const password = () => `${randomBytes(9).toString("base64url")}-${randomBytes(3).toString("hex")}`;
  return [
    { name: "Aiko Ueno", email: "aiko@nimbus.example", role: "owner", password: password() },
    { name: "Devon Ortega", email: "devon@nimbus.example", role: "developer", password: password() },
    { name: "Maren Lindqvist", email: "maren@nimbus.example", role: "auditor", password: password() },
  ];
}

function prepareFolder(): void {
  try {
    const ours = ["people.json", "secret", "demo.lock"].some((name) => existsSync(join(folder, name)));
    if (existsSync(folder) && !ours && readdirSync(folder).length > 0)
      throw new DemoError(`${folder} was not made by the demo, so it is left alone.`);
    makeFolder(folder, 0o700);
    accessSync(folder, constants.W_OK);
    holdWriterLock(join(folder, "demo"));
    if (!process.argv.includes("--reset")) return;
    for (const name of readdirSync(folder))
      if (!name.startsWith("demo.lock")) rmSync(join(folder, name), { recursive: true });
    step("Began anew: the last demo's data is gone");
  } catch (error) {
    if (error instanceof DemoError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "SQLITE_BUSY")
      throw new DemoError(
        `Another demo is running on ${folder}. Stop it, or name another folder with GENKAN_DEMO_DIR.`,
      );
    throw new DemoError(
      `The folder ${folder} cannot be written${code && ` (${code})`}. Name another with GENKAN_DEMO_DIR.`,
    );
  }
}

async function requireFreePort(wanted: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", (error: NodeJS.ErrnoException) =>
      fail(
        new DemoError(
          error.code === "EADDRINUSE"
            ? `Port ${wanted} is taken. Stop what listens there, or choose another: PORT=3001 npm run demo`
            : `Port ${wanted} cannot be used (${error.code ?? error.name}).`,
        ),
      ),
    );
    probe.listen(wanted, "127.0.0.1", done);
  });
  await new Promise((done) => probe.close(done));
}

/** A step in a process of its own, with what it prints here or in the log. */
async function run(
  script: string,
  args: string[],
  environment: Record<string, string> = {},
  out: "inherit" | number = "inherit",
): Promise<void> {
  const child = start(script, args, environment, out);
  const code = await new Promise<number | null>((done) => child.once("exit", done));
  if (code !== 0 && !stopping) throw new DemoError(`${script} failed, as told above.`);
}

function start(
  script: string,
  args: string[],
  environment: Record<string, string>,
  out: "inherit" | number,
): ChildProcess {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, script), ...args],
    {
      cwd: root,
      env: { ...ownEnvironment(), ...environment },
      stdio: script === "server/main.ts" ? ["ignore", out, out, "ipc"] : ["ignore", out, "inherit"],
    },
  );
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Nobody's real AWS keys, profiles or settings reach the demo. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = { ...process.env };
  for (const name of Object.keys(kept)) if (/^(AWS_|GENKAN_|DATABASE_URL)/.test(name)) delete kept[name];
  return kept;
}

function openLog(): number {
  return openSync(join(folder, "portal.log"), "a", 0o600);
}

async function startPortal(environment: Record<string, string>): Promise<void> {
  const child = start("server/main.ts", [], environment, openLog());
  let ended = false;
  child.once("exit", (code) => {
    ended = true;
    if (!stopping) void stop(`The portal ended with code ${code}. Its log: ${join(folder, "portal.log")}`, 1);
  });
  for (let attempt = 0; attempt < 600 && !ended; attempt += 1) {
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  if (!ended) throw new DemoError("The portal did not become ready within a minute.");
}

function printWelcome({ people, sandboxUrl, mfaSerial }: DemoFile, aboutIdentity: string): void {
  const width = Math.max(...people.map((person) => person.email.length));
  say(`\nGenkan is ready:  ${url}\n`);
  for (const { role, email, password } of people)
    say(`  ${role.padEnd(10)} ${email.padEnd(width)}   ${password}`);
  say(`\n${aboutIdentity}`);
  say(`The same for scripts: ${join(folder, "demo.json")}`);
  say(`Try the credentials against the sandbox: AWS_ENDPOINT_URL=${sandboxUrl} aws sts get-caller-identity`);
  say("Six digits for a role that asks for MFA:");
  say(`  curl -s ${sandboxUrl}/_sandbox/totp -d '{"serialNumber":"${mfaSerial}"}'`);
  say("Ctrl-C stops everything. npm run demo -- --reset begins anew.\n");
}

async function stop(message: string | null, code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (message) process.stderr.write(`${message}\n`);
  const ended = [...children].map((child) => new Promise((done) => child.once("exit", done)));
  for (const child of children) child.kill("SIGTERM");
  const late = setTimeout(() => {
    for (const child of children) child.kill("SIGKILL");
  }, 5000);
  await Promise.all(ended);
  clearTimeout(late);
  process.exit(code);
}

process.on("SIGINT", () => void stop("\nStopping.", 0));
process.on("SIGTERM", () => void stop(null, 0));
process.on("SIGHUP", () => void stop(null, 0));

try {
  await main();
} catch (error) {
  if (!(error instanceof DemoError)) throw error;
  await stop(`The demo cannot start. ${error.message}`, 1);
}
