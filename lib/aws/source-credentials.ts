import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { AppError } from "#lib/errors.ts";
import { translateAwsError } from "./translate-aws-error.ts";

type Provider = ReturnType<typeof fromNodeProviderChain>;

let chain: Provider | undefined;

/**
 * The portal's own AWS identity by the SDK's default chain: environment, profile, web identity, ECS, EC2. The
 * provider remembers and renews its credentials.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
export function sourceCredentials(): Provider {
  chain ??= fromNodeProviderChain({ maxRetries: 1, timeout: 2000 });
  return chain;
}

let lastKnown: { temporary: boolean; readAt: number } | undefined;

/**
 * Whether the source is itself a role session: then STS caps what it assumes at one hour. Null when there is no
 * usable source at this moment. Remembered for a minute, since a page asks it for every view.
 */
export async function sourceIsTemporary(): Promise<boolean | null> {
  if (lastKnown && Date.now() - lastKnown.readAt < 60_000) return lastKnown.temporary;
  try {
    const { sessionToken } = await sourceCredentials()();
    lastKnown = { temporary: sessionToken !== undefined, readAt: Date.now() };
    return lastKnown.temporary;
  } catch {
    return null;
  }
}

/**
 * Reads the source's credentials before STS is asked.
 * @throws AppError `aws_source_missing` and its kin
 */
export async function requireSource(deadline: AbortSignal): Promise<{ temporary: boolean }> {
  const late = new Promise<never>((_, reject) => {
    const refuse = () =>
      reject(new AppError("aws_timeout", "The portal's own AWS credentials could not be read in time."));
    if (deadline.aborted) refuse();
    else deadline.addEventListener("abort", refuse, { once: true });
  });
  try {
    const { sessionToken } = await Promise.race([sourceCredentials()(), late]);
    return { temporary: sessionToken !== undefined };
  } catch (error) {
    throw translateAwsError(error);
  }
}
