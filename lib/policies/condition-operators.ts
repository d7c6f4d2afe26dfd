// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const operators = new Set([
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "Bool",
  "BinaryEquals",
  "IpAddress",
  "NotIpAddress",
  "ArnEquals",
  "ArnNotEquals",
  "ArnLike",
  "ArnNotLike",
]);

/**
 * The operator without what may stand around it (`ForAnyValue:`, `ForAllValues:`, `IfExists`), or null when IAM
 * knows none of that name.
 */
export function conditionOperator(text: string): string | null {
  const bare = text.replace(/^For(?:AnyValue|AllValues):/, "");
  if (bare === "Null") return bare;
  const operator = bare.replace(/IfExists$/, "");
  return operators.has(operator) ? operator : null;
}
