import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fromContainerMetadata, fromProcess } from "@aws-sdk/credential-providers";
import { loadSharedConfigFiles, loadSsoSessionData } from "@smithy/shared-ini-file-loader";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { exampleTerminalRole } from "./example-terminal-role.ts";
import { functionName } from "./portal-names.ts";
import { renderContainerLines } from "./render-container-functions.ts";
import { renderExportLine } from "./render-export-functions.ts";
import { renderInstaller } from "./render-installer.ts";
import { renderOneRoleWithToken } from "./render-one-role.ts";
import { renderTerminal, type TerminalOptions } from "./render-terminal.ts";
import type { NamedRole } from "./terminal-role.ts";
import { tokenFileText } from "./token-file.ts";

const aws = "/usr/bin/aws";
const python = "/usr/bin/python3";
const noAws = !existsSync(aws);
const noBotocore = !existsSync(python) || spawnSync(python, ["-c", "import botocore.session"]).status !== 0;
const token = `genkan_pat_${"k".repeat(43)}`;
const roles: readonly NamedRole[] = [
  { ...exampleTerminalRole(), profile: "acme-dev-admin" },
  {
    ...exampleTerminalRole({ id: "role-2", roleName: "Read", region: "ap-northeast-1" }),
    profile: "acme-dev-read",
  },
];

let home = "";
let server: Server;
let options: TerminalOptions;
let asked: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "genkan terminal-"));
  mkdirSync(join(home, ".aws"));
  server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  options = {
    origin,
    startUrl: "https://identitycenter.amazonaws.com/portal",
    sessionName: "acme",
    ssoRegion: "us-east-1",
    region: "eu-west-1",
    defaultProfile: null,
    tokenFile: null,
  };
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked = [];
});
afterAll(() => {
  server.close();
  rmSync(home, { recursive: true });
});

const expiry = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
const keys = (roleId: string) => ({
  AccessKeyId: `ASIA${roleId}`,
  SecretAccessKey: "s/+=",
  Expiration: expiry,
});

// Answers as the portal's routes do.
function answer(request: IncomingMessage, response: ServerResponse) {
  asked.push(`${request.method} ${request.url}`);
  const roleId = /role-\d/.exec(request.url ?? "")?.[0] ?? "";
  const say = (status: number, type: string, text: string) =>
    response.writeHead(status, { "Content-Type": type }).end(text);
  if (request.headers.authorization !== `Bearer ${token}`) return say(401, "application/json", "{}");
  if (request.url?.startsWith("/aws/credential-process/"))
    return say(200, "application/json", JSON.stringify({ Version: 1, ...keys(roleId), SessionToken: "t" }));
  if (request.url?.startsWith("/aws/container-credentials/"))
    return say(200, "application/json", JSON.stringify({ ...keys(roleId), Token: "t" }));
  if (request.method !== "POST" || request.headers["content-type"] !== "application/json")
    return say(400, "application/json", "{}");
  let text = "";
  request.on("data", (chunk) => {
    text += chunk;
  });
  request.on("end", () => {
    const { region = "none" } = JSON.parse(text);
    say(
      200,
      "text/plain",
      `unset AWS_PROFILE;\nexport AWS_ACCESS_KEY_ID='ASIA${roleId}'\nexport AWS_REGION='${region}'\n`,
    );
  });
}

const environment = (more: Record<string, string> = {}) => ({
  NODE_ENV: "test" as const,
  PATH: "/usr/bin:/bin",
  HOME: home,
  LANG: "C.UTF-8",
  AWS_PAGER: "",
  AWS_EC2_METADATA_DISABLED: "true",
  ...more,
});
async function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(command, [...args], { cwd: home, env: environment(env) });
  return stdout;
}
function saved(name: string, text: string): string {
  writeFileSync(join(home, name), text);
  return join(home, name);
}
const tokenFile = () => saved("own token", tokenFileText(token));

