"use client";

import { type FormEvent, type ReactNode, useEffect } from "react";
import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { SignInAgain } from "#components/admin/sign-in-again.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import { renderSessionName } from "#lib/policies/session-name.ts";
import type { TaggedPerson } from "#lib/policies/session-tags.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { ExternalIdField } from "./external-id-field.tsx";
import { SessionPolicyFields } from "./session-policy-fields.tsx";
import { SessionTagsField } from "./session-tags-field.tsx";
import { SourceSelect } from "./source-select.tsx";
import { useOptionsDraft } from "./use-options-draft.ts";

type OptionsFormProps = {
  role: CatalogueRole;
  options: RoleOptions;
  /** The account's source, which holds when the role names none; null for the default one. */
  accountSourceId: string | null;
  sources: readonly CredentialSourceView[];
  self: TaggedPerson;
  onUnsaved: (unsaved: boolean) => void;
};

/** How a role is assumed, to be changed by an owner. */
export function OptionsForm({ role, options, accountSourceId, sources, self, onUnsaved }: OptionsFormProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { draft, set, changes, count, adopt, discard } = useOptionsDraft(options);
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, optionFailures);
  useEffect(() => onUnsaved(count > 0), [onUnsaved, count]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || count === 0) return;
    const result = await run(() => callApi("PATCH", `/api/roles/${encodeURIComponent(role.id)}`, changes));
    if (!result.ok) return;
    adopt();
    announce(t("role.options.saved"));
  }

  const name = renderSessionName(draft.sessionName.trim() || null, self);
  const person = "{person}";
  return (
    <form ref={form} onSubmit={submit} noValidate className={`grid gap-8 ${scrolling}`}>
      <div className="grid gap-4">
        <div className="max-w-md">
          <SourceSelect
            accountSourceId={accountSourceId}
            sources={sources}
            value={draft.sourceId}
            onChange={(sourceId) => set({ sourceId })}
            error={errorOf("sourceId")}
          />
        </div>
        <ExternalIdField
          roleId={role.id}
          saved={options.externalId}
          value={draft.externalId}
          onChange={(externalId) => set({ externalId })}
          error={errorOf("externalId")}
        />
      </div>

      <Group title={t("role.options.naming")}>
        <div className="max-w-md">
          <TextField
            name="sessionName"
            label={t("role.options.sessionName")}
            hint={t("role.options.sessionNameHint", { person })}
            error={
              errorOf("sessionName") ??
              (name.ok
                ? undefined
                : t("errors.session_name_too_long", { length: String(name.details.length) }))
            }
            value={draft.sessionName}
            onChange={(event) => set({ sessionName: event.target.value })}
            placeholder={person}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
          />
          {draft.sessionName.trim() === "" || !name.ok ? null : (
            <p className="pt-1 text-xs break-all text-muted">
              {t("role.options.tagPreview")}: <span className="font-mono">{name.sessionName}</span>
            </p>
          )}
        </div>
        <CheckField
          label={t("role.options.sourceIdentity")}
          hint={t("role.options.sourceIdentityHint")}
          checked={draft.sourceIdentity}
          onChange={(event) => set({ sourceIdentity: event.target.checked })}
        />
        <SessionTagsField
          tags={draft.sessionTags}
          onChange={(sessionTags) => set({ sessionTags })}
          self={self}
          error={errorOf("sessionTags")}
        />
        {draft.sessionTags.length === 0 ? null : (
          <CheckField
            label={t("role.options.tagsSent")}
            hint={t("role.options.tagsSentHint")}
            checked={draft.tagsSent}
            onChange={(event) => set({ tagsSent: event.target.checked })}
          />
        )}
      </Group>

      <Group title={t("role.options.narrowing")}>
        <SessionPolicyFields
          policy={draft.sessionPolicy}
          arns={draft.sessionPolicyArns}
          onPolicy={(sessionPolicy) => set({ sessionPolicy })}
          onArns={(sessionPolicyArns) => set({ sessionPolicyArns })}
          policyError={errorOf("sessionPolicy")}
          arnsError={errorOf("sessionPolicyArns")}
        />
        <CheckField
          label={t("role.options.bindAddress")}
          hint={t("role.options.bindAddressHint")}
          checked={draft.bindAddress}
          onChange={(event) => set({ bindAddress: event.target.checked })}
        />
      </Group>

      <Group title={t("role.options.asking")}>
        <CheckField
          label={t("role.options.requiresMfa")}
          hint={t("role.options.requiresMfaHint")}
          checked={draft.requiresMfa}
          onChange={(event) => set({ requiresMfa: event.target.checked })}
        />
        <CheckField
          label={t("role.options.requiresSecondFactor")}
          hint={t("role.options.requiresSecondFactorHint")}
          checked={draft.requiresSecondFactor}
          onChange={(event) => set({ requiresSecondFactor: event.target.checked })}
        />
      </Group>

      <div
        className={`grid gap-2 border-t border-line bg-ground py-3 ${count === 0 ? "" : "sticky bottom-0"}`}
      >
        {rest === null ? null : <FailureNotice failure={rest} />}
        {rest?.code === "recent_sign_in_required" ? <SignInAgain /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={busy} disabled={count === 0 && !busy}>
            {busy ? t("common.saving") : t("role.options.save")}
          </Button>
          {count === 0 ? null : (
            <Button onClick={discard} disabled={busy}>
              {t("role.options.discard")}
            </Button>
          )}
          <p role="status" className="text-sm text-muted">
            {count === 0 ? "" : t("role.options.unsaved", { count })}
          </p>
        </div>
      </div>
    </form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="pb-3 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

// A field that takes the focus comes to stand clear of the page's header and of the bar below, with its error.
const scrolling =
  "[&_input]:scroll-mt-16 [&_input]:scroll-mb-32 [&_select]:scroll-mt-16 [&_textarea]:scroll-mt-16 [&_textarea]:scroll-mb-32";

/** Which field a refusal is about. */
const optionFailures = {
  source_not_found: "sourceId",
  source_chain_loops: "sourceId",
  source_chain_too_long: "sourceId",
  source_role_missing: "sourceId",
  external_id_malformed: "externalId",
  session_name_malformed: "sessionName",
  session_name_too_long: "sessionName",
  too_many_tags: "sessionTags",
  tag_key_malformed: "sessionTags",
  tag_key_repeated: "sessionTags",
  tag_value_malformed: "sessionTags",
  tag_value_too_long: "sessionTags",
  template_variable_unknown: "sessionTags",
  session_policy_malformed: "sessionPolicy",
  session_policy_too_long: "sessionPolicy",
  policy_arn_malformed: "sessionPolicyArns",
  too_many_policy_arns: "sessionPolicyArns",
} as const;
