import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";

/**
 * Throws `CredentialsRenderError`, with the field, unless each value is written in its own alphabet. The display name
 * alone is free: it stands in a URL only.
 *
 * Alphabets: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html and, of a profile's name,
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html: what the JavaScript SDK takes in `[profile …]`.
 */
export function checkOwnKeys(role: OwnKeysRole, choices: OwnKeysChoices): void {
  const { arn, accountId, roleName, color, region, externalId, profileName, sessionName } = role;
  const { defaultRegion, dnsSuffix, signinHost } = role.partition;
  const values = { arn, accountId, roleName, color, region, externalId, profileName, sessionName };
  check({ ...values, defaultRegion, dnsSuffix, signinHost, ...choices });
  const seconds = role.maxDurationSeconds;
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200)
    throw new CredentialsRenderError("maxDurationSeconds");
}

const regionId = /^[a-z]{2,8}(?:-[a-z]{2,16}){1,3}-\d{1,2}$/;
const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const alphabets = {
  arn: /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]{1,511}\/)?[\w+=,.@-]{1,64}$/,
  accountId: /^\d{12}$/,
  roleName: /^[\w+=,.@-]{1,64}$/,
  color: /^#[0-9a-f]{6}$/i,
  region: regionId,
  externalId: /^[\w+=,.@:/-]{2,1224}$/,
  profileName: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
  sessionName: /^[\w+=,.@-]{2,64}$/,
  defaultRegion: regionId,
  dnsSuffix: host,
  signinHost: host,
  sourceProfile: /^[\w@+.%:/-]{1,128}$/,
  mfaSerial: /^[\w+=/:,.@-]{9,256}$/,
  codeCommitRegion: regionId,
} as const;

const optional = new Set<string>(["color", "region", "externalId", "mfaSerial", "codeCommitRegion"]);

function check(values: Record<keyof typeof alphabets, string | null>): void {
  for (const [field, allowed] of Object.entries(alphabets)) {
    const value: unknown = values[field as keyof typeof alphabets];
    if (value === null && optional.has(field)) continue;
    if (typeof value !== "string" || !allowed.test(value)) throw new CredentialsRenderError(field);
  }
}
