import { ColorBar } from "#components/ui/color-bar.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";

type DialogSubjectProps = { accountName: string; accountId: string; color: string; role?: string };

/** Which account, and which role of it, a dialog is about. */
export function DialogSubject({ accountName, accountId, color, role }: DialogSubjectProps) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-3 pt-0.5 text-muted">
      <span className="h-4" aria-hidden="true">
        <ColorBar color={color} />
      </span>
      <span className="text-ink">{accountName}</span>
      <span className="tabular-nums">{formatAccountId(accountId)}</span>
      {role === undefined ? null : <span className="text-ink">{role}</span>}
    </p>
  );
}
