import {
  fromEnv,
  fromHttp,
  fromIni,
  fromInstanceMetadata,
  fromNodeProviderChain,
} from "@aws-sdk/credential-providers";
import { AppError } from "#lib/errors.ts";
import type { AwsSource } from "./aws-source.ts";
import { profileOrigin } from "./profile-origin.ts";
import { readProfiles } from "./read-profiles.ts";
import {
  type AwsCredentials,
  type AwsCredentialsProvider,
  rememberCredentials,
} from "./remember-credentials.ts";
import { sourceMemory } from "./source-memory.ts";
import { sourceTimeout, translateSourceError } from "./translate-source-error.ts";
import { withinDeadline, withinMs } from "./within-deadline.ts";

const providers = sourceMemory<AwsCredentialsProvider>();

/**
 * The credentials of a source: one provider for each shared source, which remembers and renews them. It throws
 * AppErrors, and settles by itself however long what it asks hangs.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function credentialsOf(source: AwsSource): AwsCredentialsProvider {
  return providers.of(source, () => {
    const versionNow = readsFiles(source) ? async () => (await readProfiles()).version : undefined;
    return rememberCredentials(() => read(source), versionNow);
  });
}

/**
 * Reads a source's credentials before AWS is asked for anything with them.
 * @throws AppError `aws_source_missing`, `aws_environment_missing`, `aws_metadata_unreachable`,
 *   `aws_container_unreachable`, `aws_profile_unknown`, `aws_profile_unusable`, `aws_timeout`, and AWS's no to the
 *   identity that a source stands for
 */
export function requireCredentials(source: AwsSource, deadline: AbortSignal): Promise<AwsCredentials> {
  return withinDeadline(
    credentialsOf(source)(),
    deadline,
    "The portal's own AWS credentials could not be read in time.",
  );
}

/** Milliseconds until a source that hangs is given up, over all its attempts: beside the server, or by way of STS. */
const mostMs = { near: 2000, far: 10_000 };

const metadata = { maxRetries: 1, timeout: 1000, ec2MetadataV1Disabled: true };

/** Where a source asks STS for its credentials, that is bounded too. */
const bounded = {
  ignoreCache: true,
  clientConfig: {
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1500, requestTimeout: 3000, throwOnRequestTimeout: true },
  },
};

async function read(source: AwsSource): Promise<AwsCredentials> {
  const near = source.kind === "instance_metadata" || source.kind === "container";
  try {
    return await withinMs(ask(source), near ? mostMs.near : mostMs.far, () => sourceTimeout(source));
  } catch (error) {
    throw translateSourceError(error, source);
  }
}

function ask(source: AwsSource): Promise<AwsCredentials> {
  switch (source.kind) {
    case "default":
      return fromNodeProviderChain({ ...bounded, maxRetries: 1, timeout: 2000 })();
    case "environment":
      return fromEnv()();
    case "instance_metadata":
      return fromInstanceMetadata(metadata)();
    case "container":
      // Takes a full URI on loopback or by https, and a token from a file, as EKS Pod Identity gives it.
      // Its own timeout would only warn, and is its pause before another attempt as well.
      return fromHttp({ maxRetries: 1, timeout: 0 })();
    case "profile":
      return askProfile(source.profile);
    case "access_key":
    case "session":
      return Promise.resolve(keysOf(source));
    default:
      return source satisfies never;
  }
}

async function askProfile(profile: string): Promise<AwsCredentials> {
  const profiles = await readProfiles();
  if (!profiles.byName.has(profile))
    throw new AppError("aws_profile_unknown", `The server's AWS config has no profile named ${profile}.`, {
      details: { profile },
    });
  const origin = profileOrigin(profiles, profile);
  const { kind } = origin;
  if (kind === "fault") throw profileUnusable(profile, origin.reason);
  if (kind === "environment" || kind === "instance_metadata" || kind === "container")
    await credentialsOf({ kind })().catch(() => {
      throw profileUnusable(profile, unreachable[kind]);
    });
  return fromIni({ ...bounded, ...metadata, profile })().catch((error: unknown) => {
    // Whatever came of asking STS has its metadata; the rest is of this machine.
    if (error instanceof Error && "$metadata" in error) throw error;
    throw profileUnusable(profile, failing[kind], error);
  });
}

const unreachable = {
  environment: "no keys in the environment",
  instance_metadata: "Ec2InstanceMetadata unreachable",
  container: "EcsContainer unreachable",
};

const failing = {
  ...unreachable,
  keys: "no credentials",
  web_identity: "web_identity_token_file unreadable",
  credential_process: "credential_process failed",
  sso: "sso sign-in needed",
  login: "login needed",
};

function profileUnusable(profile: string, reason: string, cause?: unknown): AppError {
  const told = `The profile ${profile} of the server's AWS config gives no credentials here: ${reason}.`;
  return new AppError("aws_profile_unusable", told, { details: { profile, reason }, cause });
}

/** The SDK's chain and profiles depend on files that may change while the portal runs. */
function readsFiles(source: AwsSource): boolean {
  return source.kind === "profile" || source.kind === "default";
}

function keysOf(source: AwsSource & { kind: "access_key" | "session" }): AwsCredentials {
  const { accessKeyId, secretAccessKey } = source;
  return source.kind === "session"
    ? { accessKeyId, secretAccessKey, sessionToken: source.sessionToken }
    : { accessKeyId, secretAccessKey };
}
