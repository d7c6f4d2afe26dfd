import { matchesPattern } from "./matches-pattern.ts";

/**
 * What a request says, by condition key in lower case. A key with no values is known to be absent; a key that is not
 * here at all is one that only AWS knows.
 */
export type Context = Readonly<Record<string, readonly string[]>>;

/**
 * Whether one condition of a policy holds, or null when that cannot be known here: another kind of operator, a key
 * that only AWS knows, a policy variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(
  condition: { operator: string; key: string; wanted: readonly string[] },
  context: Context,
): boolean | null {
  const key = condition.key.toLowerCase();
  // Every session tag that is sent is in the context: another one is known to be absent.
  const known = Object.hasOwn(context, key) ? context[key] : undefined;
  const present = known ?? (key.startsWith("aws:requesttag/") ? [] : null);
  if (present === null || condition.wanted.some((text) => text.includes("${"))) return null;
  const set = /^(ForAnyValue|ForAllValues):/.exec(condition.operator)?.[1];
  const bare = condition.operator.replace(/^For\w+:/, "");
  if (bare === "Null") {
    const absent = present.length === 0;
    return condition.wanted.some((text) => (text.toLowerCase() === "true") === absent);
  }
  const name = bare.replace(/IfExists$/, "");
  const negated = /Not/.test(name);
  const bareName = name.replace("Not", "");
  const test = Object.hasOwn(tests, bareName) ? tests[bareName] : undefined;
  if (!test) return null;
  if (present.length === 0) return bare !== name || set === "ForAllValues" || (negated && set === undefined);
  const satisfies = (value: string) => condition.wanted.some((text) => test(text, value)) !== negated;
  return set === "ForAllValues" || (negated && set === undefined)
    ? present.every(satisfies)
    : present.some(satisfies);
}

type Test = (wanted: string, present: string) => boolean;

const ignoringCase: Test = (wanted, present) => wanted.toLowerCase() === present.toLowerCase();

const tests: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, present) => wanted === present,
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: matchesPattern,
  ArnEquals: matchesPattern,
  ArnLike: matchesPattern,
  Bool: ignoringCase,
};
