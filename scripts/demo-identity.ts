import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The ways in which the demo's portal comes by an AWS identity of its own. */
export const demoIdentities = ["environment", "instance-metadata", "container", "web-identity"] as const;
export type DemoIdentity = (typeof demoIdentities)[number];

export type IdentityGround = {
  /** The demo's folder: AWS's config of the portal is written there. */
  folder: string;
  sandboxUrl: string;
  accessKey: { id: string; secret: string };
  /** What the sandbox's container endpoint demands. */
  containerToken: string;
  hubAccountId: string;
};

const credentialSources = {
  environment: "Environment",
  "instance-metadata": "Ec2InstanceMetadata",
  container: "EcsContainer",
  "web-identity": undefined,
};

/** What each way means for whoever tries the demo. */
export const toldOf: Record<DemoIdentity, string> = {
  environment: "The portal's AWS identity: the access key of an IAM user, in its environment.",
  "instance-metadata":
    "The portal's AWS identity: the role of its EC2 instance. No key is in its environment, and AWS caps what it assumes at one hour.",
  container:
    "The portal's AWS identity: the role of its container. No key is in its environment, and AWS caps what it assumes at one hour.",
  "web-identity":
    "The portal has no AWS identity of its own. What works: the roles by web identity, which trust its issuer, and those with a sealed key.",
};

/**
 * The variables that give the portal its identity, and nothing of whoever runs the demo: neither real keys nor
 * profiles. The profile `nimbus-hub` shows AWS's `credential_source`.
 */
export function identityVariables(identity: DemoIdentity, ground: IdentityGround): Record<string, string> {
  const { folder, sandboxUrl, accessKey, containerToken } = ground;
  const config = join(folder, "aws-config");
  writeFileSync(config, profilesOf(identity, ground.hubAccountId), { mode: 0o600 });
  return {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws-credentials"),
    ...(identity === "environment" && {
      AWS_ACCESS_KEY_ID: accessKey.id,
      AWS_SECRET_ACCESS_KEY: accessKey.secret,
    }),
    ...(identity === "container" && {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${sandboxUrl}/v2/credentials/task`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: containerToken,
    }),
    ...(identity === "instance-metadata"
      ? { AWS_EC2_METADATA_SERVICE_ENDPOINT: sandboxUrl }
      : { AWS_EC2_METADATA_DISABLED: "true" }),
  };
}

function profilesOf(identity: DemoIdentity, hubAccountId: string): string {
  const source = credentialSources[identity];
  if (source === undefined) return "";
  return `[profile nimbus-hub]
role_arn = arn:aws:iam::${hubAccountId}:role/ReadOnly
credential_source = ${source}
`;
}

/** The identity that `--identity=…` names, `environment` without it, or undefined for an unknown one. */
export function readIdentity(given: string | undefined): DemoIdentity | undefined {
  return given === undefined ? "environment" : demoIdentities.find((name) => name === given);
}
