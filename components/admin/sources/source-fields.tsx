"use client";

import { useTranslations } from "use-intl";
import { readText } from "#components/admin/read-text.ts";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { type CredentialSourceView, type SourceKind, signingAlgorithms } from "#lib/sources/source-view.ts";
import { ProfileField } from "./profile-field.tsx";

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
const defaultAudience = "sts.amazonaws.com";

type SourceFieldsProps = {
  kind: Exclude<SourceKind, "default">;
  /** What holds now; absent for a new source, whose secrets are asked for as well. */
  source?: CredentialSourceView;
  roles: readonly CatalogueRole[];
  errorOf: (field: string) => string | undefined;
};

/** What an owner says about a source of one kind, for adding and for changing. */
export function SourceFields({ kind, source, roles, errorOf }: SourceFieldsProps) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField
        data-autofocus
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        error={errorOf("name")}
        defaultValue={source?.name}
        required
        maxLength={60}
        autoComplete="off"
      />
      {kind === "profile" ? (
        <ProfileField current={source?.profile ?? ""} error={errorOf("profile")} />
      ) : null}
      {kind === "access_key" && source === undefined ? <AccessKeyFields errorOf={errorOf} /> : null}
      {kind === "access_key" ? (
        <TextField
          name="mfaSerial"
          label={t("mfaSerial")}
          hint={t("mfaSerialHint")}
          error={errorOf("mfaSerial")}
          defaultValue={source?.mfaSerial ?? ""}
          placeholder="arn:aws:iam::111122223333:mfa/portal"
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      {kind === "role" ? (
        <SelectField
          name="roleId"
          label={t("role")}
          hint={t("roleHint")}
          error={errorOf("roleId")}
          defaultValue={source?.role?.id ?? ""}
          options={[
            { value: "", label: t("chooseRole") },
            ...roles.map(({ id, accountName, label }) => ({ value: id, label: `${accountName} / ${label}` })),
          ]}
        />
      ) : null}
      {kind === "web_identity" ? <IssuerFields source={source} errorOf={errorOf} /> : null}
    </>
  );
}

/** The two halves of an access key. A page never holds them longer than the dialog is open. */
export function AccessKeyFields({ errorOf }: Pick<SourceFieldsProps, "errorOf">) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField
        data-autofocus
        name="accessKeyId"
        label={t("accessKeyId")}
        error={errorOf("accessKeyId")}
        placeholder="AKIA…"
        required
        maxLength={128}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <TextField
        name="secretAccessKey"
        type="password"
        label={t("secretAccessKey")}
        hint={t("secretHint")}
        required
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

type IssuerFieldsProps = { source: CredentialSourceView | undefined; errorOf: SourceFieldsProps["errorOf"] };

function IssuerFields({ source, errorOf }: IssuerFieldsProps) {
  const t = useTranslations("sources.field");
  return (
    <>
      <TextField
        name="issuer"
        type="url"
        label={t("issuer")}
        hint={t("issuerHint")}
        error={errorOf("issuer")}
        defaultValue={source?.issuer ?? ""}
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="audience"
          label={t("audience")}
          hint={t("audienceHint")}
          error={errorOf("audience")}
          defaultValue={source?.audience ?? ""}
          placeholder={defaultAudience}
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          name="algorithm"
          label={t("algorithm")}
          hint={t("algorithmHint")}
          defaultValue={source?.algorithm ?? "RS256"}
          options={signingAlgorithms.map((name) => ({ value: name, label: name }))}
        />
      </div>
    </>
  );
}

/** The fields above as the API takes them. */
export function readSourceFields(kind: SourceFieldsProps["kind"], form: FormData, adding: boolean) {
  const name = readText(form, "name");
  switch (kind) {
    case "environment":
    case "instance_metadata":
    case "container":
      return { name };
    case "profile":
      return { name, profile: readText(form, "profile") };
    case "access_key":
      return {
        name,
        ...(adding && readAccessKey(form)),
        // Left out of a new source, null takes it away from an old one.
        ...(readText(form, "mfaSerial") !== ""
          ? { mfaSerial: readText(form, "mfaSerial") }
          : adding
            ? {}
            : { mfaSerial: null }),
      };
    case "role":
      return { name, roleId: readText(form, "roleId") };
    case "web_identity": {
      const issuer = readText(form, "issuer");
      const audience = readText(form, "audience");
      return {
        name,
        ...(issuer !== "" ? { issuer } : adding ? {} : { issuer: null }),
        audience: audience || defaultAudience,
        algorithm: readText(form, "algorithm"),
      };
    }
    default:
      return kind satisfies never;
  }
}

/** A new access key as the API takes it. */
export function readAccessKey(form: FormData) {
  return {
    accessKeyId: readText(form, "accessKeyId"),
    secretAccessKey: readText(form, "secretAccessKey"),
  };
}

/** Which field a refusal is about. */
export const sourceFailures = {
  source_name_taken: "name",
  aws_profile_unknown: "profile",
  access_key_malformed: "accessKeyId",
  mfa_serial_malformed: "mfaSerial",
  role_not_found: "roleId",
  source_chain_loops: "roleId",
  source_chain_too_long: "roleId",
  source_role_missing: "roleId",
  issuer_url_malformed: "issuer",
  issuer_url_has_port: "issuer",
  audience_malformed: "audience",
} as const;
