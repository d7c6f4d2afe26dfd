import { conditionOperator } from "./condition-operators.ts";
import { repeatedJsonKey } from "./repeated-json-key.ts";

/** Where a document stops being a policy, and why. */
export type PolicyCheck = { ok: true } | { ok: false; reason: string };
export type PolicyTextCheck =
  /** `compact` is the same document without the white space between its parts. */
  | { ok: true; compact: string }
  | { ok: false; code: "session_policy_malformed"; message: string; details: { reason: string } };

/**
 * Checks the text of a session policy: an identity policy in JSON, with the characters that STS takes and no key
 * twice. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkPolicyText(text: string): PolicyTextCheck {
  const refuse = (reason: string): PolicyTextCheck => ({
    ok: false,
    code: "session_policy_malformed",
    message: `This is not an IAM policy: ${reason}.`,
    details: { reason },
  });
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, Policy
  if (/[^\t\n\r\u0020-\u00ff]/.test(text)) return refuse("only characters from U+0020 to U+00FF");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("not JSON");
  }
  const repeated = repeatedJsonKey(text);
  if (repeated !== null) return refuse(`the key ${shown(repeated)} is there twice`);
  const check = checkPolicy(value);
  if (!check.ok) return refuse(check.reason);
  const compact = JSON.stringify(value);
  // An escape such as \u3042 is plain text before it is parsed.
  if (/[^\u0020-\u00ff]/.test(compact)) return refuse("only characters from U+0020 to U+00FF");
  return { ok: true, compact };
}

/** Checks an identity policy or session policy: no Principal, and in every statement a Resource. */
export function checkPolicy(value: unknown): PolicyCheck {
  return checkDocument(value, "identity");
}

/** Checks a role's trust policy: in every statement a Principal and actions of STS, and no Resource. */
export function checkTrustPolicy(value: unknown): PolicyCheck {
  return checkDocument(value, "trust");
}

type Kind = "identity" | "trust";
type Json = Readonly<Record<string, unknown>>;
/** Null when nothing is wrong. */
type Reason = string | null;

const versions: readonly unknown[] = ["2012-10-17", "2008-10-17"];

function checkDocument(value: unknown, kind: Kind): PolicyCheck {
  const reason = wrongDocument(value, kind);
  return reason === null ? { ok: true } : { ok: false, reason };
}

function wrongDocument(value: unknown, kind: Kind): Reason {
  if (!isObject(value)) return "not a JSON object";
  const unknown = unknownMember(value, ["Version", "Id", "Statement"]);
  if (unknown !== null) return `unknown member ${shown(unknown)}`;
  if (!versions.includes(value["Version"])) return "Version must be 2012-10-17 or 2008-10-17";
  if (value["Id"] !== undefined && typeof value["Id"] !== "string") return "Id must be text";
  const one = value["Statement"];
  const statements = Array.isArray(one) ? one : [one];
  if (statements.length === 0) return "Statement is empty";
  const sids = new Set<unknown>();
  for (const [index, statement] of statements.entries()) {
    const at = Array.isArray(one) ? `Statement[${index}]` : "Statement";
    if (!isObject(statement)) return `${at} must be an object`;
    const wrong = wrongStatement(statement, kind);
    if (wrong !== null) return `${at}: ${wrong}`;
    const sid = statement["Sid"];
    if (sid !== undefined && sid !== "" && sids.has(sid)) return `${at}: Sid ${shown(sid)} is there twice`;
    sids.add(sid);
  }
  return null;
}

const members = {
  identity: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  trust: ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"],
};

function wrongStatement(statement: Json, kind: Kind): Reason {
  const unknown = unknownMember(statement, members[kind]);
  if (unknown !== null) return `unknown member ${shown(unknown)}`;
  const { Sid: sid, Effect: effect, Condition: condition } = statement;
  if (sid !== undefined && !(typeof sid === "string" && /^[A-Za-z0-9]*$/.test(sid)))
    return "Sid must be letters and digits";
  if (effect !== "Allow" && effect !== "Deny") return "Effect must be Allow or Deny";
  return (
    wrongChoice(statement, ["Action", "NotAction"], kind === "trust" ? wrongTrustAction : wrongAction) ??
    (kind === "identity"
      ? wrongChoice(statement, ["Resource", "NotResource"], wrongResource)
      : wrongChoice(statement, ["Principal", "NotPrincipal"], wrongPrincipal)) ??
    (condition === undefined ? null : wrongCondition(condition))
  );
}

