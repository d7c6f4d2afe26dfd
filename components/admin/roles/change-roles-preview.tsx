"use client";

import { useTranslations } from "use-intl";
import { Notice } from "#components/ui/notice.tsx";

type Touched = { id: string; label: string; accountName: string; managedBy: string | null };

const named = 8;

/** Which roles a change touches, the first of them by name, and whose file will object. */
export function TouchedRoles({ roles }: { roles: readonly Touched[] }) {
  const t = useTranslations("bulk");
  const managed = roles.filter((role) => role.managedBy !== null).length;
  return (
    <>
      <ul className="grid gap-0.5 border-l border-line pl-3">
        {roles.slice(0, named).map((role) => (
          <li key={role.id} className="break-words">
            {role.label} <span className="text-muted">{role.accountName}</span>
          </li>
        ))}
        {roles.length > named ? (
          <li className="text-muted">{t("andMore", { count: String(roles.length - named) })}</li>
        ) : null}
      </ul>
      {managed === 0 ? null : <Notice tone="warn">{t("managedTouched", { count: managed })}</Notice>}
    </>
  );
}

/** How a change of tags changes whom assignments by tag reach. */
export function ReachNotice({ reach: { gained, lost } }: { reach: { gained: number; lost: number } }) {
  const t = useTranslations("bulk");
  if (gained + lost === 0) return null;
  return (
    <Notice tone="warn">
      {gained === 0 ? null : <p>{t("reachGained", { count: gained })}</p>}
      {lost === 0 ? null : <p>{t("reachLost", { count: lost })}</p>}
    </Notice>
  );
}
