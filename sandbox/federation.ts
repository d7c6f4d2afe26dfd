import { type Answer, json } from "./answer.ts";
import { consolePage, signinFailedPage } from "./console-page.ts";
import { isRecord } from "./policy/document.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { type Caller, callerOfSession, openSessionToken, type Session } from "./session.ts";
import { sameSignature } from "./sigv4.ts";
import type { Partition } from "./world.ts";

const SIGNIN_TOKEN_SECONDS = 15 * 60;

type SigninToken = { session: Session; consoleSeconds?: number; expiresAt: number };

/**
 * The AWS federation endpoint: `getSigninToken` by GET or POST, and `login`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export function handleFederation(state: SandboxState, method: string, form: URLSearchParams): Answer {
  const nowMs = Date.now();
  switch (form.get("Action")) {
    case "getSigninToken":
      return getSigninToken(state, form, nowMs);
    case "login":
      return method === "GET" || method === "POST" ? login(state, form, nowMs) : refuse("Unsupported method");
    default:
      return refuse("Action must be getSigninToken or login");
  }
}

function getSigninToken(state: SandboxState, form: URLSearchParams, nowMs: number): Answer {
  const given = readSessionJson(form.get("Session"));
  if (!given) return refuse("Session must be JSON with sessionId, sessionKey and sessionToken");
  const session = openSessionToken(state, given.sessionToken);
  if (
    !session ||
    session.accessKeyId !== given.sessionId ||
    !sameSignature(state.vault.secretOf(session.accessKeyId), given.sessionKey) ||
    session.expiresAt * 1000 <= nowMs ||
    !callerOfSession(state, session)
  ) {
    return refuse("The credentials are invalid or have expired");
  }
  if (session.sessionName === undefined)
    return refuse("Credentials of GetSessionToken cannot sign in to the console");

  const asked = form.get("SessionDuration");
  if (asked !== null) {
    if (!/^\d{1,6}$/.test(asked) || Number(asked) < 900 || Number(asked) > 43_200) {
      return refuse("SessionDuration must be 900 to 43200");
    }
    if (session.chained) return refuse("SessionDuration must not be set for credentials of role chaining");
  }
  const token: SigninToken = {
    session,
    ...(asked === null ? {} : { consoleSeconds: Number(asked) }),
    expiresAt: Math.floor(nowMs / 1000) + SIGNIN_TOKEN_SECONDS,
  };
  return json(200, { SigninToken: state.vault.seal("signin-token", token) });
}

function login(state: SandboxState, form: URLSearchParams, nowMs: number): Answer {
  const issuer = httpUrl(form.get("Issuer"));
  const destination = form.get("Destination") ?? "";
  // Only getSigninToken seals for this purpose, so what opens has this shape.
  const token = state.vault.open("signin-token", form.get("SigninToken") ?? "") as SigninToken | undefined;
  if (!token || token.expiresAt * 1000 <= nowMs || token.session.expiresAt * 1000 <= nowMs) {
    return signinFailedPage("Your sign-in link has expired", "A sign-in link works for 15 minutes.", issuer);
  }
  const caller = callerOfSession(state, token.session);
  if (!caller) return signinFailedPage("Your sign-in link has expired", "The role no longer exists.", issuer);
  const url = consoleUrl(destination, caller.partition);
  if (!url) {
    const text = `The destination is not a console page of the partition ${caller.partition}.`;
    return signinFailedPage("This destination cannot be opened", text, issuer);
  }
  const expiresAt =
    token.consoleSeconds === undefined
      ? token.session.expiresAt
      : Math.floor(nowMs / 1000) + token.consoleSeconds;
  return consolePage({
    accountId: caller.accountId,
    accountName:
      state.world.accounts.find((account) => account.id === caller.accountId)?.name ?? caller.accountId,
    roleName: roleNameOf(caller),
    sessionName: token.session.sessionName ?? "",
    sourceIdentity: token.session.sourceIdentity,
    partition: caller.partition,
    region: regionOf(url, caller.partition),
    destination: url.href,
    issuer,
    expiresAt,
    nowMs,
  });
}

const CONSOLES: Record<Partition, { domain: string; region: string }> = {
  aws: { domain: "aws.amazon.com", region: "us-east-1" },
  "aws-cn": { domain: "amazonaws.cn", region: "cn-north-1" },
  "aws-us-gov": { domain: "amazonaws-us-gov.com", region: "us-gov-west-1" },
  "aws-eusc": { domain: "amazonaws-eusc.eu", region: "eusc-de-east-1" },
};

function consoleUrl(destination: string, partition: Partition): URL | undefined {
  const url = URL.canParse(destination) ? new URL(destination) : undefined;
  const { domain } = CONSOLES[partition];
  if (url?.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    return undefined;
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`) ? url : undefined;
}

function regionOf(url: URL, partition: Partition): string {
  const region = url.searchParams.get("region") ?? url.hostname.split(".")[0] ?? "";
  return /^[a-z]{2,}(-[a-z]+)+-\d$/.test(region) ? region : CONSOLES[partition].region;
}

function roleNameOf(caller: Caller): string {
  return caller.principalArn.slice(caller.principalArn.indexOf(":role/") + ":role/".length);
}

function readSessionJson(
  text: string | null,
): { sessionId: string; sessionKey: string; sessionToken: string } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (!isRecord(value)) return undefined;
    const { sessionId, sessionKey, sessionToken } = value;
    if (typeof sessionId !== "string" || typeof sessionKey !== "string" || typeof sessionToken !== "string")
      return undefined;
    return { sessionId, sessionKey, sessionToken };
  } catch {
    return undefined;
  }
}

function httpUrl(text: string | null): string | undefined {
  const url = text !== null && URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}

function refuse(reason: string): Answer {
  return { status: 400, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${reason}.\n` };
}
