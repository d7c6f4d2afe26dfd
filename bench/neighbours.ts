import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { seedCompany } from "../e2e/support/seed-company.ts";
import { type PortalOptions, startPortal } from "../e2e/support/start-portal.ts";
import { freePort } from "../scripts/test-postgres.ts";

const root = join(import.meta.dirname, "..");

/** The sandbox AWS in a process of its own. */
export async function startSandboxProcess(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = String(await freePort());
  const child: ChildProcess = spawn(process.execPath, [join(root, "sandbox/main.ts"), "--port", port], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

/** A portal with the sandbox's company in it, and what a signed-in developer needs to be issued a role. */
export type BenchPortal = {
  name: string;
  url: string;
  roleId: string;
  roleArn: string;
  cookie: string;
  stop: () => Promise<void>;
};

/** Starts the built portal on an empty database and fills it through its API. */
export async function startBenchPortal(
  name: string,
  options: Omit<PortalOptions, "port">,
): Promise<BenchPortal> {
  const env = { GENKAN_ISSUES_PER_MINUTE: "1000000", ...options.env };
  const portal = await startPortal({ ...options, env });
  const { developer, assignedRoleId, roleIds } = await seedCompany(portal).catch(async (error: unknown) => {
    await portal.stop();
    throw error;
  });
  // From here its log is read and dropped: keeping it would cost this process, and these cores, time.
  portal.process.stdout?.removeAllListeners("data").resume();
  const roleArn = [...roleIds].find(([, id]) => id === assignedRoleId)?.[0] ?? "";
  const cookie = [...developer.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  return { name, url: portal.url, roleId: assignedRoleId, roleArn, cookie, stop: () => portal.stop() };
}
