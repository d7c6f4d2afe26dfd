"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { describedBy, TextField } from "#components/ui/text-field.tsx";
import type { ClaimView, GroupView } from "#lib/groups/group-view.ts";
import { ClaimField } from "./claim-field.tsx";

type GroupDialogProps = {
  /** The group to change, or null for a new one. */
  group: GroupView | null;
  /** The value of the groups claim to begin with; empty for none. */
  claim: string;
  claims: readonly ClaimView[];
  onSaved: () => void;
  onClose: () => void;
};

/** Adds a group, or changes its name, description and claim. */
export function GroupDialog({ group, claim: first, claims, onSaved, onClose }: GroupDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const [claim, setClaim] = useState(first);
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, {
    invalid_input: "name",
    group_name_taken: "name",
    group_claim_taken: "claim",
  });
  async function submit(entered: FormData) {
    const name = readText(entered, "name");
    // What somebody brought counts as it is, blanks included; what is typed does not mean those at its ends.
    const brought = claim === group?.claim || claims.some((each) => each.claim === claim);
    const fields = {
      name,
      description: readText(entered, "description"),
      claim: (brought ? claim : claim.trim()) || null,
    };
    const result = await run(() =>
      group === null
        ? callApi("POST", "/api/groups", fields)
        : callApi("PATCH", `/api/groups/${encodeURIComponent(group.id)}`, fields),
    );
    if (!result.ok) return;
    announce(group === null ? t("groups.added", { name }) : t("groups.saved", { name }));
    onSaved();
  }
  return (
    <FormDialog
      title={group === null ? t("groups.add") : t("groups.editTitle")}
      subject={group === null ? undefined : <p className="break-words text-muted">{group.name}</p>}
      form={form}
      submit={group === null ? t("groups.add") : t("common.save")}
      busy={busy}
      busyText={group === null ? t("groups.adding") : t("common.saving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      {group === null ? <p className="text-sm text-muted">{t("groups.addIntro")}</p> : null}
      {group?.managedBy ? (
        <Notice tone="warn">{t("groups.managed", { file: group.managedBy })}</Notice>
      ) : null}
      <TextField
        name="name"
        data-autofocus
        label={t("groups.name")}
        error={errorOf("name")}
        defaultValue={group?.name ?? nameOfClaim(first)}
        maxLength={100}
        autoComplete="off"
      />
      <DescriptionField text={group?.description ?? ""} />
      <ClaimField value={claim} onChange={setClaim} claims={claims} group={group} error={errorOf("claim")} />
    </FormDialog>
  );
}

/** A name to begin with: of a path or a distinguished name, the part that tells it from others. */
function nameOfClaim(claim: string): string {
  const common = /^cn=([^,]+)/i.exec(claim)?.[1];
  return (common ?? claim.split("/").findLast((part) => part.trim() !== "") ?? "").trim().slice(0, 100);
}

function DescriptionField({ text }: { text: string }) {
  const t = useTranslations("groups");
  const id = useId();
  return (
    <Field id={id} label={t("description")} hint={t("descriptionHint")} error={undefined}>
      <textarea
        id={id}
        name="description"
        defaultValue={text}
        rows={2}
        maxLength={500}
        aria-describedby={describedBy(id, t("descriptionHint"), undefined)}
        className="w-full resize-y rounded-sm border border-edge bg-surface px-2 py-1 text-base text-ink"
      />
    </Field>
  );
}
