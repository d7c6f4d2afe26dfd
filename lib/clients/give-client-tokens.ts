import type { Tx } from "#lib/db/client.ts";
import { hashClientToken, newClientAccessToken } from "./client-token-text.ts";
import type { ClientTokens } from "./redemption.ts";

/** How long an access token lives where a refresh token goes with it. */
const accessTokenMs = 3_600_000;

/**
 * A fresh access token of a client sign-in, with a refresh token or without: for an hour with one, else as long as
 * the sign-in, and never longer than it.
 * @param refresh `stored` says that the refresh token is in the database already; `at` is now
 */
export async function giveClientTokens(
  tx: Tx,
  signIn: { id: string; expiresAt: Date },
  { refreshToken, stored, at }: { refreshToken: string | null; stored: boolean; at: Date },
): Promise<ClientTokens> {
  const end = signIn.expiresAt.getTime();
  const expiresAt = refreshToken === null ? end : Math.min(end, at.getTime() + accessTokenMs);
  const accessToken = newClientAccessToken();
  const row = { clientSignInId: signIn.id, createdAt: at };
  await tx.clientToken.createMany({
    data: [
      { ...row, kind: "access", tokenHash: hashClientToken(accessToken), expiresAt: new Date(expiresAt) },
      ...(refreshToken === null || stored
        ? []
        : [
            {
              ...row,
              kind: "refresh",
              tokenHash: hashClientToken(refreshToken),
              expiresAt: signIn.expiresAt,
            },
          ]),
    ],
  });
  return {
    accessToken,
    tokenType: "Bearer",
    expiresIn: Math.max(1, Math.floor((expiresAt - at.getTime()) / 1000)),
    ...(refreshToken !== null && { refreshToken }),
  };
}
