import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A command line that prints export lines, timed from start to end. */
export type TerminalCommand = { name: string; file: string; args: string[]; env: Record<string, string> };

const python = "/usr/bin/python3";

/** The boto3 script, or null where the system's Python has no boto3. */
export function boto3Script(env: Record<string, string>): TerminalCommand | null {
  const args = [join(import.meta.dirname, "assume_role.py")];
  const found = spawnSync(python, ["-c", "import boto3"], { stdio: "ignore" });
  return found.status === 0 ? { name: "boto3 script", file: python, args, env } : null;
}

/** One curl to the portal, or null without curl. */
export function curlToPortal(url: string, roleId: string, cookie: string): TerminalCommand | null {
  if (spawnSync("curl", ["--version"], { stdio: "ignore" }).status !== 0) return null;
  const headers = [`Origin: ${url}`, "Content-Type: application/json", `Cookie: ${cookie}`];
  const args = ["--silent", "--data", '{"format":"bash"}', ...headers.flatMap((line) => ["--header", line])];
  return { name: "curl", file: "curl", args: [...args, `${url}/api/roles/${roleId}/credentials`], env: {} };
}

/** Runs a command once; milliseconds. Throws unless it printed the three lines. */
export function timeCommand({ name, file, args, env }: TerminalCommand): number {
  const startedAt = performance.now();
  const ran = spawnSync(file, args, {
    encoding: "utf8",
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...env },
  });
  const ms = performance.now() - startedAt;
  if (ran.status === 0 && (ran.stdout.match(/^export AWS_/gm)?.length ?? 0) >= 3) return ms;
  throw new Error(`the ${name} printed no credentials: ${(ran.stderr || ran.stdout).slice(0, 300)}`);
}
