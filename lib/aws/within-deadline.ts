import { AppError } from "#lib/errors.ts";

/**
 * Waits for something that others may be waiting for too: when this deadline passes only this one gives up.
 * @throws AppError `aws_timeout`
 */
export async function withinDeadline<T>(
  work: Promise<T>,
  deadline: AbortSignal,
  message = "AWS did not answer in time. Try again; nothing was issued.",
): Promise<T> {
  let giveUp: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    giveUp = () => reject(new AppError("aws_timeout", message));
  });
  // Whoever loses the race must not end the process.
  work.catch(() => undefined);
  late.catch(() => undefined);
  if (deadline.aborted) giveUp();
  deadline.addEventListener("abort", giveUp, { once: true });
  try {
    return await Promise.race([late, work]);
  } finally {
    deadline.removeEventListener("abort", giveUp);
  }
}

/** Waits for something at most so many milliseconds, then throws what `late` makes. */
export async function withinMs<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms).unref();
  });
  try {
    return await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
  }
}
