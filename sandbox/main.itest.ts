import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, output, ended };
}

test("prints where it is and ends cleanly on Ctrl-C", async () => {
  const { child, output, ended } = start("--port", "0");
  await expect.poll(() => output.stdout, { timeout: 20_000 }).toContain("Ctrl-C");
  const url = /AWS_ENDPOINT_URL_STS='([^']+)'/.exec(output.stdout)?.[1];
  expect((await fetch(url ?? "")).status).toBe(200);
  expect(output.stdout).toContain(`AWS_CONTAINER_CREDENTIALS_FULL_URI='${url}/v2/credentials/task'`);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(output.stderr).toBe("");
});

test("says that a port is taken", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { output, ended } = start("--port", String(port));
  expect(await ended).toBe(1);
  expect(output.stderr).toBe("sandbox: the port is taken. Choose another with --port.\n");
  other.close();
});

test("names what is wrong with a world file", async () => {
  const { output, ended } = start("--world", fileURLToPath(new URL("../package.json", import.meta.url)));
  expect(await ended).toBe(1);
  expect(output.stderr).toBe("sandbox: accounts: must be a list.\n");
});
