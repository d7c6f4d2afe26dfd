import { createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { decode } from "next-auth/jwt";
import { member } from "../api-client.ts";

// Written from the description of the format alone: who has GENKAN_SECRET can open what is sealed, and nobody else.

const keyFor = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync("sha256", secret, "genkan", purpose, 32));

/** Opens `v1.<key id>.<IV, ciphertext and tag>` of a row, which is bound to its place by the additional data. */
export function openSealed(
  genkanSecret: string,
  sealed: string,
  place: readonly [table: string, row: string, column: string],
): string {
  const bytes = Buffer.from(sealed.split(".")[2] ?? "", "base64url");
  const opening = createDecipheriv(
    "aes-256-gcm",
    keyFor(genkanSecret, "sealed-secrets"),
    bytes.subarray(0, 12),
  );
  opening.setAAD(Buffer.from(JSON.stringify(place)));
  opening.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString("utf8");
}

/** The sid that a sign-in cookie carries. */
export async function sidOfCookie(genkanSecret: string, cookie: string): Promise<string> {
  const key = keyFor(genkanSecret, "sign-in-cookie");
  const secret = createHmac("sha256", key).update("next-auth").digest("base64url");
  return String(member(await decode({ token: cookie, secret }), "sid"));
}
