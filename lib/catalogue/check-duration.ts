import { AppError } from "#lib/errors.ts";

/** STS: 15 minutes to 12 hours, https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const least = 900;
const most = 43_200;

/** @throws AppError `duration_out_of_range` unless whole seconds that STS takes for a role session */
export function checkDuration(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return;
  throw new AppError(
    "duration_out_of_range",
    "A duration is a whole number of seconds from 900 (15 minutes) to 43200 (12 hours).",
    { details: { least, most } },
  );
}
