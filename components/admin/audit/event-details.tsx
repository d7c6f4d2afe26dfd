import type { ReactNode } from "react";
import type { Translator } from "#components/i18n/translator.ts";
import type { AuditEntry } from "./audit-entry.ts";

const named = [
  "sequence",
  "at",
  "event",
  "viewerName",
  "viewerId",
  "subjectId",
  "roleArn",
  "roleId",
  "accountId",
  "address",
  "requestId",
] as const;

/** An event's raw facts, folded away until asked for. */
export function EventDetails({ t, entry }: { t: Translator; entry: AuditEntry }) {
  const facts = named.filter((name) => entry[name] !== null).map((name) => [name, entry[name]] as const);
  const own = Object.entries(entry.fields).filter(([, value]) => value !== undefined && value !== null);
  return (
    <details>
      <summary className="inline-block min-h-6 rounded-sm text-sm text-muted hover:text-ink">
        {t("admin.audit.details")}
        <span className="sr-only">: {t("admin.audit.detailsOf", { sequence: String(entry.sequence) })}</span>
      </summary>
      <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-0.5 pt-1 pb-2 text-sm">
        {facts.map(([name, value]) => (
          <Fact key={name} label={t(`admin.audit.field.${name}`)} value={value} />
        ))}
        {own.map(([name, value]) => (
          <Fact key={name} label={<code className="font-mono text-xs">{name}</code>} value={value} />
        ))}
      </dl>
    </details>
  );
}

function Fact({ label, value }: { label: ReactNode; value: unknown }) {
  return (
    <div className="contents">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 font-mono text-xs leading-5 break-all">
        {typeof value === "string" ? value : JSON.stringify(value)}
      </dd>
    </div>
  );
}
