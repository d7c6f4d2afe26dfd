import { member } from "../api-client.ts";
import type { Exchange } from "./record-http.ts";

/** A secret and what it is. */
export type Canary = readonly [kind: string, secret: string];

/**
 * The secrets in what a portal and AWS said to each other: keys and tokens that STS gave, what the metadata services
 * gave, identity tokens and MFA codes that were sent, and sign-in tokens of the console.
 */
export function secretsOnWire(exchanges: readonly Exchange[]): Canary[] {
  return exchanges.flatMap(({ method, path, asked, answered }) => {
    if (path === "/latest/api/token" && method === "PUT")
      return [["instance metadata token", answered] as const];
    if (path.startsWith("/latest/")) return ofJson("instance metadata", answered);
    if (path.startsWith("/v2/credentials/")) return ofJson("the container's endpoint", answered);
    if (path.startsWith("/federation")) return ofFederation(answered);
    return [...ofRequest(asked), ...ofSts(asked, answered)];
  });
}

function ofRequest(asked: string): Canary[] {
  const form = new URLSearchParams(asked);
  const token = form.get("WebIdentityToken");
  const code = form.get("TokenCode");
  return [
    ...(token === null
      ? []
      : [["identity token", token] as const, ["identity token", token.split(".")[2] ?? ""] as const]),
    ...(code === null ? [] : [["AWS MFA code", code] as const]),
  ];
}

function ofSts(asked: string, answered: string): Canary[] {
  const action = new URLSearchParams(asked).get("Action") ?? "";
  return ["SecretAccessKey", "SessionToken"].flatMap((name) => {
    const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(answered)?.[1];
    return found === undefined ? [] : [[`${action}'s ${name}`, found] as const];
  });
}

function ofJson(whose: string, answered: string): Canary[] {
  const json = parse(answered);
  return ["SecretAccessKey", "Token"].flatMap((name) => {
    const found = member(json, name);
    return typeof found === "string" ? [[`${name} of ${whose}`, found] as const] : [];
  });
}

function ofFederation(answered: string): Canary[] {
  const token = member(parse(answered), "SigninToken");
  return typeof token === "string" ? [["console sign-in token", token]] : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
