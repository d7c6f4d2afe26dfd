import type { RoleCredentials } from "./role-credentials.ts";

/** Everything that a block may set, and so everything that an unset block removes. */
export const environmentNames = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
] as const;

/**
 * Variables that would win over the ones we set, so shell blocks remove them first:
 * the JavaScript SDK skips keys in the environment while AWS_PROFILE is set (its defaultProvider says so in a
 * warning), though the CLI, boto3 and Go do not; and botocore reads AWS_SECURITY_TOKEN, which older sign-in tools
 * export, before AWS_SESSION_TOKEN. Unset blocks leave both alone: dropping a person's own AWS_PROFILE there would
 * send their next command to the default profile.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export const overridingNames = ["AWS_PROFILE", "AWS_SECURITY_TOKEN"] as const;

export type EnvironmentVariable = { name: (typeof environmentNames)[number]; value: string };

/**
 * The variables that hand credentials to a process. Both names of the region, since the AWS CLI and boto3 read
 * AWS_DEFAULT_REGION and the other SDKs AWS_REGION; neither when there is no region.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export function environmentOf(credentials: RoleCredentials): EnvironmentVariable[] {
  const { region } = credentials;
  return [
    { name: "AWS_ACCESS_KEY_ID", value: credentials.accessKeyId },
    { name: "AWS_SECRET_ACCESS_KEY", value: credentials.secretAccessKey },
    { name: "AWS_SESSION_TOKEN", value: credentials.sessionToken },
    { name: "AWS_CREDENTIAL_EXPIRATION", value: credentials.expiresAt },
    ...(region === null
      ? []
      : [
          { name: "AWS_REGION" as const, value: region },
          { name: "AWS_DEFAULT_REGION" as const, value: region },
        ]),
  ];
}
