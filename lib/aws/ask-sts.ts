import { AppError } from "#lib/errors.ts";
import { type AwsErrorContext, translateAwsError } from "./translate-aws-error.ts";
import { withinDeadline } from "./within-deadline.ts";

/** STS calls under way at once, over all people; more than this means that STS is not answering. */
const mostUnderWay = 128;
let underWay = 0;

/**
 * Does something that asks STS: never more than so many at once, never past the deadline, and AWS's no as ours.
 * @throws AppError `aws_…`, or `portal_busy`
 */
export async function askSts<T>(
  deadline: AbortSignal,
  context: AwsErrorContext,
  work: () => Promise<T>,
): Promise<T> {
  if (underWay >= mostUnderWay)
    throw new AppError("portal_busy", "Too many requests to AWS STS are under way. Try again shortly.");
  underWay += 1;
  const asked = work().finally(() => {
    underWay -= 1;
  });
  try {
    // The SDK heeds its signal, but not while it pauses before another attempt.
    return await withinDeadline(asked, deadline);
  } catch (error) {
    if (deadline.aborted)
      throw new AppError("aws_timeout", "AWS STS did not answer in time. Try again; nothing was issued.");
    throw translateAwsError(error, context);
  }
}
