// The authorization question as the portal asks it, on the portal's database: one person and one role after another,
// each answer compared with what the generator knows.
import { readFileSync } from "node:fs";
// biome-ignore lint/style/noRestrictedImports: what is measured is the portal's own query, without the way to it.
import { findAssignedRole } from "../lib/access/find-assigned-role.ts";
// biome-ignore lint/style/noRestrictedImports: as above.
import { db } from "../lib/db/client.ts";
import type { Question } from "./ask-authorization.ts";
import { obeyOrders } from "./load-process.ts";

const questions: Question[] = JSON.parse(readFileSync(process.env["QUESTIONS"] ?? "", "utf8"));
let asked = 0;

obeyOrders(async () => {
  const question = questions[asked % questions.length];
  asked += 1;
  if (question === undefined) throw new Error("nothing to ask");
  const [personId, signInId, roleId, assigned] = question;
  const viewer = {
    ...{ personId, signInId, name: "", email: "", sessionName: "", portalRole: "member" as const },
    ...{
      locale: null,
      theme: null,
      accessToken: null,
      clientSignIn: null,
      signedInAt: "",
      requestId: "",
      address: "",
    },
  };
  const found = await findAssignedRole(db(), viewer, roleId);
  if ((found !== null) !== assigned)
    throw new Error(`${personId} and ${roleId}: assigned ${assigned}, and the portal says otherwise`);
});
