/** One value, or any of several. */
export type OneOrMany = string | readonly string[];

/** Operator, condition key, value: `{ StringEquals: { "sts:ExternalId": "…" } }`. */
export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;

export type PolicyStatement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, OneOrMany>>;
  readonly Action: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly Condition?: PolicyCondition;
};

/**
 * A policy as this folder writes them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type PolicyDocument = {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
};
