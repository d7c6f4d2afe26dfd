"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { readSourceFields, SourceFields, sourceFailures } from "./source-fields.tsx";
import { isSourceKind, type OwnSourceKind, SourceKindChoice } from "./source-kind-choice.tsx";

type AddSourceDialogProps = { roles: readonly CatalogueRole[]; onClose: () => void };

/** Adds a source: its kind first, then what that kind needs. */
export function AddSourceDialog({ roles, onClose }: AddSourceDialogProps) {
  const t = useTranslations("sources");
  const [kind, setKind] = useState<OwnSourceKind>("web_identity");
  const [chosen, setChosen] = useState(false);
  if (!chosen)
    return (
      <FormDialog
        key="kind"
        title={t("add")}
        submit={t("kind.choose")}
        busy={false}
        busyText=""
        failure={null}
        onSubmit={(form) => {
          const picked = form.get("kind");
          if (isSourceKind(picked)) setKind(picked);
          setChosen(true);
        }}
        onClose={onClose}
      >
        <SourceKindChoice kind={kind} />
      </FormDialog>
    );
  return (
    <AddOfKind key="fields" kind={kind} roles={roles} onBack={() => setChosen(false)} onClose={onClose} />
  );
}

type AddOfKindProps = AddSourceDialogProps & { kind: OwnSourceKind; onBack: () => void };

function AddOfKind({ kind, roles, onBack, onClose }: AddOfKindProps) {
  const t = useTranslations("sources");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, sourceFailures);
  async function submit(entered: FormData) {
    const fields = readSourceFields(kind, entered, true);
    const result = await run(() => callApi("POST", "/api/sources", { kind, ...fields }));
    if (!result.ok) return;
    announce(t("added", { name: fields.name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("add")}
      subject={
        <p className="flex flex-wrap items-center gap-x-3 text-muted">
          {t(`kind.${kind}`)}
          <Button variant="quiet" onClick={onBack} disabled={busy}>
            {t("kind.back")}
          </Button>
        </p>
      }
      form={form}
      submit={t("add")}
      busy={busy}
      busyText={t("adding")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      {kind === "access_key" ? <Notice tone="warn">{t("kind.staticWarning")}</Notice> : null}
      <SourceFields kind={kind} roles={roles} errorOf={errorOf} />
    </FormDialog>
  );
}
