/**
 * A literal for `StringEquals`, where `${…}` would be a policy variable.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function policyLiteral(text: string): string {
  return text.replace(/\$(?=\{)/g, (dollar) => `\${${dollar}}`);
}

/** A literal for `StringLike` and for Resource, where `*` and `?` are wildcards too. */
export function policyPattern(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, (special) => `\${${special}}`);
}
