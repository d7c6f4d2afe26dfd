import type { SandboxState } from "./sandbox-state.ts";
import { type Caller, callerOfSession, callerOfUser, openSessionToken } from "./session.ts";
import {
  type Authorization,
  fromBasicDate,
  readAuthorization,
  type SignableRequest,
  sameSignature,
  sha256,
  signatureOf,
} from "./sigv4.ts";

export type AuthenticationFailure =
  | {
      reason:
        | "missing"
        | "unknown-key"
        | "bad-token"
        | "expired-token"
        | "mismatch"
        | "wrong-payload"
        | "link-expired";
    }
  | { reason: "incomplete" | "wrong-scope"; message: string }
  | { reason: "skewed"; timestamp: string; direction: "early" | "late" };

export type Authentication = { ok: true; caller: Caller } | ({ ok: false } & AuthenticationFailure);

export const SKEW_MS = 15 * 60 * 1000;

/**
 * Finds out who signed a request, as AWS does: scope, clock, key, session token, and the signature over the body.
 * Each service words the failures its own way.
 */
export function authenticate(
  state: SandboxState,
  request: SignableRequest,
  body: Buffer,
  service: "sts" | "iam" | "organizations" | "s3",
  nowMs: number,
): Authentication {
  const read = readAuthorization(request);
  if (!read.ok) return read;
  const { authorization } = read;
  if (authorization.service !== service) {
    return {
      ok: false,
      reason: "wrong-scope",
      message: `Credential should be scoped to correct service: '${service}'. `,
    };
  }
  if (!/^[a-z]{2,}(-[a-z]+)*(-\d+)?$/.test(authorization.region)) {
    return { ok: false, reason: "wrong-scope", message: "Credential should be scoped to a valid region. " };
  }
  if (!authorization.timestamp.startsWith(authorization.date)) {
    return {
      ok: false,
      reason: "wrong-scope",
      message: `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${authorization.date}' != '${authorization.timestamp.slice(0, 8)}', from '${authorization.timestamp}'.`,
    };
  }
  const late = checkClock(authorization, nowMs);
  if (late) return { ok: false, ...late };

  const key = findKey(state, authorization, nowMs);
  if (!key.ok) return key;
  const payload = payloadHash(request, body, authorization);
  if (payload === undefined) return { ok: false, reason: "wrong-payload" };
  const expected = signatureOf(request, authorization, key.secret, payload);
  if (!sameSignature(expected, authorization.signature)) return { ok: false, reason: "mismatch" };
  return { ok: true, caller: key.caller };
}

function checkClock(authorization: Authorization, nowMs: number): AuthenticationFailure | undefined {
  const { timestamp, expiresSeconds } = authorization;
  const signedAt = fromBasicDate(timestamp);
  if (!(signedAt <= nowMs + SKEW_MS)) return { reason: "skewed", timestamp, direction: "early" };
  if (expiresSeconds !== undefined) {
    return signedAt + expiresSeconds * 1000 >= nowMs ? undefined : { reason: "link-expired" };
  }
  return signedAt >= nowMs - SKEW_MS ? undefined : { reason: "skewed", timestamp, direction: "late" };
}

type KeyResult =
  | { ok: true; secret: string; caller: Caller }
  | { ok: false; reason: "unknown-key" | "bad-token" | "expired-token" };

function findKey(state: SandboxState, authorization: Authorization, nowMs: number): KeyResult {
  const { accessKeyId, sessionToken } = authorization;
  if (sessionToken === undefined) {
    const known = state.index.accessKeys.get(accessKeyId);
    return known
      ? { ok: true, secret: known.secret, caller: callerOfUser(known.user) }
      : { ok: false, reason: "unknown-key" };
  }
  const session = openSessionToken(state, sessionToken);
  if (session?.accessKeyId !== accessKeyId) return { ok: false, reason: "bad-token" };
  if (session.expiresAt * 1000 <= nowMs) return { ok: false, reason: "expired-token" };
  const caller = callerOfSession(state, session);
  return caller
    ? { ok: true, secret: state.vault.secretOf(accessKeyId), caller }
    : { ok: false, reason: "unknown-key" };
}

/** The hash to sign over, or undefined when the header states another than the body's. */
function payloadHash(
  request: SignableRequest,
  body: Buffer,
  authorization: Authorization,
): string | undefined {
  const stated = request.headers["x-amz-content-sha256"];
  if (authorization.service === "s3" && authorization.expiresSeconds !== undefined) return "UNSIGNED-PAYLOAD";
  if (authorization.service === "s3" && stated === "UNSIGNED-PAYLOAD") return "UNSIGNED-PAYLOAD";
  const actual = sha256(body);
  return typeof stated === "string" && stated !== actual ? undefined : actual;
}
