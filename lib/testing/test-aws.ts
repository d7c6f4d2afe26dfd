import { afterAll, beforeAll } from "vitest";
import type { FaultKind, FaultTarget } from "../../sandbox/faults.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import {
  ADA_KEY,
  AWAY,
  HOME,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { World, WorldRole, WorldUser } from "../../sandbox/world.ts";

export const testExternalId = "external-id-of-a-test";

/** One role for each way that AWS can answer, in account 222222222222, assumed by an IAM user of 111111111111. */
export function testWorld(): World {
  const user = `arn:aws:iam::${HOME}:user/ada`;
  const bridge = `arn:aws:iam::${HOME}:role/Bridge`;
  const both = [user, bridge];
  const strict = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
  const external = { Condition: { StringEquals: { "sts:ExternalId": testExternalId } } };
  const named = { Condition: { StringLike: { "sts:SourceIdentity": "*@example.com" } } };
  return smallWorld([
    role("Developer", trusting(both), { maxSessionDuration: 43_200 }),
    role("OneHour", trusting(both), { maxSessionDuration: 3600 }),
    role("Untrusting", trusting(`arn:aws:iam::${AWAY}:root`)),
    role("NeedsMfa", trusting(both, strict)),
    role("NeedsExternalId", trusting(both, external)),
    role("NeedsSourceIdentity", trusting(both, named)),
    role("NoSourceIdentity", trusting(both, { Action: "sts:AssumeRole" })),
    role("team/nested/WithPath", trusting(both)),
    { arn: bridge, trust: trusting(user), policies: [MAY_ASSUME], maxSessionDuration: 43_200 },
  ]);
}

/** The ARN of one of `testWorld`'s roles. */
export const testRoleArn = (name: string): string => roleArn(name);

export type TestAws = {
  sandbox: () => Sandbox;
  fault: (target: FaultTarget, kind: FaultKind, more?: { ms?: number; count?: number }) => Promise<void>;
  clearFaults: () => Promise<void>;
  putRole: (role: WorldRole) => Promise<void>;
  putUser: (user: WorldUser) => Promise<void>;
  putWorld: (world: World) => Promise<void>;
  /** Six digits of an MFA device that AWS did not take yet. */
  mfaCode: (serialNumber: string) => Promise<string>;
  /** Resolves when every fault that was to last for a number of requests has met them. */
  faultsTaken: () => Promise<void>;
  calls: () => Promise<
    { action: string; outcome: string; callerArn?: string; params: Record<string, string> }[]
  >;
};

/** Gives the file an AWS of its own, named in the environment. Comes before `testDatabase`. */
export function testAws(world: World = testWorld()): TestAws {
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox({ port: 0, world });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_STS: running.url,
      AWS_ENDPOINT_URL_IAM: running.url,
      AWS_ENDPOINT_URL_ORGANIZATIONS: running.url,
      AWS_ENDPOINT_URL_SIGNIN: running.url,
      AWS_ACCESS_KEY_ID: ADA_KEY.id,
      AWS_SECRET_ACCESS_KEY: ADA_KEY.secret,
      AWS_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      GENKAN_ISSUES_PER_MINUTE: "1000000",
    });
    delete process.env.AWS_SESSION_TOKEN;
    delete process.env.AWS_PROFILE;
  });
  afterAll(() => running?.close());
  const sandbox = () => {
    if (!running) throw new Error("the sandbox starts in beforeAll");
    return running;
  };
  const control = async (method: string, area: string, body?: object) => {
    const response = await fetch(`${sandbox().url}/_sandbox/${area}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`sandbox: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    sandbox,
    fault: async (target, kind, more = {}) =>
      void (await control("POST", "faults", { target, kind, ...more })),
    putRole: async ({ arn, ...rest }) =>
      void (await control("PUT", `roles/${encodeURIComponent(arn)}`, rest)),
    putUser: async ({ arn, ...rest }) =>
      void (await control("PUT", `users/${encodeURIComponent(arn)}`, rest)),
    putWorld: async (world) => void (await control("PUT", "world", world)),
    mfaCode: async (serialNumber) => (await control("POST", "totp", { serialNumber })).code,
    clearFaults: async () => void (await control("DELETE", "faults")),
    faultsTaken: async () => {
      const left = async () => (await control("GET", "faults")).faults.length;
      while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    calls: async () => (await control("GET", "calls")).calls,
  };
}
