import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { AppError } from "#lib/errors.ts";
import { translateSourceError } from "./translate-aws-error.ts";

type Provider = ReturnType<typeof fromNodeProviderChain>;

let chain: Provider | undefined;

/**
 * The portal's own AWS identity by the SDK's default chain: environment, profile, web identity, ECS, EC2. The
 * provider remembers and renews its credentials. Where it asks STS for them, that is bounded too.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
export function sourceCredentials(): Provider {
  chain ??= fromNodeProviderChain({
    maxRetries: 1,
    timeout: 2000,
    clientConfig: {
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1500, requestTimeout: 3000, throwOnRequestTimeout: true },
    },
  });
  return chain;
}

const waitMs = 2000;
const rememberMs = { known: 60_000, unknown: 10_000 };
let lastAsked: { temporary: Promise<boolean | null>; until: number } | undefined;

/**
 * Whether the source is itself a role session: then STS caps what it assumes at one hour. Null when there is no
 * usable source at this moment, or none within two seconds. Remembered for a minute, null for ten seconds, since a
 * page asks it for every view.
 */
export function sourceIsTemporary(): Promise<boolean | null> {
  if (lastAsked && Date.now() < lastAsked.until) return lastAsked.temporary;
  const asked = { temporary: askSource(), until: Number.POSITIVE_INFINITY };
  lastAsked = asked;
  return asked.temporary.then((temporary) => {
    asked.until = Date.now() + (temporary === null ? rememberMs.unknown : rememberMs.known);
    return temporary;
  });
}

async function askSource(): Promise<boolean | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs).unref();
  });
  const read = async () => (await sourceCredentials()()).sessionToken !== undefined;
  try {
    return await Promise.race([read(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
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
    throw translateSourceError(error);
  }
}
