import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { federationEndpoint } from "#lib/partitions/federation-endpoint.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import type { RoleSession } from "./assume-role.ts";

const replyLimitBytes = 65_536;

/**
 * Exchanges a role session for a URL that signs a browser in to the console, good for 15 minutes. The keys travel in
 * the body of a POST. SessionDuration is left out: it is refused for chained roles, and without it the console
 * session lasts exactly as long as the role session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 * @throws AppError `aws_federation_refused`, `aws_timeout`, `aws_unavailable`, `aws_throttled`
 */
export async function consoleSignInUrl(input: {
  session: RoleSession;
  partition: PartitionId;
  region: string | null;
  destination: string;
  issuer: string;
  deadline: AbortSignal;
}): Promise<string> {
  const configured = env().AWS_ENDPOINT_URL_SIGNIN;
  const endpoint = configured
    ? new URL("federation", configured.endsWith("/") ? configured : `${configured}/`).toString()
    : federationEndpoint(input.partition, input.region);
  const token = await signinToken(endpoint, input.session, input.deadline);
  const url = new URL(endpoint);
  url.search = new URLSearchParams({
    Action: "login",
    Issuer: input.issuer,
    Destination: input.destination,
    SigninToken: token,
  }).toString();
  return url.toString();
}

async function signinToken(endpoint: string, session: RoleSession, deadline: AbortSignal): Promise<string> {
  const body = new URLSearchParams({
    Action: "getSigninToken",
    Session: JSON.stringify({
      sessionId: session.accessKeyId,
      sessionKey: session.secretAccessKey,
      sessionToken: session.sessionToken,
    }),
  });
  let status: number;
  let text: string;
  try {
    const response = await fetch(endpoint, { method: "POST", body, redirect: "error", signal: deadline });
    status = response.status;
    text = await readLimited(response);
  } catch (error) {
    if (deadline.aborted)
      throw new AppError("aws_timeout", "AWS sign-in did not answer in time. Try again.", { cause: error });
    throw new AppError("aws_unavailable", "AWS sign-in could not be reached. Nothing was opened.", {
      cause: error,
    });
  }
  if (status === 429)
    throw new AppError(
      "aws_throttled",
      "AWS sign-in is refusing requests for a moment. Try again in a minute.",
    );
  if (status >= 500)
    throw new AppError("aws_unavailable", "AWS sign-in is not working at this moment. Try again.", {
      details: { reason: `http_${status}` },
    });
  if (status !== 200)
    throw new AppError(
      "aws_federation_refused",
      "AWS sign-in refused the role session. Credentials may still work.",
      {
        details: { status },
      },
    );
  const token = tokenOf(text);
  if (!token)
    throw new AppError(
      "aws_reply_invalid",
      "AWS sign-in answered without a sign-in token. Nothing was opened.",
    );
  return token;
}

async function readLimited(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    size += value.byteLength;
    if (size > replyLimitBytes) {
      await reader.cancel();
      return "";
    }
    chunks.push(value);
  }
}

function tokenOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== "object" || !("SigninToken" in value)) return null;
    return typeof value.SigninToken === "string" && value.SigninToken !== "" ? value.SigninToken : null;
  } catch {
    return null;
  }
}
