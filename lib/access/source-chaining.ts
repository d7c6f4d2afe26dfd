import { sourceIsChaining } from "#lib/aws/identify.ts";
import { openSource } from "#lib/sources/open-source.ts";
import type { RootSource } from "./assumption-plan.ts";

const rememberMs = { known: 60_000, unknown: 10_000 };
const remembered = new Map<string, { chaining: boolean; until: number }>();

/**
 * Whether a source is a role session itself, so that STS caps at one hour what it assumes. Undefined when that is
 * not known at this moment and `learnChaining` must be asked first.
 */
export function knownChaining(source: RootSource): boolean | undefined {
  if (source.kind === "web_identity") return false;
  const known = remembered.get(keyOf(source));
  return known && Date.now() < known.until ? known.chaining : undefined;
}

/**
 * Finds out whether a source is a role session, and remembers it for a minute. One that cannot be asked counts as
 * none for ten seconds: AWS will say so when it is used.
 */
export async function learnChaining(source: RootSource): Promise<boolean> {
  const known = knownChaining(source);
  if (known !== undefined) return known;
  const chaining = await askSource(source);
  if (remembered.size > 1000) remembered.clear();
  const ms = chaining === null ? rememberMs.unknown : rememberMs.known;
  remembered.set(keyOf(source), { chaining: chaining ?? false, until: Date.now() + ms });
  return chaining ?? false;
}

async function askSource(source: RootSource): Promise<boolean | null> {
  try {
    return await sourceIsChaining(openSource(source));
  } catch {
    // A secret that does not open is told when the source is used.
    return null;
  }
}

function keyOf(source: RootSource): string {
  return `${source.id} ${source.version}`;
}
