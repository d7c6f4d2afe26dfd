import { formatAccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { roleColor, roleLabel, roleTitle } from "./role-facts.ts";

/** Which role a dialog is about: colour, account, id and role on one line. */
export function RoleSubject({ role }: { role: PickerRole }) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-3 pt-0.5 text-muted">
      <span className="h-4" aria-hidden="true">
        <ColorBar color={roleColor(role)} />
      </span>
      <span className="text-ink">{roleTitle(role)}</span>
      <span className="tabular-nums">{formatAccountId(role.accountId)}</span>
      <span className="text-ink">{roleLabel(role)}</span>
    </p>
  );
}
