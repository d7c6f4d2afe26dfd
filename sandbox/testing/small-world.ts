import { STSClient } from "@aws-sdk/client-sts";
import type { PolicyDocument, Statement } from "../policy/document.ts";
import type { World, WorldRole } from "../world.ts";

export const HOME = "111111111111";
export const AWAY = "222222222222";
export const ADA = `arn:aws:iam::${HOME}:user/ada`;
export const ADA_KEY = { id: "AKIAADAADAADAADAADA2", secret: "ada-secret-ada-secret-ada-secret-ada-sec" };
export const BEN_KEY = { id: "AKIABENBENBENBENBEN2", secret: "ben-secret-ben-secret-ben-secret-ben-sec" };
export const ADA_MFA = {
  serialNumber: `arn:aws:iam::${HOME}:mfa/ada`,
  seed: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
};

export const ASSUME = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

export function document(...statements: Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

export function trusting(aws: string | string[], extra: Partial<Statement> = {}): PolicyDocument {
  return document({ Effect: "Allow", Principal: { AWS: aws }, Action: ASSUME, ...extra });
}

export function roleArn(name: string, account: string = AWAY): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function role(name: string, trust: PolicyDocument, extra: Partial<WorldRole> = {}): WorldRole {
  return { arn: roleArn(name), trust, policies: [], maxSessionDuration: 3600, ...extra };
}

export const MAY_ASSUME = document({ Effect: "Allow", Action: ASSUME, Resource: "*" });
export const MAY_READ = document({ Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" });

/** Two accounts, two people (Ben may do nothing) and the given roles. */
export function smallWorld(roles: WorldRole[], extra: Partial<World> = {}): World {
  return {
    accounts: [
      { id: HOME, name: "Home", partition: "aws" },
      { id: AWAY, name: "Away", partition: "aws" },
    ],
    users: [
      { arn: ADA, accessKeys: [ADA_KEY], policies: [MAY_ASSUME, MAY_READ], mfaDevices: [ADA_MFA] },
      { arn: `arn:aws:iam::${HOME}:user/ben`, accessKeys: [BEN_KEY], policies: [] },
    ],
    roles,
    buckets: [
      {
        name: "away-files",
        accountId: AWAY,
        objects: { "a.txt": "alpha", "dir/b c+d.txt": "beta", "dir/é.txt": "gamma" },
      },
      { name: "home-files", accountId: HOME, objects: { "h.txt": "home" } },
    ],
    ...extra,
  };
}

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export function stsClient(
  url: string,
  keys: Keys = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret },
): STSClient {
  return new STSClient({ region: "us-east-1", endpoint: url, credentials: keys, maxAttempts: 1 });
}

/** The credentials of an STS answer as a client takes them. */
export function keysOf(answer: {
  Credentials?:
    | {
        AccessKeyId?: string | undefined;
        SecretAccessKey?: string | undefined;
        SessionToken?: string | undefined;
      }
    | undefined;
}): Required<Keys> {
  return {
    accessKeyId: answer.Credentials?.AccessKeyId ?? "",
    secretAccessKey: answer.Credentials?.SecretAccessKey ?? "",
    sessionToken: answer.Credentials?.SessionToken ?? "",
  };
}

/** The error that a call must end in, as `Code status: message`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as {
      name: string;
      message: string;
      $metadata?: { httpStatusCode?: number };
    };
    return `${name} ${$metadata?.httpStatusCode}: ${message}`;
  }
  throw new Error("The call succeeded.");
}