/** Exactly one of two members, and its value right. */
function wrongChoice(statement: Json, names: [string, string], wrong: (value: unknown) => Reason): Reason {
  const present = names.filter((name) => statement[name] !== undefined);
  const [name] = present;
  if (name === undefined || present.length > 1) return `exactly one of ${names.join(" and ")} must be there`;
  const reason = wrong(statement[name]);
  return reason === null ? null : `${name}: ${reason}`;
}

function wrongAction(value: unknown): Reason {
  return wrongTexts(value, (text) =>
    /^(?:\*|[A-Za-z0-9*-]+:[\w*?-]+)$/.test(text) ? null : `${shown(text)} is no action`,
  );
}

function wrongTrustAction(value: unknown): Reason {
  return wrongTexts(value, (text) =>
    /^sts:[A-Za-z*?]+$/i.test(text) ? null : `${shown(text)} is not of sts`,
  );
}

const partition = "(?:aws(?:-[a-z]+)*|\\*)";
const arn = new RegExp(`^arn:${partition}:[^:\\s]+:[^:\\s]*:[^:\\s]*:.+$`);

function wrongResource(value: unknown): Reason {
  return wrongTexts(value, (text) => (text === "*" || arn.test(text) ? null : `${shown(text)} is no ARN`));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
const principals: Readonly<Record<string, RegExp>> = {
  AWS: new RegExp(
    `^(?:\\*|\\d{12}|A[A-Z0-9]{15,}|arn:${partition}:iam::\\d{12}:(?:root|(?:user|role)/[^*?\\s]+)` +
      `|arn:${partition}:sts::\\d{12}:(?:assumed-role|federated-user)/[^*?\\s]+)$`,
  ),
  Federated: new RegExp(
    `^(?:\\*|[a-z0-9.-]+\\.[a-z]+|arn:${partition}:iam::\\d{12}:(?:oidc|saml)-provider/[^*?\\s]+)$`,
  ),
  Service: /^[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

function wrongPrincipal(value: unknown): Reason {
  if (value === "*") return null;
  if (!isObject(value) || Object.keys(value).length === 0) return "must be * or an object";
  for (const [kind, named] of Object.entries(value)) {
    const right = Object.hasOwn(principals, kind) ? principals[kind] : undefined;
    if (!right) return `unknown kind ${shown(kind)}`;
    const wrong = wrongTexts(named, (text) => (right.test(text) ? null : `${shown(text)} is no principal`));
    if (wrong !== null) return `${kind}: ${wrong}`;
  }
  return null;
}

function wrongCondition(value: unknown): Reason {
  if (!isObject(value)) return "Condition must be an object";
  for (const [name, keys] of Object.entries(value)) {
    const operator = conditionOperator(name);
    if (operator === null) return `Condition: unknown operator ${shown(name)}`;
    if (!isObject(keys)) return `Condition: ${name} must be an object`;
    for (const [key, given] of Object.entries(keys)) {
      if (!/^[\w./-]+:.+$/.test(key)) return `Condition: ${shown(key)} is no condition key`;
      const values = Array.isArray(given) ? given : [given];
      if (!values.every((one) => isConditionValue(operator, one)))
        return `Condition: the value of ${shown(key)} does not fit ${name}`;
    }
  }
  return null;
}

function isConditionValue(operator: string, value: unknown): boolean {
  if (operator === "Bool" || operator === "Null")
    return (
      typeof value === "boolean" || (typeof value === "string" && /^(?:true|false|\$\{.+\})$/i.test(value))
    );
  if (operator === "IpAddress" || operator === "NotIpAddress")
    return typeof value === "string" && /^[0-9a-f:.]{3,45}(?:\/\d{1,3})?$/i.test(value);
  // Larger ones would not be stored as they were given.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value === "string" || typeof value === "boolean";
}

/** One text or a list of at least one. */
function wrongTexts(value: unknown, wrong: (text: string) => Reason): Reason {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.length === 0) return "is empty";
  for (const text of texts) {
    if (typeof text !== "string") return "must be text";
    const reason = wrong(text);
    if (reason !== null) return reason;
  }
  return null;
}

function unknownMember(value: Json, known: readonly string[]): string | null {
  return Object.keys(value).find((name) => !known.includes(name)) ?? null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A piece of the document in quotes, short enough for a sentence. */
function shown(value: unknown): string {
  const text = String(value);
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}
