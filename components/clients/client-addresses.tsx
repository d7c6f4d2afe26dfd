"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { CopyBlock } from "#components/role/copy-block.tsx";
import { Fact } from "#components/role/fact.tsx";

type ClientAddressesProps = {
  startUrl: string;
  endpoint: string;
  /** Whether the portal is served by https, so that the start URL is its own. */
  secure: boolean;
};

/** What every client is configured with, whoever uses it. */
export function ClientAddresses({ startUrl, endpoint, secure }: ClientAddressesProps) {
  const t = useTranslations("clients.admin");
  const config = [
    "[sso-session genkan]",
    `sso_start_url = ${startUrl}`,
    "sso_region = us-east-1",
    "sso_registration_scopes = sso:account:access",
    "",
    "[services genkan]",
    "sso =",
    `  endpoint_url = ${endpoint}`,
    "sso_oidc =",
    `  endpoint_url = ${endpoint}`,
    "",
  ].join("\n");
  return (
    <section className="grid gap-4 border-t border-line py-6">
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{t("addressesTitle")}</h2>
        <p className="max-w-prose text-muted">
          {t.rich("addressesIntro", {
            page: (text) => (
              <Link
                href="/terminal"
                prefetch={false}
                className="underline decoration-line underline-offset-4 hover:decoration-current"
              >
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <dl className="grid content-start items-baseline gap-x-6 gap-y-3 max-sm:gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <Fact name={t("startUrl")}>
            <span className="font-mono text-sm break-all">{startUrl}</span>
            <span className="block text-sm text-muted">
              {t(secure ? "startUrlHint" : "startUrlPlainHint")}
            </span>
          </Fact>
          <Fact name={t("endpoint")}>
            <span className="font-mono text-sm break-all">{endpoint}</span>
            <span className="block text-sm text-muted">{t("endpointHint")}</span>
          </Fact>
        </dl>
        <CopyBlock title={t("exampleTitle")} label={t("exampleTitle")} text={config} />
      </div>
    </section>
  );
}
