import { Agent, get } from "node:http";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "./start-sandbox.ts";
import { Sha256 } from "./testing/sha256.ts";
import {
  ADA,
  ADA_KEY,
  document,
  type Keys,
  keysOf,
  MAY_READ,
  refusal,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "./testing/small-world.ts";

const from = (address: string) => ({ Condition: { IpAddress: { "aws:SourceIp": address } } });
const BOUND = document({ Effect: "Allow", Action: "s3:*", Resource: "*", ...from("127.0.0.2/32") });

let sandbox: Sandbox;
beforeAll(async () => {
  const roles = [
    role("Reader", trusting(ADA), { policies: [MAY_READ] }),
    role("Neighbour", trusting(ADA, from("127.0.0.2")), { policies: [MAY_READ] }),
  ];
  sandbox = await startSandbox({ world: smallWorld(roles) });
});
afterAll(() => sandbox.close());

function assume(name: string, localAddress: string, input: { Policy?: string } = {}) {
  const client = new STSClient({
    region: "us-east-1",
    endpoint: sandbox.url,
    credentials: { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret },
    maxAttempts: 1,
    requestHandler: { httpAgent: new Agent({ localAddress }) },
  });
  return client.send(new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: "ada", ...input }));
}

async function readFrom(localAddress: string, credentials: Keys): Promise<string> {
  const { host, hostname } = new URL(sandbox.url);
  const path = "/away-files/a.txt";
  const signer = new SignatureV4({ service: "s3", region: "eu-west-1", credentials, sha256: Sha256 });
  const headers = { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const signed = await signer.sign({ method: "GET", protocol: "http:", hostname, path, headers });
  const options = { localAddress, headers: { ...signed.headers }, agent: false as const };
  return new Promise((resolve, reject) => {
    get(`${sandbox.url}${path}`, options, async (response) => {
      const chunks = await response.toArray();
      resolve(`${response.statusCode} ${Buffer.concat(chunks)}`);
    }).once("error", reject);
  });
}

// Only Linux answers on every address of 127.0.0.0/8 without being told to.
describe.skipIf(process.platform !== "linux")(
  "aws:SourceIp is the address that the connection came from",
  () => {
    test("for a trust policy", async () => {
      await expect(assume("Neighbour", "127.0.0.2")).resolves.toHaveProperty("Credentials");
      expect(await refusal(assume("Neighbour", "127.0.0.1"))).toMatch(/^AccessDenied 403/);
    });

    test("for a session policy that binds credentials to an address", async () => {
      const keys = keysOf(await assume("Reader", "127.0.0.1", { Policy: JSON.stringify(BOUND) }));
      expect(await readFrom("127.0.0.2", keys)).toBe("200 alpha");
      expect(await readFrom("127.0.0.1", keys)).toMatch(
        /^403 .*<Code>AccessDenied<\/Code>.*because no session policy allows the s3:GetObject action/s,
      );
    });
  },
);
