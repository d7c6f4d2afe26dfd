import type { fromNodeProviderChain } from "@aws-sdk/credential-providers";

/** AWS credentials as its SDK takes them. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromNodeProviderChain>>>;
/** Reads credentials, or gives the ones that it remembers. */
export type AwsCredentialsProvider = (() => Promise<AwsCredentials>) & { memoized: true };

const renewBeforeMs = 5 * 60_000;
const tryAgainAfterMs = 10_000;

/**
 * A provider that reads once for everybody who asks, renews five minutes before the end, and keeps what is still good
 * when it cannot be renewed. With a `version`, a change of it means reading anew.
 */
export function rememberCredentials(
  read: () => Promise<AwsCredentials>,
  versionNow: () => Promise<string> = async () => "",
): AwsCredentialsProvider {
  let current: { credentials: AwsCredentials; version: string; renewAt: number } | undefined;
  let underWay: Promise<AwsCredentials> | undefined;

  const renew = async (version: string) => {
    try {
      const credentials = await read();
      const endsAt = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
      // What ends sooner than that is read anew soon, but not with every call.
      const renewAt = Math.max(endsAt - renewBeforeMs, Math.min(endsAt, Date.now() + tryAgainAfterMs));
      current = { credentials, version, renewAt };
      return credentials;
    } catch (error) {
      if (!current || current.version !== version) throw error;
      const endsAt = current.credentials.expiration?.getTime() ?? 0;
      if (endsAt <= Date.now()) throw error;
      current.renewAt = Math.min(endsAt, Date.now() + tryAgainAfterMs);
      return current.credentials;
    }
  };
  const provide = async () => {
    const version = await versionNow();
    if (current && current.version === version && Date.now() < current.renewAt) return current.credentials;
    underWay ??= renew(version).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  // So marked, the SDK's clients ask for each call instead of keeping keys without an expiry for ever.
  return Object.assign(provide, { memoized: true as const });
}
