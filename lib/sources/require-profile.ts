import { listProfiles } from "#lib/aws/list-profiles.ts";
import { AppError } from "#lib/errors.ts";

/**
 * A profile that the server's AWS config has now.
 * @throws AppError `aws_profile_unknown`
 */
export async function requireProfile(profile: string): Promise<string> {
  if ((await listProfiles()).includes(profile)) return profile;
  throw new AppError("aws_profile_unknown", `The server's AWS config has no profile named ${profile}.`, {
    details: { profile },
  });
}
