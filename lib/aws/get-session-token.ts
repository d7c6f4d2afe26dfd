import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { askSts } from "./ask-sts.ts";
import type { AwsSource } from "./aws-source.ts";
import { checkStsCredentials } from "./check-sts-reply.ts";
import { requireCredentials } from "./source-credentials.ts";
import { homeRegion, withStsClient } from "./sts-client.ts";

/** Temporary credentials of an IAM user, made with MFA. */
export type MfaSession = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
};

/**
 * A session of the source's IAM user that says that MFA was given. AWS takes each code once, so it is sent once.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 * @param input.durationSeconds 900 to 129600
 * @throws AppError `aws_mfa_code_refused`, `mfa_unsupported` for a source that is no IAM user, `portal_busy`, and
 *   the rest of AWS's no as `aws_…`
 */
export async function getSessionToken(input: {
  source: AwsSource;
  serialNumber: string;
  tokenCode: string;
  durationSeconds: number;
  deadline: AbortSignal;
}): Promise<MfaSession> {
  const { source, serialNumber, deadline } = input;
  await requireCredentials(source, deadline);
  return askSts(deadline, { serialNumber }, async () => {
    const command = new GetSessionTokenCommand({
      SerialNumber: serialNumber,
      TokenCode: input.tokenCode,
      DurationSeconds: input.durationSeconds,
    });
    const call = { source, region: await homeRegion(source), attempts: 1 as const };
    const reply = await withStsClient(call, (client) => client.send(command, { abortSignal: deadline }));
    return checkStsCredentials(reply.Credentials, input.durationSeconds);
  });
}
