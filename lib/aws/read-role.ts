import { GetRoleCommand } from "@aws-sdk/client-iam";
import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import type { AwsSource } from "./aws-source.ts";
import { withIamClient } from "./iam-client.ts";
import { identify } from "./identify.ts";

/** A role as IAM describes it. The trust policy is parsed JSON, and checked by whoever reads it. */
export type RoleRead =
  | { state: "exists"; trustPolicy: unknown; maxSessionDurationSeconds: number }
  | { state: "missing" }
  | { state: "unreadable" };

/**
 * Looks a role up in IAM. Only a source of the role's own account can see it, and only if its policy allows
 * iam:GetRole; everything that keeps it from being seen is `unreadable`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 * @throws AppError `aws_timeout` when the deadline has passed
 */
export async function readRole(input: {
  source: AwsSource;
  roleArn: string;
  partition: PartitionId;
  deadline: AbortSignal;
}): Promise<RoleRead> {
  const { source, roleArn, partition, deadline } = input;
  try {
    // GetRole takes a name, and would look for it in the caller's account.
    const { accountId } = await identify(source, deadline);
    if (accountId !== roleArn.split(":")[4]) return { state: "unreadable" };
    const name = roleArn.slice(roleArn.lastIndexOf("/") + 1);
    const { Role: role } = await withIamClient({ source, partition, attempts: 2 }, (client) =>
      client.send(new GetRoleCommand({ RoleName: name }), { abortSignal: deadline }),
    );
    // Names are unique in an account, so one of another path is another role's.
    if (role?.Arn !== roleArn) return { state: "missing" };
    return {
      state: "exists",
      trustPolicy: JSON.parse(decodeURIComponent(role.AssumeRolePolicyDocument ?? "")),
      maxSessionDurationSeconds: role.MaxSessionDuration ?? 3600,
    };
  } catch (error) {
    if (deadline.aborted) throw new AppError("aws_timeout", "AWS did not answer in time. Try again.");
    const missing = error instanceof Error && /^NoSuchEntity(Exception)?$/.test(error.name);
    return { state: missing ? "missing" : "unreadable" };
  }
}
