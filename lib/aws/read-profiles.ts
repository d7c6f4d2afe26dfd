import { createHash } from "node:crypto";
import { parseKnownFiles } from "@smithy/shared-ini-file-loader";

export type Profile = Readonly<Record<string, string | undefined>>;

/** The profiles of the server's AWS files. The version changes with their content and tells nothing of it. */
export type Profiles = { byName: ReadonlyMap<string, Profile>; version: string };

/** Sections that the SDK's reader lists among the profiles. */
const notProfiles = /^(sso-session|services|profile)\./;

/**
 * Reads AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE anew, so that a change counts without a restart; the SDK
 * remembers what it has read, and takes this reading for its memory. A file that is missing has no profiles.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function readProfiles(): Promise<Profiles> {
  const sections = Object.entries(await parseKnownFiles({ ignoreCache: true }));
  const version = createHash("sha256").update(JSON.stringify(sections)).digest("base64url");
  return { byName: new Map(sections.filter(([name]) => !notProfiles.test(name))), version };
}
