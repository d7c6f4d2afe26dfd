import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { demoCompany, portalAccessKey } from "./company.ts";
import { startSandbox } from "./start-sandbox.ts";
import { parseWorld, type World } from "./world.ts";

const USAGE =
  "Usage: node sandbox/main.ts [--port 4566] [--host 127.0.0.1] [--issuer http://127.0.0.1:3000 | --world file.json]\n";

await main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${explain(error)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4566" },
      host: { type: "string", default: "127.0.0.1" },
      issuer: { type: "string" },
      world: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be 0 to 65535. ${USAGE}`);
  if (values.issuer !== undefined && values.world !== undefined)
    throw new Error(`--issuer is for the demo company, so --world has no use for it. ${USAGE}`);
  const world = values.world === undefined ? undefined : readWorld(values.world);
  const company = values.issuer === undefined ? {} : { issuer: values.issuer };
  const sandbox = await startSandbox({
    port,
    host: values.host,
    world: world ?? parseWorld(demoCompany(company).world),
  });
  process.stdout.write(
    `Sandbox AWS at ${sandbox.url}. Use it with:\n\n${environment(sandbox.url, world)}\nCtrl-C stops it.\n`,
  );
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function environment(url: string, world: World | undefined): string {
  const key = world === undefined ? portalAccessKey : world.users.flatMap((user) => user.accessKeys)[0];
  const lines = [
    ["AWS_ENDPOINT_URL_STS", url],
    ["AWS_ENDPOINT_URL_IAM", url],
    ["AWS_ENDPOINT_URL_ORGANIZATIONS", url],
    ["AWS_ENDPOINT_URL_SIGNIN", url],
    ["AWS_ENDPOINT_URL_S3", url],
    // botocore appends its paths without a slash of its own.
    ["AWS_EC2_METADATA_SERVICE_ENDPOINT", `${url}/`],
    ["AWS_CONTAINER_CREDENTIALS_FULL_URI", `${url}/v2/credentials/task`],
    ["AWS_REGION", "us-east-1"],
    ...(key ? [["AWS_ACCESS_KEY_ID", key.id] as const, ["AWS_SECRET_ACCESS_KEY", key.secret] as const] : []),
  ];
  return lines.map(([name, value]) => `export ${name}='${value}'\n`).join("");
}

function readWorld(file: string): World {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  return parseWorld(value);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") return "the port is taken. Choose another with --port.";
  return error.message;
}
