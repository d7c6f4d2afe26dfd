import { describe, expect, test } from "vitest";
import { quickCreateUrl, stackNameFor } from "./quick-create-url.ts";

const common = {
  consoleHost: "console.aws.amazon.com",
  dnsSuffix: "amazonaws.com",
  region: "eu-west-1",
  stackName: "genkan-Developer",
  parameters: {},
};

describe("a quick-create link", () => {
  test("opens CloudFormation's page with template, name and parameters", () => {
    const templateUrl = "https://company-templates.s3.eu-west-1.amazonaws.com/roles/a b.yaml?versionId=x+y";
    const url = quickCreateUrl({ ...common, templateUrl, parameters: { ProviderExists: "yes" } });
    const { origin, pathname, search, hash } = new URL(url ?? "");
    expect(origin + pathname + search).toBe(
      "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1",
    );
    const [page, query] = hash.split("?");
    expect(page).toBe("#/stacks/quickcreate");
    expect(query).not.toContain("+");
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      templateURL: "https://company-templates.s3.eu-west-1.amazonaws.com/roles/a%20b.yaml?versionId=x+y",
      stackName: "genkan-Developer",
      param_ProviderExists: "yes",
    });
  });

  test.each([
    "https://s3.amazonaws.com/bucket/role.yaml",
    "https://s3-eu-west-1.amazonaws.com/bucket/role.yaml",
    "https://s3.dualstack.eu-west-1.amazonaws.com/bucket/role.yaml",
    "https://a.b.s3.amazonaws.com/role.yaml",
  ])("takes a template at %s", (templateUrl) => {
    expect(quickCreateUrl({ ...common, templateUrl })).not.toBeNull();
  });

  test.each([
    "",
    "role.yaml",
    "s3://bucket/role.yaml",
    "http://bucket.s3.amazonaws.com/role.yaml",
    "https://bucket.s3.amazonaws.com",
    "https://bucket.s3.amazonaws.com.example.com/role.yaml",
    "https://bucket.s3.amazonaws.com:8443/role.yaml",
    "https://me:you@bucket.s3.amazonaws.com/role.yaml",
    "https://bucket.s3.amazonaws.com.cn/role.yaml",
    "https://ec2.amazonaws.com/role.yaml",
    "https://evils3.amazonaws.com/role.yaml",
    `https://bucket.s3.amazonaws.com/${"x".repeat(1024)}`,
    "javascript:alert(1)//.s3.amazonaws.com/x",
  ])("is not made of %s", (templateUrl) => {
    expect(quickCreateUrl({ ...common, templateUrl })).toBeNull();
  });
});

test.each([
  ["Developer", "genkan-Developer"],
  ["team_a+b=c,d.e@f-", "genkan-team-a-b-c-d-e-f"],
  ["___", "genkan-role"],
  ["x".repeat(64), `genkan-${"x".repeat(64)}`],
])("the stack of %s is %s", (roleName, stackName) => {
  expect(stackNameFor(roleName)).toBe(stackName);
  expect(stackName).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
});
