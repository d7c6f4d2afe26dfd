import { chainingKnown, sourceIsChaining } from "#lib/aws/identify.ts";
import { openSource } from "#lib/sources/open-source.ts";
import type { RootSource } from "./assumption-plan.ts";

// A source that cannot be asked counts as no role session: AWS will say so when it is used.

/**
 * Whether a source is a role session itself, so that STS caps at one hour what it assumes. Undefined when that is
 * not known at this moment and `learnChaining` must be asked first.
 */
export function knownChaining(source: RootSource): boolean | undefined {
  if (isNoRole(source)) return false;
  const known = chainingKnown(openSource(source));
  return known === undefined ? undefined : (known ?? false);
}

/** Finds out whether a source is a role session, by asking AWS where that is not remembered. */
export async function learnChaining(source: RootSource): Promise<boolean> {
  if (isNoRole(source)) return false;
  return (await sourceIsChaining(openSource(source))) ?? false;
}

/** An access key is a user's, and a web identity is nobody before it assumes. */
function isNoRole({ kind }: RootSource): boolean {
  return kind === "web_identity" || kind === "access_key";
}
