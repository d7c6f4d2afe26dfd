import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoIdentity, demoIdentities, identityVariables, readIdentity } from "./demo-identity.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "genkan-identity-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variables = (identity: DemoIdentity) =>
  identityVariables(identity, {
    folder,
    sandboxUrl: "http://127.0.0.1:4566",
    accessKey: { id: "AKIAKEYKEYKEYKEYKEY2", secret: "the-secret" },
    containerToken: "the-token",
    hubAccountId: "210987654301",
  });

test.each<[DemoIdentity, string[], string]>([
  ["environment", ["AWS_ACCESS_KEY_ID", "AWS_EC2_METADATA_DISABLED", "AWS_SECRET_ACCESS_KEY"], "Environment"],
  ["instance-metadata", ["AWS_EC2_METADATA_SERVICE_ENDPOINT"], "Ec2InstanceMetadata"],
  [
    "container",
    ["AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_EC2_METADATA_DISABLED"],
    "EcsContainer",
  ],
  ["web-identity", ["AWS_EC2_METADATA_DISABLED"], ""],
])("%s gives the portal that identity and no other", (identity, names, credentialSource) => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ...others } = variables(identity);
  expect(Object.keys(others).sort()).toEqual(names);
  expect(AWS_SHARED_CREDENTIALS_FILE).toContain(folder);
  const config = readFileSync(AWS_CONFIG_FILE ?? "", "utf8");
  expect(/credential_source = (.+)/.exec(config)?.[1] ?? "").toBe(credentialSource);
  if (identity !== "environment") expect(JSON.stringify(others)).not.toContain("the-secret");
});

test("an identity is read by its name, and is the environment's without one", () => {
  for (const name of demoIdentities) expect(readIdentity(name)).toBe(name);
  expect(readIdentity(undefined)).toBe("environment");
  for (const name of ["", "imds", "Environment"]) expect.soft(readIdentity(name)).toBeUndefined();
});
