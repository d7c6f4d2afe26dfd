import { LocalTime } from "#components/i18n/local-time.tsx";
import type { Translator } from "#components/i18n/translator.ts";
import type { AuditEntry, AuditNames } from "./audit-entry.ts";
import { outcomes } from "./count-activity.ts";
import { describeEvent } from "./describe-event.ts";
import { EventDetails } from "./event-details.tsx";

type AuditTableProps = { t: Translator; events: readonly AuditEntry[]; names: AuditNames };

/** Events, the newest first: when, what, and what came of it. */
export function AuditTable({ t, events, names }: AuditTableProps) {
  const head = "py-2 pr-4 font-medium whitespace-nowrap";
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{t("admin.audit.title")}</caption>
      <thead>
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className={`${head} max-sm:hidden`}>
            {t("admin.audit.columnTime")}
          </th>
          <th scope="col" className={head}>
            {t("admin.audit.columnWhat")}
          </th>
          <th scope="col" className={head}>
            {t("admin.audit.columnOutcome")}
          </th>
          <th scope="col" className={`${head} max-lg:hidden`}>
            {t("admin.audit.columnAddress")}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((entry) => (
          <tr key={entry.sequence} className="border-b border-line align-top hover:bg-hover">
            <td className="py-2 pr-6 whitespace-nowrap text-muted max-sm:hidden">
              <LocalTime iso={entry.at} />
            </td>
            <td className="w-full py-2 pr-4">
              <EventDetails
                t={t}
                entry={entry}
                sentence={describeEvent(t, entry, names)}
                reason={reasonText(t, entry.fields["code"])}
              />
              <p className="pl-4.5 text-sm text-muted sm:hidden">
                <LocalTime iso={entry.at} />
              </p>
            </td>
            <td className="py-2 pr-4 whitespace-nowrap">
              <Outcome t={t} outcome={entry.outcome} />
            </td>
            <td className="py-2 pr-4 whitespace-nowrap text-muted tabular-nums max-lg:hidden">
              {entry.address}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome({ t, outcome }: { t: Translator; outcome: string }) {
  const known = outcomes.find((each) => each === outcome);
  if (known === undefined) return outcome;
  return <span className={tones[known]}>{t(`admin.audit.outcomes.${known}`)}</span>;
}

/** Why it was refused, in the words that the person was told, unless those name facts that the log does not keep. */
function reasonText(t: Translator, code: unknown): string | null {
  if (typeof code !== "string" || !/^[a-z_]{1,64}$/.test(code)) return null;
  const key = `errors.${code}` as "errors.not_allowed";
  const told: unknown = t.has(key) ? t.raw(key) : code;
  return typeof told === "string" && !told.includes("{") ? told : code;
}

const tones = { done: "text-muted", refused: "text-warn", failed: "text-danger" };
