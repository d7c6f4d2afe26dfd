import { describeUserAgent } from "#components/settings/describe-user-agent.ts";
import type { ClientSignInView } from "#lib/clients/client-sign-in-view.ts";
import type { SignedInToken, SignedInView } from "#lib/people/signed-in-view.ts";

/** One thing that is signed in as a person, of whatever kind, as a row of one table. */
export type SignedInEntry = {
  id: string;
  since: { at: string; address: string | null };
  /** Null for a token that was never used. */
  lastUsed: { at: string; address: string | null } | null;
  endsAt: string;
} & (
  | {
      kind: "browser";
      /** Null for a browser that does not say what it is. */
      device: { browser: string; system: string } | null;
      current: boolean;
      method: "password" | "oidc";
    }
  | { kind: "client"; clientName: string; method: ClientSignInView["method"] }
  | { kind: "token"; token: SignedInToken }
);

/** Everything that is signed in as a person in one list: browsers, AWS clients, tokens. */
export function signedInEntries({ signIns, clientSignIns, tokens }: SignedInView): SignedInEntry[] {
  return [
    ...signIns.map(
      (signIn): SignedInEntry => ({
        kind: "browser",
        id: signIn.id,
        device: describeUserAgent(signIn.userAgent),
        current: signIn.current,
        method: signIn.method,
        since: { at: signIn.createdAt, address: signIn.address },
        lastUsed: { at: signIn.lastSeenAt, address: null },
        endsAt: signIn.expiresAt,
      }),
    ),
    ...clientSignIns.map(
      (signIn): SignedInEntry => ({
        kind: "client",
        id: signIn.id,
        clientName: signIn.clientName,
        method: signIn.method,
        since: { at: signIn.createdAt, address: signIn.address },
        lastUsed: { at: signIn.lastUsedAt, address: signIn.lastUsedAddress },
        endsAt: signIn.expiresAt,
      }),
    ),
    ...tokens.map(
      (token): SignedInEntry => ({
        kind: "token",
        id: token.id,
        token,
        since: { at: token.createdAt, address: null },
        lastUsed: token.lastUsedAt === null ? null : { at: token.lastUsedAt, address: token.lastUsedAddress },
        endsAt: token.expiresAt,
      }),
    ),
  ];
}