describe("the AWS sign-in", () => {
  const text = () => renderTerminal("sso", roles, { ...options, defaultProfile: "acme-dev-read" });

  test("the SDK for JavaScript reads its session, services and profiles", async () => {
    const configFilepath = saved("sso", text());
    const { configFile } = await loadSharedConfigFiles({
      configFilepath,
      filepath: "/none",
      ignoreCache: true,
    });
    const profile = {
      sso_session: "acme",
      sso_account_id: "111122223333",
      sso_role_name: "Admin",
      region: "eu-west-1",
      services: "acme-portal",
    };
    expect(configFile["acme-dev-admin"]).toEqual(profile);
    expect(configFile["default"]).toEqual({ ...profile, sso_role_name: "Read", region: "ap-northeast-1" });
    expect(configFile["services.acme-portal"]).toEqual({
      "sso.endpoint_url": `${options.origin}/aws`,
      "sso_oidc.endpoint_url": `${options.origin}/aws`,
    });
    expect(await loadSsoSessionData({ configFilepath })).toEqual({
      acme: {
        sso_start_url: options.startUrl,
        sso_region: "us-east-1",
        sso_registration_scopes: "sso:account:access",
      },
    });
  });

  test("botocore and the AWS CLI read the same", async ({ skip }) => {
    skip(noBotocore || noAws, "the AWS CLI or botocore is not installed");
    const AWS_CONFIG_FILE = saved("sso", text());
    const read =
      "import botocore.configloader as c, json, sys; print(json.dumps(c.load_config(sys.argv[1])))";
    const { profiles, sso_sessions } = JSON.parse(await run(python, ["-c", read, AWS_CONFIG_FILE]));
    expect(sso_sessions.acme.sso_start_url).toBe(options.startUrl);
    expect(Object.keys(profiles).sort()).toEqual(["acme-dev-admin", "acme-dev-read", "default"]);
    expect(profiles["acme-dev-admin"].services).toBe("acme-portal");
    const listed = await run(aws, ["configure", "list-profiles"], { AWS_CONFIG_FILE });
    expect(listed.trim().split("\n").sort()).toEqual(["acme-dev-admin", "acme-dev-read", "default"]);
  });
});

describe("the credential process", () => {
  const installed = async () => {
    const body = renderTerminal("process", roles, options);
    const file = saved(
      "install",
      renderInstaller({ ...options, kind: "config", body, token: { file: null, value: token } }),
    );
    await run("sh", [file]);
    return join(home, ".aws/config");
  };

  test("as installed, gives boto3 and the AWS CLI the keys of the profile's role", async ({ skip }) => {
    skip(noBotocore || noAws, "the AWS CLI or botocore is not installed");
    await installed();
    const AWS_PROFILE = "acme-dev-read";
    const read =
      "import botocore.session as s; c = s.Session().get_credentials(); print(c.access_key, c.token)";
    expect(await run(python, ["-c", read], { AWS_PROFILE })).toBe("ASIArole-2 t\n");
    const exported = await run(aws, ["configure", "export-credentials"], { AWS_PROFILE });
    expect(JSON.parse(exported)).toMatchObject({ AccessKeyId: "ASIArole-2", SecretAccessKey: "s/+=" });
    expect(new Set(asked)).toEqual(new Set(["GET /aws/credential-process/role-2"]));
  });

  test("as installed, gives the SDK for JavaScript the same", async () => {
    const configFilepath = await installed();
    const give = fromProcess({
      profile: "acme-dev-admin",
      configFilepath,
      filepath: "/none",
      ignoreCache: true,
    });
    expect(await give()).toMatchObject({
      accessKeyId: "ASIArole-1",
      sessionToken: "t",
      expiration: new Date(expiry),
    });
  });

  test("says what went wrong when the token ended", async ({ skip }) => {
    skip(noAws, "the AWS CLI is not installed");
    await installed();
    saved(
      `.aws/genkan-${new URL(options.origin).host.replace(":", "-")}.token`,
      tokenFileText(token.replace("kk", "xx")),
    );
    const told = run(aws, ["configure", "export-credentials"], { AWS_PROFILE: "acme-dev-read" });
    await expect(told).rejects.toThrow(/401/);
  });
});

