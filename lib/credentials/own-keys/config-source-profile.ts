import { quoteIni } from "#lib/credentials/credentials-file.ts";
import { configBlock } from "./config-block.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";

/**
 * The role as a profile that another profile's keys assume. AWS grants the role's own maximum to the keys of a user,
 * an hour to those of another role. Where the device is not known, its line is there as a comment to fill in.
 */
export function renderConfigSourceProfile(role: OwnKeysRole, choices: OwnKeysChoices): string {
  const source = [`source_profile = ${quoteIni(choices.sourceProfile)}`];
  if (choices.mfaSerial !== null) source.push(`mfa_serial = ${quoteIni(choices.mfaSerial)}`);
  else if (role.requiresMfa)
    source.push(
      "# This role demands MFA: name the device of your user.",
      "# mfa_serial = arn:aws:iam::111122223333:mfa/your-device",
    );
  return configBlock(role, source, 43_200);
}
