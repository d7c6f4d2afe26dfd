import { type Context, conditionHolds } from "./condition-holds.ts";
import { matchesPattern } from "./matches-pattern.ts";

/** Who asks to assume a role, for which actions, and what the request says. */
export type TrustAsked = {
  principal:
    | {
        kind: "aws" /** The user's or role's own ARN, and the session's. */;
        arns: readonly string[];
        accountId: string;
      }
    | { kind: "federated"; providerArn: string };
  /** In the order that AWS is asked for them: assuming first. */
  actions: readonly string[];
  context: Context;
};

/** Why a trust policy does not let somebody in. `statement` counts from 0. */
export type TrustFinding =
  | { kind: "fits" }
  | { kind: "unreadable" }
  | { kind: "denied"; action: string; statement: number }
  | { kind: "principal"; action: string }
  | { kind: "action"; action: string; statement: number }
  | {
      kind: "condition";
      action: string;
      statement: number;
      /** The first condition that does not hold. */
      operator: string;
      key: string;
      wanted: readonly string[];
    };

type Statement = Readonly<Record<string, unknown>>;

/**
 * Finds the first action that a trust policy refuses, and the reason closest to letting it in: of several statements
 * that name the asker, the one with the fewest conditions against it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @param policy as IAM gives it; nothing of it is believed to have a shape
 */
export function explainTrust(policy: unknown, asked: TrustAsked): TrustFinding {
  const statements = statementsOf(policy);
  if (statements === null) return { kind: "unreadable" };
  for (const action of asked.actions) {
    const finding = explainAction(statements, asked, action);
    if (finding.kind !== "fits") return finding;
  }
  return { kind: "fits" };
}

/** The statements of a policy document, or null for what is none. */
export function statementsOf(policy: unknown): Statement[] | null {
  if (!isRecord(policy)) return null;
  const statements = asList(policy["Statement"]);
  return statements.every(isRecord) ? statements : null;
}

function explainAction(statements: readonly Statement[], asked: TrustAsked, action: string): TrustFinding {
  const naming = [...statements.entries()].filter(([, each]) => names(each["Principal"], asked.principal));
  const denial = naming.find(
    ([, each]) =>
      each["Effect"] === "Deny" && covers(each, action) && failing(each, asked.context).length === 0,
  );
  if (denial) return { kind: "denied", action, statement: denial[0] };
  const allowing = naming.filter(([, each]) => each["Effect"] === "Allow");
  const [first] = allowing;
  if (!first) return { kind: "principal", action };
  const closest = allowing
    .filter(([, each]) => covers(each, action))
    .map(([index, each]) => ({ index, against: failing(each, asked.context) }))
    .sort((a, b) => a.against.length - b.against.length)[0];
  if (!closest) return { kind: "action", action, statement: first[0] };
  const [condition] = closest.against;
  return condition ? { kind: "condition", action, statement: closest.index, ...condition } : { kind: "fits" };
}

function names(principal: unknown, asker: TrustAsked["principal"]): boolean {
  if (principal === "*") return true;
  if (!isRecord(principal)) return false;
  if (asker.kind === "federated") return asList(principal["Federated"]).includes(asker.providerArn);
  return asList(principal["AWS"]).some(
    (each) =>
      each === "*" ||
      each === asker.accountId ||
      (typeof each === "string" &&
        (asker.arns.includes(each) ||
          /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(each)?.[1] === asker.accountId)),
  );
}

function covers(statement: Statement, action: string): boolean {
  const matches = (pattern: unknown) =>
    typeof pattern === "string" && matchesPattern(pattern.toLowerCase(), action.toLowerCase());
  if (statement["NotAction"] !== undefined) return !asList(statement["NotAction"]).some(matches);
  return asList(statement["Action"]).some(matches);
}

type Failing = { operator: string; key: string; wanted: readonly string[] };

/** The conditions that do not hold; one that asks for what is not known here is given the benefit of the doubt. */
function failing(statement: Statement, context: Context): Failing[] {
  const condition = statement["Condition"];
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).flatMap(([key, values]) => {
      const wanted = asList(values).map(String);
      return conditionHolds({ operator, key, wanted }, context) === false ? [{ operator, key, wanted }] : [];
    }),
  );
}

const asList = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
