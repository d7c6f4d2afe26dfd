import type { RoleSession } from "#lib/aws/assume-role.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";

/** A role session as what the next call is signed with. */
export function toSource(session: RoleSession): AwsSource {
  const { accessKeyId, secretAccessKey, sessionToken, assumedRoleArn } = session;
  return { kind: "session", accessKeyId, secretAccessKey, sessionToken, arn: assumedRoleArn };
}
