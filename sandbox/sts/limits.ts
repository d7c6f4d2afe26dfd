import { validationError } from "./aws-error.ts";

type TextLimit = { min: number; max: number; pattern?: { test: RegExp; shown: string } };

const NAME_PATTERN = { test: /^[\w+=,.@-]*$/, shown: "[\\w+=,.@-]*" };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const LIMITS = {
  roleArn: { min: 20, max: 2048 },
  roleSessionName: { min: 2, max: 64, pattern: NAME_PATTERN },
  roleName: { min: 1, max: 64, pattern: NAME_PATTERN },
  pathPrefix: { min: 1, max: 512, pattern: { test: /^\/[!-~]*$/, shown: "\\u002F[\\u0021-\\u007F]*" } },
  sourceIdentity: { min: 2, max: 64, pattern: NAME_PATTERN },
  externalId: { min: 2, max: 1224, pattern: { test: /^[\w+=,.@:/-]*$/, shown: "[\\w+=,.@:\\/-]*" } },
  serialNumber: { min: 9, max: 256, pattern: { test: /^[\w+=/:,.@-]*$/, shown: "[\\w+=/:,.@-]*" } },
  tokenCode: { min: 6, max: 6, pattern: { test: /^[\d]*$/, shown: "[\\d]*" } },
  policy: { min: 1, max: 2048 },
  webIdentityToken: { min: 4, max: 20_000 },
  tagKey: {
    min: 1,
    max: 128,
    pattern: { test: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, shown: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" },
  },
  tagValue: {
    min: 0,
    max: 256,
    pattern: { test: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, shown: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" },
  },
} satisfies Record<string, TextLimit>;

export const MAX_POLICY_ARNS = 10;
export const MAX_TAGS = 50;

/** Collects every violation of a request, for AWS answers with all of them at once. */
export type Violations = {
  text(name: string, value: string | undefined, limit: TextLimit): void;
  required(name: string, value: string | undefined): void;
  seconds(name: string, text: string | undefined, min: number, max: number): number | undefined;
  count(name: string, items: unknown[], max: number): void;
  /** Throws one ValidationError that lists what was found, if anything was. */
  throwIfAny(): void;
};

export function collectViolations(): Violations {
  const found: string[] = [];
  const add = (name: string, value: string, constraint: string) =>
    found.push(`Value ${value} at '${name}' failed to satisfy constraint: Member must ${constraint}`);
  const violations: Violations = {
    text(name, value, limit) {
      if (value === undefined) return;
      const shown = SECRET.has(name) ? "'***'" : `'${value}'`;
      const length = [...value].length;
      if (limit.pattern && !limit.pattern.test.test(value)) {
        add(name, shown, `satisfy regular expression pattern: ${limit.pattern.shown}`);
      }
      if (length > limit.max) add(name, shown, `have length less than or equal to ${limit.max}`);
      if (length < limit.min) add(name, shown, `have length greater than or equal to ${limit.min}`);
    },
    required(name, value) {
      if (value === undefined) add(name, "null", "not be null");
    },
    seconds(name, text, min, max) {
      if (text === undefined) return undefined;
      if (!/^-?\d{1,10}$/.test(text)) {
        add(name, `'${text}'`, "be an integer");
        return undefined;
      }
      const value = Number(text);
      if (value > max) add(name, `'${value}'`, `have value less than or equal to ${max}`);
      if (value < min) add(name, `'${value}'`, `have value greater than or equal to ${min}`);
      return value;
    },
    count(name, items, max) {
      if (items.length > max)
        add(name, `'[${items.length} items]'`, `have length less than or equal to ${max}`);
    },
    throwIfAny() {
      if (found.length === 0) return;
      const noun = found.length === 1 ? "validation error" : "validation errors";
      throw validationError(`${found.length} ${noun} detected: ${found.join("; ")}`);
    },
  };
  return violations;
}

const SECRET = new Set(["tokenCode", "webIdentityToken"]);
