import type { CallerIdentity } from "#lib/aws/aws-source.ts";
import { forgetIdentity, identify } from "#lib/aws/identify.ts";
import type { AccessKey } from "./sealed-key.ts";
import { accessKeyMalformed } from "./source-fields.ts";

const deadlineMs = 6000;

/**
 * Asks AWS whose access key this is, at this moment.
 * @throws AppError AWS's refusal as `aws_…`; `access_key_malformed` for the key of an account's root user, which may
 *   assume no role: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function identifyAccessKey(key: AccessKey): Promise<CallerIdentity> {
  const source = { kind: "access_key", ...key } as const;
  forgetIdentity(source);
  const identity = await identify(source, AbortSignal.timeout(deadlineMs));
  if (identity.kind !== "user") throw accessKeyMalformed();
  return identity;
}
