"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { CopyBlock } from "#components/role/copy-block.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { CredentialSourceView, SigningKeyView } from "#lib/sources/source-view.ts";

type IssuerSectionProps = {
  issuers: readonly CredentialSourceView[];
  signingKeys: readonly SigningKeyView[];
  /** Null for those who may only look. */
  onRotate: (() => void) | null;
};

/** Genkan as an OpenID issuer: where AWS finds it, what to do there once, and the keys that sign. */
export function IssuerSection({ issuers, signingKeys, onRotate }: IssuerSectionProps) {
  const t = useTranslations("sources");
  return (
    <>
      {issuers.length === 0 ? null : (
        <section className="grid gap-4 pt-12">
          <div className="grid gap-1">
            <h2 className="text-lg font-semibold">{t("issuer.title")}</h2>
            <p className="max-w-prose text-muted">{t("issuer.intro")}</p>
          </div>
          {issuers.map((source) => (
            <Issuer key={source.id} source={source} />
          ))}
          <p className="text-sm text-muted">{t("issuer.next")}</p>
        </section>
      )}
      <section className="grid gap-3 pt-12">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div className="grid gap-1">
            <h2 className="text-lg font-semibold">{t("keys.title")}</h2>
            <p className="max-w-prose text-muted">{t("keys.intro")}</p>
          </div>
          {onRotate === null || signingKeys.length === 0 ? null : (
            <Button onClick={onRotate}>{t("keys.rotate")}</Button>
          )}
        </div>
        {signingKeys.length === 0 ? (
          <p className="text-muted">{t("keys.emptyBody")}</p>
        ) : (
          <SigningKeys keys={signingKeys} />
        )}
      </section>
    </>
  );
}

function Issuer({ source }: { source: CredentialSourceView }) {
  const t = useTranslations("sources.issuer");
  const issuer = source.issuer ?? "";
  const audience = source.audience ?? "sts.amazonaws.com";
  return (
    <div className="grid gap-x-6 gap-y-4 border-t border-line pt-4 lg:grid-cols-2">
      <dl className="grid grid-cols-[auto_1fr] content-start items-baseline gap-x-4 gap-y-1.5">
        <dt className="sr-only">{t("title")}</dt>
        <dd className="col-span-2 font-medium">{source.name}</dd>
        <Fact name={t("issuer")}>
          <span className="font-mono text-sm break-all">{issuer}</span>
        </Fact>
        <Fact name={t("audience")}>
          <span className="font-mono text-sm break-all">{audience}</span>
        </Fact>
        <Fact name={t("algorithm")}>{source.algorithm}</Fact>
        <Fact name={t("published")}>
          <span className="flex flex-wrap gap-x-4">
            <a href={`${issuer}/.well-known/openid-configuration`} className={link}>
              {t("discovery")}
            </a>
            <a href={`${issuer}/.well-known/jwks.json`} className={link}>
              {t("keySet")}
            </a>
          </span>
        </Fact>
      </dl>
      <CopyBlock
        title={t("command")}
        label={t("commandOf", { name: source.name })}
        text={`aws iam create-open-id-connect-provider \\\n  --url ${issuer} \\\n  --client-id-list ${audience}`}
      />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function SigningKeys({ keys }: { keys: readonly SigningKeyView[] }) {
  const t = useTranslations("sources.keys");
  return (
    <DataTable
      caption={t("title")}
      columns={[
        { key: "id", label: t("columnId") },
        { key: "algorithm", label: t("columnAlgorithm"), hideBelow: "sm" },
        { key: "state", label: t("columnState") },
        { key: "created", label: t("columnCreated"), hideBelow: "md" },
        { key: "since", label: t("columnSince"), hideBelow: "md" },
      ]}
      rows={keys.map((key) => ({
        key: key.id,
        cells: {
          id: (
            <>
              <span className="font-mono text-sm break-all">{key.id}</span>
              <p className="text-sm text-muted sm:hidden">{key.algorithm}</p>
            </>
          ),
          algorithm: key.algorithm,
          state: <span className={key.state === "current" ? "" : "text-muted"}>{t(key.state)}</span>,
          created: <LocalTime iso={key.createdAt} />,
          since: key.currentSince === null ? null : <LocalTime iso={key.currentSince} />,
        },
      }))}
    />
  );
}

const link = "underline decoration-line underline-offset-4 hover:decoration-current";
