export type OneOrMany<T> = T | T[];

export type Statement = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: "*" | Record<string, OneOrMany<string>>;
  Action?: OneOrMany<string>;
  NotAction?: OneOrMany<string>;
  Resource?: OneOrMany<string>;
  NotResource?: OneOrMany<string>;
  Condition?: Record<string, Record<string, OneOrMany<string | number | boolean>>>;
};

export type PolicyDocument = { Version?: string; Id?: string; Statement: OneOrMany<Statement> };

/** A policy that AWS would answer with MalformedPolicyDocument. The message names the element. */
export class MalformedPolicy extends Error {}

const STATEMENT_KEYS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/**
 * Reads a policy of the given kind: "identity" and "session" policies name resources and no principal, a
 * "trust" policy the other way round. Throws MalformedPolicy.
 *
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicy(value: unknown, kind: "identity" | "trust"): PolicyDocument {
  if (!isRecord(value)) throw new MalformedPolicy("Syntax errors in policy.");
  if (value["Version"] !== undefined && !["2012-10-17", "2008-10-17"].includes(String(value["Version"]))) {
    throw new MalformedPolicy("The policy must contain a valid version string");
  }
  const statements = asList(value["Statement"]);
  if (statements.length === 0 || value["Statement"] === undefined) {
    throw new MalformedPolicy("Syntax errors in policy.");
  }
  for (const statement of statements) checkStatement(statement, kind);
  // Every element that the evaluator reads was checked above.
  return value as PolicyDocument;
}

export function statementsOf(policy: PolicyDocument): Statement[] {
  return Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
}

export function asList<T>(value: OneOrMany<T> | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function checkStatement(statement: unknown, kind: "identity" | "trust"): void {
  if (!isRecord(statement)) throw new MalformedPolicy("Syntax errors in policy.");
  for (const key of Object.keys(statement)) {
    if (!STATEMENT_KEYS.has(key))
      throw new MalformedPolicy(`Syntax error in policy: unsupported element ${key}.`);
  }
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") {
    throw new MalformedPolicy("Syntax error in policy: Effect must be Allow or Deny.");
  }
  for (const key of ["Action", "NotAction", "Resource", "NotResource"]) {
    if (!asList(statement[key]).every((item) => typeof item === "string")) {
      throw new MalformedPolicy(`Syntax error in policy: ${key} must be text or a list of texts.`);
    }
  }
  exactlyOneOf(statement, "Action", "NotAction");
  for (const action of [...asList(statement["Action"]), ...asList(statement["NotAction"])]) {
    if (action !== "*" && !/^[\w*?-]+:[\w*?-]+$/.test(String(action))) {
      throw new MalformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
  }
  if (kind === "trust") {
    if (statement["Principal"] === undefined) throw new MalformedPolicy("Missing required field Principal");
    if (statement["Resource"] !== undefined || statement["NotResource"] !== undefined) {
      throw new MalformedPolicy("Has prohibited field Resource");
    }
  } else {
    if (statement["Principal"] !== undefined)
      throw new MalformedPolicy("Policy document should not specify a principal.");
    exactlyOneOf(statement, "Resource", "NotResource");
  }
  checkPrincipal(statement["Principal"]);
  checkCondition(statement["Condition"]);
}

function checkPrincipal(principal: unknown): void {
  if (principal === undefined || principal === "*") return;
  const valid =
    isRecord(principal) &&
    Object.entries(principal).every(
      ([type, values]) =>
        ["AWS", "Federated", "Service", "CanonicalUser"].includes(type) &&
        asList(values).every((value) => typeof value === "string"),
    );
  if (!valid) throw new MalformedPolicy("Invalid principal in policy.");
}

const OPERATOR =
  /^(ForAnyValue:|ForAllValues:)?(String(Not)?Equals(IgnoreCase)?|String(Not)?Like|Arn(Not)?(Equals|Like)|Numeric(Not)?Equals|(Numeric|Date)(Less|Greater)Than(Equals)?|Date(Not)?Equals|Bool|(Not)?IpAddress|Null)(IfExists)?$/;

function checkCondition(condition: unknown): void {
  if (condition === undefined) return;
  if (!isRecord(condition)) throw new MalformedPolicy("Syntax error in policy: Condition must be an object.");
  for (const [operator, keys] of Object.entries(condition)) {
    if (!OPERATOR.test(operator)) throw new MalformedPolicy(`Invalid Condition type : ${operator}.`);
    if (!isRecord(keys)) throw new MalformedPolicy("Syntax errors in policy.");
    for (const values of Object.values(keys)) {
      if (!asList(values).every((item) => ["string", "number", "boolean"].includes(typeof item))) {
        throw new MalformedPolicy("Syntax errors in policy.");
      }
    }
  }
}

function exactlyOneOf(statement: Record<string, unknown>, first: string, second: string): void {
  const count = Number(statement[first] !== undefined) + Number(statement[second] !== undefined);
  if (count !== 1) throw new MalformedPolicy(`Policy statement must contain ${first.toLowerCase()}s.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
