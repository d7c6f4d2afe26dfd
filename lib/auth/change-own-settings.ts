import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { now } from "#lib/db/clock.ts";
import { actorOf, type Viewer } from "./viewer.ts";

/** What this takes; described at /api/openapi.json. */
export const OwnSettingsInput = z.strictObject({
  locale: z.enum(["en", "ja"]).nullable().optional(),
  theme: z.enum(["light", "dark"]).nullable().optional(),
});

export type OwnSettings = { locale: Viewer["locale"]; theme: Viewer["theme"] };

/** Changes the viewer's own language and theme; null goes back to the browser's. */
export async function changeOwnSettings(viewer: Viewer, input: unknown): Promise<OwnSettings> {
  const change = OwnSettingsInput.parse(input);
  const next = {
    locale: change.locale === undefined ? viewer.locale : change.locale,
    theme: change.theme === undefined ? viewer.theme : change.theme,
  };
  await transact(async (tx) => {
    await tx.person.updateMany({ where: { id: viewer.personId }, data: { ...next, updatedAt: now() } });
    recordEvent(tx, actorOf(viewer), {
      event: "person.changed",
      outcome: "done",
      subjectId: viewer.personId,
      fields: next,
    });
  });
  return next;
}
