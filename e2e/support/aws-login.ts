import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { AwsCli } from "./stock-clients.ts";

/** A command that waits for its person: what it said so far, and how it ended. */
type Waiting = { said: () => string; ended: Promise<number | null> };

/**
 * Starts a program that goes on by itself until it ends.
 * @param answers what is typed when it asks, each once
 */
export function startWaiting(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  answers: readonly (readonly [question: RegExp, answer: string])[] = [],
): Waiting {
  const child = spawn(program, args, { env });
  const open = [...answers];
  let said = "";
  let read = 0;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const next = open[0]?.[0].exec(said.slice(read));
      if (!next) return;
      child.stdin.write(open.shift()?.[1] ?? "");
      read = said.length;
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { said: () => said, ended };
}

/** `aws sso login`, which opens no browser. */
export const startLogin = (cli: AwsCli, args: readonly string[], env: NodeJS.ProcessEnv): Waiting =>
  startWaiting(cli.program, ["sso", "login", "--no-browser", ...args], env);

/** Opens the address that a CLI prints, and allows there what it asks. */
export async function allowInBrowser(page: Page, portalUrl: string, { said }: Waiting): Promise<void> {
  // The challenge stands last and is 43 characters long: by then all of the address is there.
  const address = new RegExp(`${portalUrl}/authorize\\?\\S+code_challenge=[\\w-]{43}`);
  await expect.poll(said, { timeout: 30_000 }).toMatch(address);
  await page.goto(address.exec(said())?.[0] ?? "");
  await page.getByRole("button", { name: "Allow" }).click();
}

/** The tokens that an AWS CLI keeps in a home folder: what they are, and how to make it think that they ended. */
export function cachedToken(home: string): { read: () => unknown; expire: () => void } {
  const cache = join(home, ".aws/sso/cache");
  const file = readdirSync(cache)
    .map((name) => join(cache, name))
    .find((path) => readFileSync(path, "utf8").includes('"accessToken"'));
  if (file === undefined) throw new Error("the CLI kept no token");
  const read = (): unknown => JSON.parse(readFileSync(file, "utf8"));
  const expire = () =>
    writeFileSync(file, JSON.stringify({ ...Object(read()), expiresAt: "2020-01-01T00:00:00Z" }));
  return { read, expire };
}
