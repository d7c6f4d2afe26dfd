import type { IncomingHttpHeaders } from "node:http";
import { type Answer, json, plain } from "./answer.ts";
import { isRecord } from "./policy/document.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { issueCredentials } from "./session.ts";
import { isoSeconds } from "./sts/xml.ts";
import { accountIdOf, nameOf } from "./world.ts";

const INSTANCE_ID = "i-0a1b2c3d4e5f67890";
const REGION = "us-east-1";
const CREDENTIALS_SECONDS = 6 * 3600;
const PREFIX = "/latest/meta-data/iam/security-credentials/";

/**
 * EC2 instance metadata, version 2 only: a session token by PUT, then GETs that carry it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export function handleInstanceMetadata(
  state: SandboxState,
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
): Answer {
  const nowSeconds = Math.floor(Date.now() / 1000);
  if (path === "/latest/api/token")
    return method === "PUT" ? newToken(state, headers, nowSeconds) : plain(405, "Method Not Allowed");
  if (method !== "GET") return plain(405, "Method Not Allowed");
  const token = state.vault.open(
    "instance-metadata-token",
    String(headers["x-aws-ec2-metadata-token"] ?? ""),
  );
  if (!isRecord(token) || Number(token["expiresAt"]) <= nowSeconds) return plain(401, "Unauthorized");

  const roleArn = state.world.instanceProfileRole;
  if (path === "/latest/meta-data/placement/region") return plain(200, REGION);
  if (path === "/latest/meta-data/instance-id") return plain(200, INSTANCE_ID);
  if (path === "/latest/dynamic/instance-identity/document") return json(200, identityDocument(roleArn));
  if (roleArn === undefined || !state.index.roles.has(roleArn)) return plain(404, "Not Found");
  if (path === PREFIX || `${path}/` === PREFIX) return plain(200, nameOf(roleArn));
  return path === `${PREFIX}${nameOf(roleArn)}`
    ? credentials(state, roleArn, nowSeconds)
    : plain(404, "Not Found");
}

function newToken(state: SandboxState, headers: IncomingHttpHeaders, nowSeconds: number): Answer {
  if (headers["x-forwarded-for"] !== undefined) return plain(403, "Forbidden");
  const ttl = String(headers["x-aws-ec2-metadata-token-ttl-seconds"] ?? "");
  if (!/^\d{1,5}$/.test(ttl) || Number(ttl) < 1 || Number(ttl) > 21_600) return plain(400, "Bad Request");
  const token = state.vault.seal("instance-metadata-token", { expiresAt: nowSeconds + Number(ttl) });
  const answer = plain(200, token);
  return { ...answer, headers: { ...answer.headers, "x-aws-ec2-metadata-token-ttl-seconds": ttl } };
}

function credentials(state: SandboxState, roleArn: string, nowSeconds: number): Answer {
  const issued = issueCredentials(state, {
    principalArn: roleArn,
    sessionName: INSTANCE_ID,
    issuedAt: nowSeconds,
    expiresAt: nowSeconds + CREDENTIALS_SECONDS,
    chained: false,
  });
  return json(200, {
    Code: "Success",
    LastUpdated: isoSeconds(nowSeconds),
    Type: "AWS-HMAC",
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    Token: issued.sessionToken,
    Expiration: isoSeconds(issued.expiresAt),
  });
}

function identityDocument(roleArn: string | undefined): Record<string, string> {
  return {
    accountId: roleArn === undefined ? "000000000000" : accountIdOf(roleArn),
    architecture: "x86_64",
    availabilityZone: `${REGION}a`,
    imageId: "ami-0abcdef1234567890",
    instanceId: INSTANCE_ID,
    instanceType: "t3.micro",
    privateIp: "10.0.0.10",
    region: REGION,
    version: "2017-09-30",
  };
}
