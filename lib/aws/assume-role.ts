import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { askSts } from "./ask-sts.ts";
import type { AwsSource } from "./aws-source.ts";
import { type AskedOfSts, checkStsReply, type RoleSession } from "./check-sts-reply.ts";
import { requireCredentials } from "./source-credentials.ts";
import { stsRegion, withStsClient } from "./sts-client.ts";

export type { RoleSession } from "./check-sts-reply.ts";

/** What STS is asked for, whoever asks. */
export type RoleAsked = AskedOfSts & {
  roleArn: string;
  /** An inline session policy, as JSON. */
  policy: string | null;
  policyArns: readonly string[];
  deadline: AbortSignal;
};

export type SessionTag = { key: string; value: string; transitive: boolean };

export type AssumeRoleInput = RoleAsked & {
  source: AwsSource;
  sourceIdentity: string | null;
  externalId: string | null;
  tags: readonly SessionTag[];
};

/**
 * Assumes a role with a source's credentials, for exactly the seconds that are asked for.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @throws AppError whose code is AWS's no (`aws_…`), or `portal_busy`
 */
export async function assumeRole(input: AssumeRoleInput): Promise<RoleSession> {
  // Before a place among those who ask STS is taken: a source that hangs must not keep others from theirs.
  await requireCredentials(input.source, input.deadline);
  return askSts(input.deadline, { roleArn: input.roleArn }, async () => {
    const transitive = input.tags.filter((tag) => tag.transitive).map((tag) => tag.key);
    const command = new AssumeRoleCommand({
      ...roleParameters(input),
      ...(input.externalId !== null && { ExternalId: input.externalId }),
      ...(input.sourceIdentity !== null && { SourceIdentity: input.sourceIdentity }),
      ...(input.tags.length > 0 && {
        Tags: input.tags.map(({ key, value }) => ({ Key: key, Value: value })),
      }),
      ...(transitive.length > 0 && { TransitiveTagKeys: transitive }),
    });
    const call = { source: input.source, region: stsRegion(input.partition), attempts: 2 as const };
    const reply = await withStsClient(call, (client) =>
      client.send(command, { abortSignal: input.deadline }),
    );
    return checkStsReply(reply, input);
  });
}

/** The parameters that AssumeRole and AssumeRoleWithWebIdentity share. */
export function roleParameters(asked: RoleAsked) {
  return {
    RoleArn: asked.roleArn,
    RoleSessionName: asked.sessionName,
    DurationSeconds: asked.durationSeconds,
    ...(asked.policy !== null && { Policy: asked.policy }),
    ...(asked.policyArns.length > 0 && { PolicyArns: asked.policyArns.map((arn) => ({ arn })) }),
  };
}
