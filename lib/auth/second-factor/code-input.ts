import { z } from "zod";

/** What takes a code of the authenticator app takes; described at /api/openapi.json. */
export const SecondFactorCodeInput = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/) });
