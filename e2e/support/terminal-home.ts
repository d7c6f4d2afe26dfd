import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";

const run = promisify(execFile);

/** The role that is worked with in terminals. */
export const terminalRole = { account: "210987654301", roleName: "ReadOnly" };

/** A person's home folder, gone afterwards, and what they do in it with what the terminal page gives. */
export type TerminalHome = {
  folder: string;
  /** The variables of a shell that knows nothing but where home is. */
  env: () => NodeJS.ProcessEnv;
  /** What `~/.aws/config` says. */
  config: () => string;
  /** Saves the script that the page offers, as a person does. */
  saveScript: (page: Page) => Promise<string>;
  /** Saves the page's script and runs it. */
  install: (page: Page) => Promise<void>;
  /** What the profile of `terminalRole` is called, in the configuration that was installed. */
  profile: () => string;
  /** Empties the AWS CLI's own cache of roles' credentials. */
  forgetCredentials: () => void;
  remove: () => void;
};

export function terminalHome(): TerminalHome {
  const folder = mkdtempSync(join(tmpdir(), "genkan-home-"));
  const env = (): NodeJS.ProcessEnv => ({ NODE_ENV: "test", HOME: folder, PATH: "/usr/bin:/bin:/usr/sbin" });
  const config = () => readFileSync(join(folder, ".aws/config"), "utf8");
  const saveScript = async (page: Page) => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Save genkan-[a-z-]+\.sh$/ }).click();
    const download = await saved;
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  return {
    folder,
    env,
    config,
    saveScript,
    install: async (page) => void (await run("/bin/sh", [await saveScript(page)], { env: env() })),
    profile: () => {
      const section = config()
        .split(/^\[/m)
        .find(
          (part) =>
            part.includes(`sso_account_id = ${terminalRole.account}`) &&
            new RegExp(`sso_role_name = ${terminalRole.roleName}$`, "m").test(part),
        );
      const name = /^profile ([^\]]+)\]/.exec(section ?? "")?.[1];
      if (name === undefined) throw new Error(`no profile of the role in ${config()}`);
      return name;
    },
    forgetCredentials: () => rmSync(join(folder, ".aws/cli"), { recursive: true, force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Holds who a client says that it is against `terminalRole`, assumed by the person. */
export function expectTerminalRole(said: { account: string; arn: string }, email: string): void {
  const { account, roleName } = terminalRole;
  expect(said).toEqual({ account, arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${email}` });
}