const shells = ["dash", "bash", "bash --posix", "zsh", "busybox sh", "mksh", "ksh", "yash"].filter((words) =>
  existsSync(`/usr/bin/${words.replace(/ .*/, "")}`),
);
describe.each(shells)("in %s", (words) => {
  const [shell = "", ...first] = words.split(" ");
  const told = (script: string, env: Record<string, string> = {}, ...args: string[]) =>
    run(shell, [...first, "-c", script, ...args], env);
  const name = functionName("acme");
  const source = (style: "container" | "exports", given = options) =>
    saved("functions", renderTerminal(style, roles, { ...given, tokenFile: tokenFile() }));

  test("the container function sets what clients fetch with", async ({ skip }) => {
    skip(noBotocore, "botocore is not installed");
    const read =
      "import botocore.session as s; c = s.Session().get_credentials(); print(c.access_key, c.method)";
    const script = `. "${source("container")}"; ${name} acme-dev-read && ${python} -c '${read}'; echo "$AWS_REGION $AWS_PROFILE"`;
    expect(await told(script, { AWS_PROFILE: "other", AWS_ACCESS_KEY_ID: "old" })).toBe(
      "ASIArole-2 container-role\nap-northeast-1 \n",
    );
  });

  test("the export function exports the keys, in the role's region", async () => {
    const script = `. "${source("exports")}"; ${name} acme-dev-read && echo "$AWS_ACCESS_KEY_ID $AWS_REGION"`;
    expect(await told(script)).toBe("ASIArole-2 ap-northeast-1\n");
    const without = `. "${source("exports", { ...options, region: null })}"; ${name} acme-dev-admin; echo "$AWS_REGION"`;
    expect(await told(without)).toBe("none\n");
  });

  test("lists the profiles, and refuses what is none of them", async () => {
    for (const style of ["container", "exports"] as const) {
      const file = source(style);
      expect(await told(`. "${file}"; ${name}`)).toBe("acme-dev-admin\nacme-dev-read\n");
      for (const typed of ["acme", "*", "acme-dev-admin'; touch pwned; '", "$(touch pwned)", "-n"]) {
        const script = `. "${file}"; ${name} "$1" 2>/dev/null; echo "$? $AWS_ACCESS_KEY_ID"`;
        expect(await told(script, {}, "sh", typed), typed).toBe("1 \n");
      }
    }
    expect(readdirSync(home)).not.toContain("pwned");
  });

  test("one role's token is asked for, and what is pasted reads it", async () => {
    const [role] = roles;
    if (role === undefined) return;
    for (const style of ["container", "exports"] as const) {
      const { command, text } = renderOneRoleWithToken(style, role, options, home);
      const script = `echo ${token} | ${command}${text}echo "$AWS_ACCESS_KEY_ID$AWS_CONTAINER_AUTHORIZATION_TOKEN"`;
      const wanted = style === "exports" ? "ASIArole-1" : `Bearer ${token}`;
      expect(await told(script)).toBe(`Token: ${wanted}\n`);
    }
  });

  test("lines for one role do the same without a file", async () => {
    const [role] = roles;
    if (role === undefined) return;
    const given = { ...options, tokenFile: tokenFile() };
    const container = `${renderContainerLines(role, given)}echo "$AWS_CONTAINER_CREDENTIALS_FULL_URI $AWS_CONTAINER_AUTHORIZATION_TOKEN"`;
    expect(await told(container)).toBe(
      `${options.origin}/aws/container-credentials/role-1 Bearer ${token}\n`,
    );
    const exported = `${renderExportLine(role, given)}echo "$AWS_ACCESS_KEY_ID $AWS_REGION"`;
    expect(await told(exported)).toBe("ASIArole-1 eu-west-1\n");
  });
});

test("the container variables give the SDK for JavaScript keys", async () => {
  vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${options.origin}/aws/container-credentials/role-1`);
  vi.stubEnv("AWS_CONTAINER_AUTHORIZATION_TOKEN", `Bearer ${token}`);
  expect(await fromContainerMetadata()()).toMatchObject({ accessKeyId: "ASIArole-1" });
});
