import { pageOf } from "../page-of.ts";
import { validationError } from "../sts/aws-error.ts";
import { collectViolations } from "../sts/limits.ts";
import { text } from "../sts/session-parameters.ts";
import { element } from "../sts/xml.ts";

/** The page that a request of IAM asks for, and the elements that lead to the next one. Throws AwsError. */
export function markedPage<T>(
  all: readonly T[],
  form: URLSearchParams,
): { items: readonly T[]; elements: string } {
  const violations = collectViolations();
  const most = violations.seconds("maxItems", text(form, "MaxItems"), 1, 1000) ?? 100;
  violations.throwIfAny();
  const page = pageOf(all, text(form, "Marker"), most);
  if (!page) throw validationError("Invalid Marker.");
  const { items, next } = page;
  return { items, elements: element("IsTruncated", String(next !== undefined)) + element("Marker", next) };
}
