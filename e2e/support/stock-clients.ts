import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { member } from "./api-client.ts";
import { notice } from "./notice.ts";
import { root } from "./start-portal.ts";

const run = promisify(execFile);

/** An AWS client of this machine that says who it is; it knows nothing but files and variables. */
export type StockClient = {
  name: string;
  /** Whether it reads the addresses of services from `[services]`, as clients do since the middle of 2023. */
  readsServices: boolean;
  command: (stsUrl: string) => [string, ...string[]];
};

const boto3Script = `
import boto3, json, sys
said = boto3.Session().client("sts", endpoint_url=sys.argv[1], region_name="eu-west-1").get_caller_identity()
print(json.dumps({"Account": said["Account"], "Arn": said["Arn"]}))
`;

/** An AWS CLI, by its program. */
export type AwsCli = StockClient & {
  program: string;
  /** Whether `aws sso login` goes through the browser unless it is told to show a code, as it does since 2.22. */
  browserSignIn: boolean;
  /** Whether it asks the start URL where that leads before it signs in, as it does since 2.35.13. */
  followsStartUrl: boolean;
};

/** Debian's AWS CLI, and those that GENKAN_AWS_CLIS names by their paths, with colons between them. */
export function awsClis(): AwsCli[] {
  return ["/usr/bin/aws", ...namedBy("GENKAN_AWS_CLIS")].filter((program) => existsSync(program)).map(awsCli);
}

const namedBy = (variable: string) => (process.env[variable] ?? "").split(":").filter((path) => path !== "");

function awsCli(program: string): AwsCli {
  const said = execFileSync(program, ["--version"], {
    encoding: "utf8",
    env: { NODE_ENV: "test", ...bareVariables },
  });
  const [version = "", major = 0, minor = 0] = /^aws-cli\/((\d+)\.(\d+)\S*)/.exec(said)?.slice(1) ?? [];
  const since = (wanted: number) => Number(major) > 2 || (Number(major) === 2 && Number(minor) >= wanted);
  return {
    name: `AWS CLI ${version}`,
    program,
    readsServices: since(13),
    browserSignIn: since(22),
    followsStartUrl: since(36),
    command: (sts) => [
      program,
      ...["--endpoint-url", sts, "--region", "eu-west-1", "--output", "json"],
      ...["sts", "get-caller-identity"],
    ],
  };
}

/**
 * The JavaScript SDK, AWS CLIs, boto3 in Debian's python3, the one of PATH and those of GENKAN_PYTHONS, and the SDK for
 * Go where GENKAN_GO_CLIENT names a program that was built from who-am-i.go. What is missing is told.
 */
export function stockClients(): StockClient[] {
  const clients: StockClient[] = [
    {
      name: "the SDK for JavaScript",
      readsServices: true,
      command: (sts) => [process.execPath, join(root, "e2e/support/who-am-i.ts"), sts],
    },
  ];
  const clis = awsClis();
  if (clis.length === 0) notice("skipped: no /usr/bin/aws on this machine");
  clients.push(...clis);
  for (const python of new Set(["/usr/bin/python3", ...onPath("python3"), ...namedBy("GENKAN_PYTHONS")])) {
    const version = botocoreVersion(python);
    if (version === null) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    clients.push({
      name: `boto3 with botocore ${version}`,
      readsServices: major > 1 || minor >= 31,
      command: (sts) => [python, "-c", boto3Script, sts],
    });
  }
  if (!clients.some(({ name }) => name.startsWith("boto3"))) notice("skipped: no boto3 on this machine");
  const go = process.env["GENKAN_GO_CLIENT"];
  if (go) clients.push({ name: "the SDK for Go", readsServices: true, command: (sts) => [go, sts] });
  return clients;
}

/** The SDK for JavaScript with one of its providers and no other. */
export const byProvider = (provider: string): StockClient => ({
  name: `the SDK for JavaScript with ${provider}`,
  readsServices: true,
  command: (sts) => [process.execPath, join(root, "e2e/support/who-am-i.ts"), sts, provider],
});

/** Who a client says that it is, with nothing around it but a home folder and the variables given. */
export async function whoIs(
  client: StockClient,
  stsUrl: string,
  env: Record<string, string>,
): Promise<{ account: string; arn: string }> {
  const [command, ...args] = client.command(stsUrl);
  const { stdout } = await run(command, args, { env: { NODE_ENV: "test", ...bareVariables, ...env } });
  const said: unknown = JSON.parse(stdout);
  return { account: String(member(said, "Account")), arn: String(member(said, "Arn")) };
}

/** The same said behind a line that a shell runs before it. */
export async function whoIsAfter(
  client: StockClient,
  stsUrl: string,
  line: string,
  env: Record<string, string>,
): Promise<{ account: string; arn: string }> {
  const words = client.command(stsUrl).map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  const script = `${line}\nexec ${words.join(" ")}\n`;
  const { stdout } = await run("/bin/sh", ["-c", script], {
    env: { NODE_ENV: "test", ...bareVariables, ...env },
  });
  const said: unknown = JSON.parse(stdout);
  return { account: String(member(said, "Account")), arn: String(member(said, "Arn")) };
}

const bareVariables = { PATH: "/usr/bin:/bin:/usr/sbin", AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true" };

function onPath(name: string): string[] {
  try {
    // A shim would need its own variables: the program behind it does not.
    return [execFileSync(name, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim()];
  } catch {
    return [];
  }
}

function botocoreVersion(python: string): string | null {
  try {
    const script = "import boto3, botocore; print(botocore.__version__)";
    return execFileSync(python, ["-c", script], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}
