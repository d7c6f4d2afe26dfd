"use client";

import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useSourceOptions } from "#components/admin/sources/use-source-words.ts";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Asking } from "#components/credentials/asking.tsx";
import { MfaFields, mfaFieldOf, readMfa } from "#components/role/mfa-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";

export type AwsOriginKind = "organization" | "account-roles";

type AwsOriginFormProps = {
  kind: AwsOriginKind;
  sources: readonly CredentialSourceView[];
  /** Since when AWS is asked, milliseconds since 1970; null while it is not. */
  since: number | null;
  failure: ApiFailure | null;
  onPreview: (origin: object) => void;
};

/** Whom AWS is asked as, and for what. */
export function AwsOriginForm({ kind, sources, since, failure, onPreview }: AwsOriginFormProps) {
  const t = useTranslations("transfer.import");
  const optionsOf = useSourceOptions();
  const [roleError, setRoleError] = useState<string>();
  const busy = since !== null;
  const asksMfa = failure !== null && mfaFieldOf(failure.code) !== null;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    setRoleError(undefined);
    const given = { sourceId: readText(entered, "sourceId") || null, ...readMfa(entered) };
    if (kind === "organization") return onPreview({ kind, asked: given });
    const arn = readText(entered, "throughRole");
    const throughRoleId = arn === "" ? undefined : await findRoleId(arn);
    if (throughRoleId === null) return setRoleError(t("throughRoleUnknown"));
    const { sourceId, ...mfa } = given;
    onPreview({
      kind,
      asked: {
        ...mfa,
        ...(throughRoleId === undefined ? { sourceId } : { throughRoleId }),
        ...optionsIn(entered),
      },
    });
  }
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-4">
      <SelectField
        name="sourceId"
        label={t("source")}
        hint={kind === "organization" ? t("sourceHint") : t("accountSourceHint")}
        options={[{ value: "", label: t("defaultSource") }, ...optionsOf(sources)]}
      />
      {kind === "account-roles" ? <RoleOptions roleError={roleError} /> : null}
      {asksMfa ? (
        <MfaFields failure={failure} />
      ) : failure === null ? null : (
        <FailureNotice failure={failure} />
      )}
      {busy ? (
        <Asking
          since={since}
          text={t("asking")}
          textAfter={(seconds) => t("askingFor", { seconds: String(seconds) })}
        />
      ) : null}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t("ask")}
        </Button>
      </div>
    </form>
  );
}

function RoleOptions({ roleError }: { roleError: string | undefined }) {
  const t = useTranslations("transfer.import");
  return (
    <>
      <TextField
        name="throughRole"
        label={t("throughRole")}
        hint={t("throughRoleHint")}
        error={roleError}
        placeholder="arn:aws:iam::111122223333:role/Admin"
        autoComplete="off"
        spellCheck={false}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="pathPrefix" label={t("pathPrefix")} hint={t("pathPrefixHint")} autoComplete="off" />
        <TextField name="nameContains" label={t("nameContains")} maxLength={64} autoComplete="off" />
        <TextField name="tagKey" label={t("tagKey")} maxLength={128} autoComplete="off" />
        <TextField
          name="tagValue"
          label={t("tagValue")}
          hint={t("tagValueHint")}
          maxLength={256}
          autoComplete="off"
        />
      </div>
      <CheckField name="tags" label={t("readTags")} hint={t("readTagsHint")} />
    </>
  );
}

function optionsIn(entered: FormData): object {
  const pathPrefix = readText(entered, "pathPrefix");
  const nameContains = readText(entered, "nameContains");
  const key = readText(entered, "tagKey");
  const value = readText(entered, "tagValue");
  return {
    ...(pathPrefix !== "" && { pathPrefix }),
    ...(nameContains !== "" && { nameContains }),
    ...(key !== "" && { tag: { key, ...(value !== "" && { value }) } }),
    ...(entered.has("tags") && { tags: true }),
  };
}

/** The id of a role of the catalogue by its ARN; null where there is none. */
async function findRoleId(arn: string): Promise<string | null> {
  const account = arn.split(":")[4] ?? "";
  const q = arn.slice(arn.lastIndexOf("/") + 1);
  const found = await callApi<{ roles: readonly { id: string; arn: string }[] }>(
    "GET",
    `/api/roles?${new URLSearchParams({ account, q, limit: "200" })}`,
  );
  return found.ok ? (found.data.roles.find((role) => role.arn === arn)?.id ?? null) : null;
}
