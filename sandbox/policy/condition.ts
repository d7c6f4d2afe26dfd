import { BlockList, isIP } from "node:net";
import { asList, type Statement } from "./document.ts";
import { matchesArn, matchesWildcard } from "./wildcard.ts";

/** Condition keys in lower case (they are case-insensitive in IAM), each with its values. */
export type RequestContext = Record<string, string[]>;

/**
 * Whether every operator and key of a Condition block holds.
 *
 * Missing keys and set operators:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionHolds(condition: Statement["Condition"], context: RequestContext): boolean {
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const wanted = asList(values).map((value) => substitute(String(value), context));
      const present = valuesOf(context, key);
      if (!operatorHolds(operator, wanted, present)) return false;
    }
  }
  return true;
}

/**
 * Replaces policy variables such as ${aws:username}. One without a value leaves a text that matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substitute(text: string, context: RequestContext): string {
  if (!text.includes("${")) return text;
  return text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    if (name === "*" || name === "?" || name === "$") return name;
    const [key, fallback] = name.split(/,\s*/);
    return valuesOf(context, key ?? "")?.[0] ?? fallback?.replace(/^'|'$/g, "") ?? whole;
  });
}

function valuesOf(context: RequestContext, key: string): string[] | undefined {
  const lowered = key.toLowerCase();
  return Object.hasOwn(context, lowered) ? context[lowered] : undefined;
}

function operatorHolds(operator: string, wanted: string[], present: string[] | undefined): boolean {
  const set = /^(ForAnyValue|ForAllValues):/.exec(operator)?.[1];
  const bare = operator.replace(/^For\w+:/, "");
  const ifExists = bare.endsWith("IfExists");
  const name = ifExists ? bare.slice(0, -"IfExists".length) : bare;

  if (name === "Null")
    return wanted.some((value) => (value.toLowerCase() === "true") === (present === undefined));
  const negated = name.includes("Not");
  const test = TESTS[name.replace("Not", "")];
  if (!test) throw new Error(`Condition operator ${operator} passed validation but has no test.`);

  if (present === undefined || present.length === 0) {
    if (set === "ForAllValues" || ifExists) return true;
    return set === undefined && negated;
  }
  const satisfies = (value: string) => wanted.some((item) => test(item, value)) !== negated;
  if (set === "ForAllValues") return present.every(satisfies);
  if (set === "ForAnyValue") return present.some(satisfies);
  return negated ? present.every(satisfies) : present.some(satisfies);
}

type Test = (wanted: string, present: string) => boolean;

const TESTS: Record<string, Test> = {
  StringEquals: (wanted, present) => wanted === present,
  StringEqualsIgnoreCase: (wanted, present) => wanted.toLowerCase() === present.toLowerCase(),
  StringLike: matchesWildcard,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, present) => wanted.toLowerCase() === present.toLowerCase(),
  IpAddress: inAddressRange,
  ...comparisons("Numeric", Number),
  ...comparisons("Date", instant),
};

function comparisons(prefix: string, read: (text: string) => number): Record<string, Test> {
  return {
    [`${prefix}Equals`]: (wanted, present) => read(present) === read(wanted),
    [`${prefix}LessThan`]: (wanted, present) => read(present) < read(wanted),
    [`${prefix}LessThanEquals`]: (wanted, present) => read(present) <= read(wanted),
    [`${prefix}GreaterThan`]: (wanted, present) => read(present) > read(wanted),
    [`${prefix}GreaterThanEquals`]: (wanted, present) => read(present) >= read(wanted),
  };
}

function instant(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function inAddressRange(range: string, address: string): boolean {
  const [base = "", bits] = range.split("/");
  const family = isIP(base);
  if (family === 0 || isIP(address) !== family) return false;
  const list = new BlockList();
  const type = family === 4 ? "ipv4" : "ipv6";
  list.addSubnet(base, Number(bits ?? (family === 4 ? 32 : 128)), type);
  return list.check(address, type);
}
