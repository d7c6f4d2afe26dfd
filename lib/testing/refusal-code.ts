import { asAppError } from "#lib/http/error-response.ts";

/**
 * The code that a call is refused with, as the door would answer it; `none` when it went through.
 * An unexpected error is told as such: no test expects one.
 */
export async function refusalCode(call: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof call === "function" ? call() : call);
    return "none";
  } catch (error) {
    const { code } = asAppError(error, "test");
    return code === "internal_error" ? `unexpected: ${String(error)}` : code;
  }
}
