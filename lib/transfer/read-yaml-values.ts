import { parseRoleReference, type RoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { credentialSources } from "./catalogue-file-keys.ts";
import type { SourceEntry } from "./entries-view.ts";
import { isMapping, isNothing, malformed, membersOf, type Spot, textOf } from "./yaml-spots.ts";

// Values of a catalogue file. All of these throw AppError `catalogue_file_malformed`.

/** A text, or null where `null` stands. */
export function textOrNull(spot: Spot): string | null {
  return isNothing(spot) ? null : textOf(spot);
}

/** `true` or `false`. */
export function flagOf(spot: Spot): boolean {
  const text = isNothing(spot) ? "" : textOf(spot);
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  throw malformed(spot, "this is neither true nor false");
}

/** Seconds: `3600`, `90m`, `4h`. */
export function durationOf(spot: Spot): number {
  const seconds = secondsOf(textOf(spot));
  if (seconds === null) throw malformed(spot, "a duration reads 4h, 90m or 3600 (seconds)");
  return seconds;
}

/** What a duration comes to in seconds, or null. */
export function secondsOf(text: string): number | null {
  const [, digits, unit] = /^(\d{1,6})(h|m|s)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return Number(digits) * (unit === "h" ? 3600 : unit === "m" ? 60 : 1);
}

/** Tags: a mapping of texts. */
export function tagsOf(spot: Spot): Record<string, string> {
  if (isNothing(spot)) return {};
  const pairs = [...membersOf(spot)].map(([key, value]) => [key, isNothing(value) ? "" : textOf(value)]);
  // Without a prototype's setters, so that a tag named `__proto__` is a tag like any other.
  return Object.fromEntries(pairs);
}

/** A role by its ARN. */
export function arnOf(spot: Spot): RoleReference {
  const text = textOf(spot);
  const role = parseRoleReference(text);
  if (!role.ok) throw malformed(spot, role.message.replace(/\.$/, ""));
  if (!text.trim().startsWith("arn:")) throw malformed(spot, "a role's ARN is asked for here");
  return role;
}

/**
 * A credential source: a name, or a mapping of one key: `through` with a role's ARN, `credential-source` with one of
 * AWS's names, or `profile`. `null` is the account's, or the default one.
 */
export function sourceOf(spot: Spot): SourceEntry {
  if (isNothing(spot)) return { kind: "none" };
  if (!isMapping(spot)) return { kind: "named", name: textOf(spot) };
  const [member, ...others] = membersOf(spot, ["through", "credential-source", "profile"]);
  if (member === undefined || others.length > 0) throw malformed(spot, "this has to have exactly one key");
  const [key, value] = member;
  if (key === "through") return { kind: "through", roleArn: arnOf(value).arn };
  if (key === "profile") return { kind: "profile", profile: textOf(value) };
  const kind = Object.entries(credentialSources).find(([name]) => name === textOf(value))?.[1];
  if (kind === undefined)
    throw malformed(value, `this has to be one of ${Object.keys(credentialSources).join(", ")}`);
  return { kind };
}
