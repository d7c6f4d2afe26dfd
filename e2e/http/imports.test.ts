import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { demoCompany, portalAccessKey } from "../../sandbox/company.ts";
import { codeOf, member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { text } from "../support/seed-company.ts";

const under = portalForFile();
let company: typeof under.company;
beforeAll(() => {
  company = under.company;
});

describe("exports", () => {
  test.for([
    ["/api/catalogue/export?format=csv", "text/csv", "genkan-roles.csv"],
    ["/api/catalogue/export?format=extend-switch-roles", "text/plain", "genkan-switch-roles.ini"],
    ["/api/me/export?format=aws-config", "text/plain", "genkan-aws-config.ini"],
    ["/api/me/export?format=bookmarks", "text/html", "genkan-bookmarks.html"],
    ["/api/me/export?format=csv", "text/csv", "genkan-roles.csv"],
  ] as const)("%s is a file to save, never a page", async ([path, type, name]) => {
    const { status, headers } = await company.owner.call("GET", path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("a person's AWS config works with the AWS CLI and keys that the roles trust", async (context) => {
    if (!existsSync("/usr/bin/aws")) {
      notice("the AWS CLI is not there: an exported config was not tried with it");
      return context.skip();
    }
    const role = demoCompany().roles.find(
      ({ arn, requiresMfa, refusal }) =>
        company.roleIds.get(arn) === company.assignedRoleId && !requiresMfa && !refusal,
    );
    const exported = await company.developer.call(
      "GET",
      "/api/me/export?format=aws-config&sourceProfile=portal",
    );
    const profile = new RegExp(
      `\\[profile ([^\\]]+)\\](?:\\n[^\\[]*)?role_arn = ${role?.arn ?? "none"}\\n`,
    ).exec(exported.text)?.[1];
    expect(profile).toBeDefined();
    const folder = mkdtempSync(join(tmpdir(), "genkan-export-"));
    try {
      const keys = `[portal]\naws_access_key_id = ${portalAccessKey.id}\naws_secret_access_key = ${portalAccessKey.secret}\n`;
      // Where Debian's client, which knows no AWS_ENDPOINT_URL, takes an endpoint from.
      const rules = { conditions: [], endpoint: { url: under.sandbox.url }, type: "endpoint" };
      const Region = { builtIn: "AWS::Region", required: false, documentation: "", type: "String" };
      const models = join(folder, ".aws/models/sts/2011-06-15");
      mkdirSync(models, { recursive: true });
      const ruleSet = { version: "1.0", parameters: { Region }, rules: [rules] };
      writeFileSync(join(models, "endpoint-rule-set-1.json"), JSON.stringify(ruleSet));
      writeFileSync(join(folder, ".aws/config"), exported.text);
      writeFileSync(join(folder, ".aws/credentials"), keys);
      // The sandbox is in this process: it must be free to answer.
      const { stdout: said } = await promisify(execFile)(
        "/usr/bin/aws",
        [
          "sts",
          "get-caller-identity",
          "--profile",
          profile ?? "",
          "--output",
          "json",
          "--region",
          "eu-west-1",
        ],
        {
          env: {
            PATH: "/usr/bin:/bin",
            HOME: folder,
            LANG: "C.UTF-8",
            NODE_ENV: "test",
            AWS_PAGER: "",
            AWS_EC2_METADATA_DISABLED: "true",
          },
          cwd: folder,
          timeout: 30_000,
        },
      );
      const assumed = (role?.arn ?? "").replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");
      expect(String(member(JSON.parse(said), "Arn"))).toContain(assumed.split(":").slice(0, 5).join(":"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("imports", () => {
  test("take two megabytes, and say when there is more", async () => {
    const row = (n: number) => `arn:aws:iam::620000000000:role/Bulk${n},${"x".repeat(400)}\n`;
    const csv = `role_arn,note\n${Array.from({ length: 4000 }, (_, n) => row(n)).join("")}`;
    const taken = await company.owner.call("POST", "/api/imports/preview", { kind: "csv", text: csv });
    expect(taken.status).toBe(200);
    const longer = await company.owner.call("POST", "/api/imports/preview", {
      kind: "csv",
      text: csv.repeat(2),
    });
    expect(codeOf(longer)).toBe("import_malformed");
    const most = await company.owner.call("POST", "/api/imports/preview", {
      kind: "csv",
      text: csv.repeat(6),
    });
    expect([most.status, codeOf(most)]).toEqual([413, "body_too_large"]);
  });

  test("write what was previewed, and nothing the second time", async () => {
    const origin = { kind: "csv", text: "role_arn,label\narn:aws:iam::630000000000:role/Http,Http\n" };
    const preview = await company.owner.call("POST", "/api/imports/preview", origin);
    const asked = { text: text(preview.json, "text"), digest: text(preview.json, "digest") };
    const applied = await company.owner.call("POST", "/api/imports", asked);
    expect(applied.json).toEqual({ added: 2, changed: 0, refused: 0 });
    expect(codeOf(await company.owner.call("POST", "/api/imports", asked))).toBe("plan_changed");
  });
});
