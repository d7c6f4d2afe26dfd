import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { portalAccessKey } from "../../sandbox/company.ts";
import { member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, emails, text } from "../support/seed-company.ts";

// What people did by hand before, from the first step to the last, as the portal does it now.

const run = promisify(execFile);
const under = portalForFile();
const aws = "/usr/bin/aws";
const python = "/usr/bin/python3";
const git = "/usr/bin/git";
const absent = (...paths: string[]) => {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) notice(`skipped: no ${missing} on this machine`);
  return missing !== undefined;
};

const account = "210987654304";
const bucket = "nimbus-storefront-production-304";
const link = `https://signin.aws.amazon.com/switchrole?account=${account}&roleName=ReadOnly&displayName=Storefront&color=B7CA9D`;
const session = `arn:aws:sts::${account}:assumed-role/ReadOnly/${emails.developer}`;

let folder: string;
let roleId: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "genkan-origins-"));
  mkdirSync(join(folder, ".aws"));
  // Where Debian's clients, which know no AWS_ENDPOINT_URL, take an endpoint from.
  const rules = [{ conditions: [], endpoint: { url: under.sandbox.url }, type: "endpoint" }];
  const region = { builtIn: "AWS::Region", required: false, documentation: "", type: "String" };
  for (const service of ["sts/2011-06-15", "s3/2006-03-01"]) {
    const models = join(folder, ".aws/models", service);
    mkdirSync(models, { recursive: true });
    const ruleSet = { version: "1.0", parameters: { Region: region }, rules };
    writeFileSync(join(models, "endpoint-rule-set-1.json"), JSON.stringify(ruleSet));
  }
  const { owner, people } = under.company;
  const added = await owner.call("POST", "/api/roles", { reference: link });
  const known = under.company.roleIds.get(`arn:aws:iam::${account}:role/ReadOnly`);
  roleId = added.status === 201 ? text(added.json, "id") : (known ?? "");
  await assign(owner, people.developer, roleId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bare = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  NODE_ENV: "test",
  PATH: "/usr/bin:/bin",
  HOME: folder,
  AWS_PAGER: "",
  AWS_EC2_METADATA_DISABLED: "true",
  ...more,
});

async function credentials(body: object = {}) {
  const answer = await under.company.developer.call("POST", `/api/roles/${roleId}/credentials`, body);
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

async function ownKeys(kind: string, query = ""): Promise<string> {
  const answer = await under.company.developer.call("GET", `/api/roles/${roleId}/own-keys${query}`);
  expect(answer.status, answer.text).toBe(200);
  const blocks = member(answer.json, "blocks");
  const block = Array.isArray(blocks) ? blocks.find((one) => member(one, "kind") === kind) : undefined;
  return text(block, "text");
}

function script(name: string, lines: string): string {
  const path = join(folder, name);
  writeFileSync(path, lines, { mode: 0o600 });
  return path;
}

describe("a role by its switch-role link, used in code", () => {
  test.skipIf(absent("/usr/lib/python3/dist-packages/boto3"))(
    "gives boto3 clients of any service and region from three values",
    async () => {
      const { json } = await credentials();
      const program = script(
        "three-values.py",
        `import boto3, os
keys = dict(aws_access_key_id=os.environ["ID"], aws_secret_access_key=os.environ["SECRET"], aws_session_token=os.environ["TOKEN"])
for region in ("ap-northeast-1", "us-west-2"):
    print(boto3.client("sts", region_name=region, **keys).get_caller_identity()["Arn"])
print([b["Name"] for b in boto3.client("s3", region_name="eu-west-1", **keys).list_buckets()["Buckets"]])
`,
      );
      const env = bare({
        ID: text(json, "accessKeyId"),
        SECRET: text(json, "secretAccessKey"),
        TOKEN: text(json, "sessionToken"),
      });
      const { stdout } = await run(python, [program], { env });
      expect(stdout).toBe(`${session}\n${session}\n['${bucket}']\n`);
    },
  );
});

describe("temporary keys for a terminal", () => {
  test.skipIf(absent(aws))("are exported for a session named for the person, and list files", async () => {
    const lines = `${(await credentials({ format: "bash" })).text}
${aws} sts get-caller-identity --query Arn --output text
${aws} s3 ls
${(await credentials({ format: "unset-bash" })).text}
env
`;
    const { stdout } = await run("/bin/bash", [script("terminal.sh", lines)], { env: bare() });
    expect(stdout).toContain(`${session}\n`);
    expect(stdout).toContain(bucket);
    expect(stdout).not.toMatch(/^AWS_(ACCESS|SECRET|SESSION)/m);
  });

  test.skipIf(absent(aws, git))("reach CodeCommit with git, by the same profile", async () => {
    script(".aws/credentials", (await credentials({ format: "credentials-file" })).text);
    const lines = await ownKeys("codecommit", "?codeCommitRegion=ap-northeast-1");
    await run("/bin/bash", [script("codecommit.sh", lines)], { env: bare() });
    const { stdout, stderr } = spawnSync(git, ["credential", "fill"], {
      env: bare({ GIT_TERMINAL_PROMPT: "0" }),
      input: "protocol=https\nhost=git-codecommit.ap-northeast-1.amazonaws.com\npath=v1/repos/shop\n\n",
      encoding: "utf8",
    });
    expect(stdout, stderr).toMatch(/^username=ASIA[A-Z0-9]{16}%/m);
    expect(stdout).toMatch(/^password=\d{8}T\d{6}Z[0-9a-f]{64}$/m);
  });
});

describe("profiles that assume by themselves", () => {
  test.skipIf(absent(aws))("are written for people who keep their own source", async () => {
    script(
      ".aws/credentials",
      `[mine]\naws_access_key_id = ${portalAccessKey.id}\naws_secret_access_key = ${portalAccessKey.secret}\n`,
    );
    const config = await ownKeys("config-source-profile", "?sourceProfile=mine");
    script(".aws/config", config);
    const profile = /^\[profile (\S+)\]$/m.exec(config)?.[1] ?? "";
    const listed = await run(aws, ["configure", "list", "--profile", profile], { env: bare() });
    expect(listed.stdout).toMatch(/access_key\s+\*+\w{4}\s+assume-role/);
    const asked = ["sts", "get-caller-identity", "--profile", profile, "--query", "Arn", "--output", "text"];
    const env = bare({ AWS_DEFAULT_REGION: "eu-west-1" });
    expect((await run(aws, asked, { env })).stdout).toBe(`${session}\n`);
  });
});
