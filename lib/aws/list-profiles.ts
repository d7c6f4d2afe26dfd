import { readProfiles } from "./read-profiles.ts";

/** The names of the profiles in the server's AWS config and credentials files, sorted; never what is in them. */
export async function listProfiles(): Promise<string[]> {
  const { byName } = await readProfiles();
  return [...byName.keys()].sort();
}
