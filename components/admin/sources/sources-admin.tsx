"use client";

import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { CredentialSourceView, SigningKeyView } from "#lib/sources/source-view.ts";
import { AddSourceDialog } from "./add-source-dialog.tsx";
import { ChangeSourceDialog } from "./change-source-dialog.tsx";
import { IssuerSection } from "./issuer-section.tsx";
import { RemoveSourceDialog } from "./remove-source-dialog.tsx";
import { RotateKeyDialog } from "./rotate-key-dialog.tsx";
import { RotateSigningKeysDialog } from "./rotate-signing-keys-dialog.tsx";
import { SourcesTable } from "./sources-table.tsx";
import { TestSourceDialog } from "./test-source-dialog.tsx";

type Which =
  | { kind: "add" }
  | { kind: "signingKeys" }
  | { kind: "test" | "change" | "rotate" | "remove"; source: CredentialSourceView };

type SourcesAdminProps = {
  sources: readonly CredentialSourceView[];
  signingKeys: readonly SigningKeyView[];
  /** The catalogue, for going through one of its roles. */
  roles: readonly CatalogueRole[];
  editable: boolean;
};

/** The credential sources and all that an owner does with them. */
export function SourcesAdmin({ sources, signingKeys, roles, editable }: SourcesAdminProps) {
  const t = useTranslations("sources");
  const dialog = useDialog<Which>();
  const { which, open, close, closeToList } = dialog;
  const issuers = sources.filter(({ kind }) => kind === "web_identity");
  const on = (kind: "test" | "change" | "rotate" | "remove") => (source: CredentialSourceView) =>
    open({ kind, source });
  return (
    <div ref={dialog.landing} tabIndex={-1} className="pb-16 outline-none">
      <PageHeading
        title={t("title")}
        intro={t("intro")}
        action={
          editable ? (
            <Button variant="primary" onClick={() => open({ kind: "add" })}>
              {t("add")}
            </Button>
          ) : undefined
        }
      />
      <p className="pb-3 text-sm text-muted">{t("count", { count: sources.length })}</p>
      <SourcesTable
        sources={sources}
        {...(editable && {
          actions: { test: on("test"), change: on("change"), rotate: on("rotate"), remove: on("remove") },
        })}
      />
      {issuers.length === 0 && signingKeys.length === 0 ? null : (
        <IssuerSection
          issuers={issuers}
          signingKeys={signingKeys}
          onRotate={editable ? () => open({ kind: "signingKeys" }) : null}
        />
      )}
      {which?.kind === "add" ? <AddSourceDialog roles={roles} onClose={close} /> : null}
      {which?.kind === "signingKeys" ? <RotateSigningKeysDialog onClose={close} /> : null}
      {which?.kind === "test" ? <TestSourceDialog source={which.source} onClose={close} /> : null}
      {which?.kind === "change" ? (
        <ChangeSourceDialog source={which.source} roles={roles} onClose={close} />
      ) : null}
      {which?.kind === "rotate" ? <RotateKeyDialog source={which.source} onClose={close} /> : null}
      {which?.kind === "remove" ? (
        <RemoveSourceDialog source={which.source} onRemoved={closeToList} onClose={close} />
      ) : null}
    </div>
  );
}
