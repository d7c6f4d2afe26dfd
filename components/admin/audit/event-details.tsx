import { ChevronRight } from "lucide-react";
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

type EventDetailsProps = { t: Translator; entry: AuditEntry; sentence: string; reason: string | null };

/** An event's sentence; opening it shows the raw facts. */
export function EventDetails({ t, entry, sentence, reason }: EventDetailsProps) {
  const facts = named.filter((name) => entry[name] !== null).map((name) => [name, entry[name]] as const);
  const own = Object.entries(entry.fields).filter(([, value]) => value !== undefined && value !== null);
  return (
    <details className="group">
      <summary className="flex list-none items-start gap-1 rounded-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="mt-0.75 shrink-0 text-muted group-open:rotate-90" />
        <span className="min-w-0 wrap-anywhere">
          {sentence}
          {reason === null ? null : <span className="block text-sm text-muted">{reason}</span>}
        </span>
      </summary>
      <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-0.5 py-2 pl-4.5 text-sm">
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
