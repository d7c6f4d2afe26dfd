import { deflateRawSync } from "node:zlib";
import { MalformedPolicy, readPolicy } from "../policy/document.ts";
import { managedPolicy } from "../policy/managed.ts";
import { AwsError, validationError } from "./aws-error.ts";
import { collectViolations, LIMITS, MAX_POLICY_ARNS, MAX_TAGS, type Violations } from "./limits.ts";

/** What a request asks of the session, beside the role. */
export type SessionParameters = {
  roleArn: string;
  sessionName: string;
  durationSeconds: number | undefined;
  policy: string | undefined;
  policyArns: string[];
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity: string | undefined;
  /** Percent of the packed size that AWS allows; undefined when there is nothing to pack. */
  packedPolicySize: number | undefined;
};

/**
 * Reads and checks what AssumeRole and AssumeRoleWithWebIdentity have in common. `check` adds the checks of the
 * operation itself, so that all violations are answered together. Throws AwsError.
 */
export function readSessionParameters(
  form: URLSearchParams,
  check: (violations: Violations) => void,
): SessionParameters {
  const violations = collectViolations();
  const roleArn = text(form, "RoleArn");
  const sessionName = text(form, "RoleSessionName");
  const policy = text(form, "Policy");
  const sourceIdentity = text(form, "SourceIdentity");
  const policyArns = members(form, "PolicyArns", "arn").map((item) => item["arn"] ?? "");
  const tags = members(form, "Tags", "Key", "Value");
  const transitiveTagKeys = members(form, "TransitiveTagKeys").map((item) => item[""] ?? "");

  violations.required("roleArn", roleArn);
  violations.text("roleArn", roleArn, LIMITS.roleArn);
  violations.required("roleSessionName", sessionName);
  violations.text("roleSessionName", sessionName, LIMITS.roleSessionName);
  violations.text("sourceIdentity", sourceIdentity, LIMITS.sourceIdentity);
  violations.text("policy", policy, LIMITS.policy);
  violations.count("policyArns", policyArns, MAX_POLICY_ARNS);
  violations.count("tags", tags, MAX_TAGS);
  violations.count("transitiveTagKeys", transitiveTagKeys, MAX_TAGS);
  for (const [i, tag] of tags.entries()) {
    violations.text(`tags.${i + 1}.member.key`, tag["Key"] ?? "", LIMITS.tagKey);
    violations.text(`tags.${i + 1}.member.value`, tag["Value"] ?? "", LIMITS.tagValue);
  }
  const durationSeconds = violations.seconds("durationSeconds", text(form, "DurationSeconds"), 900, 43200);
  check(violations);
  violations.throwIfAny();

  const tagRecord = checkTags(
    tags.map((tag) => [tag["Key"] ?? "", tag["Value"] ?? ""]),
    transitiveTagKeys,
  );
  checkPolicies(policy, policyArns);
  return {
    roleArn: checkRoleArn(roleArn ?? ""),
    sessionName: sessionName ?? "",
    durationSeconds,
    policy,
    policyArns,
    tags: tagRecord,
    transitiveTagKeys,
    sourceIdentity,
    packedPolicySize: packedSize(policy, policyArns, tagRecord),
  };
}

/** A form field, or undefined when it is absent. */
export function text(form: URLSearchParams, name: string): string | undefined {
  return form.get(name) ?? undefined;
}

function checkRoleArn(arn: string): string {
  if (!/^arn:[\w-]+:[\w-]+:[\w-]*:\d{12}:.+$/.test(arn)) throw validationError("Request ARN is invalid");
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn))
    throw validationError(`${arn} is invalid`);
  return arn;
}

/** Session tags: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
export function checkTags(tags: [string, string][], transitiveTagKeys: string[]): Record<string, string> {
  const keys = new Set<string>();
  for (const [key] of tags) {
    const lowered = key.toLowerCase();
    if (lowered.startsWith("aws:")) {
      throw new AwsError(
        "InvalidParameterValue",
        "Tag keys can't begin with aws: which is reserved for AWS use.",
      );
    }
    if (keys.has(lowered)) {
      throw new AwsError(
        "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
      );
    }
    keys.add(lowered);
  }
  if (!transitiveTagKeys.every((key) => keys.has(key.toLowerCase()))) {
    throw new AwsError(
      "InvalidParameterValue",
      "The specified transitive tag key must be included in the requested tags.",
    );
  }
  return Object.fromEntries(tags);
}

function checkPolicies(policy: string | undefined, policyArns: string[]): void {
  if (policy !== undefined) {
    try {
      readPolicy(JSON.parse(policy), "identity");
    } catch (error) {
      const message = error instanceof MalformedPolicy ? error.message : "This policy contains invalid Json";
      throw new AwsError("MalformedPolicyDocument", message);
    }
  }
  if ((policy ?? "").length + policyArns.join("").length > LIMITS.policy.max) {
    throw new AwsError(
      "PackedPolicyTooLarge",
      "The plaintext of the session policies exceeds 2048 characters.",
    );
  }
  for (const arn of policyArns) {
    if (!managedPolicy(arn)) throw validationError(`Policy ${arn} does not exist or is not attachable.`);
  }
}

// AWS does not publish its packing. Deflated bytes behave alike: repetition is cheap, 50 full tags do not fit.
const PACKED_LIMIT_BYTES = 2048;

/** Throws PackedPolicyTooLarge, with the percentage as AWS words it. */
export function packedSize(
  policy: string | undefined,
  policyArns: string[],
  tags: Record<string, string>,
): number | undefined {
  const hasTags = Object.keys(tags).length > 0;
  if (policy === undefined && policyArns.length === 0 && !hasTags) return undefined;
  const bytes = deflateRawSync(JSON.stringify([policy ?? "", policyArns, tags])).length;
  const percent = Math.ceil((bytes / PACKED_LIMIT_BYTES) * 100);
  if (percent > 100) {
    const what = hasTags ? "Packed size of session tags" : "Packed size of session policies";
    throw new AwsError("PackedPolicyTooLarge", `${what} consumes ${percent}% of allotted space.`);
  }
  return percent;
}

/** The query protocol's lists: `Tags.member.1.Key`, or `TransitiveTagKeys.member.1` without fields. */
function members(form: URLSearchParams, name: string, ...fields: string[]): Record<string, string>[] {
  const items: Record<string, string>[] = [];
  const names = fields.length > 0 ? fields : [""];
  for (let i = 1; i <= 1000; i++) {
    const found = names.flatMap((field) => {
      const value = form.get(`${name}.member.${i}${field && `.${field}`}`);
      return value === null ? [] : [[field, value]];
    });
    if (found.length === 0) break;
    items.push(Object.fromEntries(found));
  }
  return items;
}
