"use client";

import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** No role is assigned: what to do next, by who is asking. */
export function NoRoles({
  viewer,
}: {
  viewer: { email: string; portalRole: "owner" | "admin" | "auditor" | "member" };
}) {
  const t = useTranslations("picker.empty");
  if (viewer.portalRole !== "owner")
    return <EmptyState title={t("memberTitle")} body={t("memberBody", { email: viewer.email })} />;
  return (
    <EmptyState
      title={t("ownerTitle")}
      body={t("ownerBody")}
      action={
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/admin/roles" variant="primary">
            {t("ownerAddRole")}
          </ButtonLink>
          <ButtonLink href="/admin/assignments">{t("ownerAssign")}</ButtonLink>
        </div>
      }
    />
  );
}

/** A search without hits. */
export function NoResult({ query, clear }: { query: string; clear: () => void }) {
  const t = useTranslations("picker.empty");
  return (
    <EmptyState
      title={t("noResultTitle", { query: query.trim() })}
      body={t("noResultBody")}
      action={<Button onClick={clear}>{t("clear")}</Button>}
    />
  );
}
