"use client";

import { useTranslations } from "use-intl";
import { ExportList } from "#components/settings/export-list.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";

/** The catalogue as a file: everything as YAML, the roles for other tools. */
export function CatalogueExport({ editable }: { editable: boolean }) {
  const t = useTranslations("transfer.export");
  return (
    <div className="max-w-4xl pb-16">
      <PageHeading
        title={t("title")}
        intro={t("intro")}
        action={editable ? <ButtonLink href="/admin/import">{t("toImport")}</ButtonLink> : undefined}
      />
      <ExportList
        choices={[
          { format: "yaml", hint: t("catalogueHints.yaml"), href: "/api/catalogue/file" },
          { format: "csv", hint: t("catalogueHints.csv"), href: "/api/catalogue/export?format=csv" },
          {
            format: "extend-switch-roles",
            hint: t("catalogueHints.extend-switch-roles"),
            href: "/api/catalogue/export?format=extend-switch-roles",
          },
        ]}
      />
    </div>
  );
}
