"use client";

import { useTranslations } from "use-intl";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { NotAssigned } from "./use-assign.ts";

type NotAssignedNoticeProps = {
  refused: readonly NotAssigned[];
  total: number;
  roles: readonly CatalogueRole[];
};

/** Which of several roles could not be assigned, each with its reason. */
export function NotAssignedNotice({ refused, total, roles }: NotAssignedNoticeProps) {
  const t = useTranslations("admin.assignments");
  const failureText = useFailureText();
  return (
    <Notice tone="danger">
      <p>{t("someFailed", { done: String(total - refused.length), total: String(total) })}</p>
      <ul className="list-disc pl-5">
        {refused.map(({ roleId, failure }) => {
          const role = roles.find(({ id }) => id === roleId);
          return (
            <li key={roleId}>
              {role === undefined ? roleId : `${role.accountName} · ${role.label}`}: {failureText(failure)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
