import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireOpenSignIn } from "#lib/auth/require-open-sign-in.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { readRequest, requireBrowser } from "./authorization-request.ts";
import { hashClientToken, newClientCode } from "./client-token-text.ts";

/** The browser hands the code over at once, and the client redeems it. */
const lifeMs = 120_000;

/** What this takes; described at /api/openapi.json. The rest is the query of `/authorize`. */
export const AnswerAuthorizationRequestInput = z.looseObject({ decision: z.enum(["allow", "deny"]) });

/**
 * Answers an AWS client: allowed, it gets a code for the person who answers.
 * @returns where their browser takes the answer: a port of their own machine
 * @throws AppError `token_not_accepted`, `client_unknown`, `redirect_uri_refused`, `authorization_request_malformed`,
 *   `sign_in_required`
 */
export async function answerAuthorizationRequest(
  viewer: Viewer,
  input: unknown,
): Promise<{ redirectTo: string }> {
  requireBrowser(viewer);
  const { decision, ...query } = AnswerAuthorizationRequestInput.parse(input);
  const { client, redirectUri, redirect, state, codeChallenge, scopes } = await readRequest(db(), query);
  const allowed = decision === "allow";
  const code = newClientCode();
  await transact(async (tx) => {
    await requireOpenSignIn(tx, viewer);
    const at = now();
    if (allowed)
      await tx.authorizationCode.create({
        data: {
          codeHash: hashClientToken(code),
          clientId: client.id,
          personId: viewer.personId,
          signInId: viewer.signInId,
          redirectUri,
          codeChallenge,
          scopes: JSON.stringify(scopes),
          createdAt: at,
          expiresAt: new Date(at.getTime() + lifeMs),
        },
        select: { codeHash: true },
      });
    recordEvent(tx, actorOf(viewer), {
      event: allowed ? "client_sign_in.approved" : "client_sign_in.denied",
      outcome: allowed ? "done" : "refused",
      subjectId: viewer.personId,
      fields: {
        person: viewer.sessionName,
        clientId: client.id,
        clientName: client.name,
        method: "authorization_code",
        scopes,
        answersTo: redirect.host,
      },
    });
  });
  const to = new URL(redirect);
  if (allowed) to.searchParams.set("code", code);
  else to.searchParams.set("error", "access_denied");
  if (state !== null) to.searchParams.set("state", state);
  return { redirectTo: to.href };
}
