import type { Metadata } from "next";
import { ClientSignIns } from "#components/clients/client-sign-ins.tsx";
import { AccessTokens } from "#components/settings/access-tokens.tsx";
import { AppearanceSettings } from "#components/settings/appearance-settings.tsx";
import { ExportRoles } from "#components/settings/export-roles.tsx";
import { OwnRoleSettings } from "#components/settings/own-role-settings.tsx";
import { SecondFactorSettings } from "#components/settings/second-factor-settings.tsx";
import { SignInList } from "#components/settings/sign-in-list.tsx";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import { listSignIns } from "#lib/auth/list-sign-ins.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { readSecondFactor } from "#lib/auth/second-factor/read-second-factor.ts";
import { listOwnClientSignIns } from "#lib/clients/list-client-sign-ins.ts";
import { listMyOwnRoles, listWhatMayBeAdded } from "#lib/own-roles/list-own-role-rules.ts";
import { listOwnAccessTokens } from "#lib/tokens/list-access-tokens.ts";
import { getTranslator } from "../../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("settings.title") };
}

export default async function SettingsPage() {
  const viewer = await pageViewer();
  const [t, signIns, factor, allowed, ownRoles, tokens, clientSignIns] = await Promise.all([
    getTranslator(),
    listSignIns(viewer),
    readSecondFactor(viewer),
    listWhatMayBeAdded(viewer),
    listMyOwnRoles(viewer),
    listOwnAccessTokens(viewer),
    listOwnClientSignIns(viewer),
  ]);
  const { name, email, portalRole, locale } = viewer;
  return (
    <PortalShell t={t} viewer={{ name, email, portalRole }}>
      <div className="max-w-4xl pb-16">
        <PageHeading title={t("settings.title")} />
        <section className="grid gap-x-6 gap-y-2 border-t border-line py-6 sm:grid-cols-[12rem_1fr]">
          <h2 className="font-semibold">{t("settings.you")}</h2>
          <p>
            {name}
            <span className="block text-muted">
              {email} · {t(`common.menu.${portalRole}`)}
            </span>
          </p>
        </section>
        <section className="grid gap-x-6 gap-y-2 border-t border-line py-6 sm:grid-cols-[12rem_1fr]">
          <h2 className="font-semibold">{t("settings.appearance")}</h2>
          <AppearanceSettings savedLocale={locale} />
        </section>
        <section
          id="second-factor"
          className="grid gap-x-6 gap-y-2 border-t border-line py-6 sm:grid-cols-[12rem_1fr]"
        >
          <h2 className="font-semibold">{t("secondFactor.title")}</h2>
          <SecondFactorSettings factor={factor} />
        </section>
        {allowed.length + ownRoles.length === 0 ? null : (
          <section
            id="own-roles"
            className="grid gap-x-6 gap-y-2 border-t border-line py-6 sm:grid-cols-[12rem_1fr]"
          >
            <h2 className="font-semibold">{t("ownRoles.settingsTitle")}</h2>
            <OwnRoleSettings allowed={allowed} roles={ownRoles} />
          </section>
        )}
        <section
          id="export"
          className="grid gap-x-6 gap-y-2 border-t border-line py-6 sm:grid-cols-[12rem_1fr]"
        >
          <h2 className="font-semibold">{t("transfer.export.ownTitle")}</h2>
          <ExportRoles />
        </section>
        <section id="tokens" className="grid gap-3 border-t border-line py-6">
          <div className="grid gap-1">
            <h2 className="font-semibold">{t("tokens.title")}</h2>
            <p className="max-w-prose text-muted">{t("tokens.intro")}</p>
          </div>
          <AccessTokens tokens={tokens} />
        </section>
        <section id="aws-clients" className="grid gap-3 border-t border-line py-6">
          <div className="grid gap-1">
            <h2 className="font-semibold">{t("clients.signIns.title")}</h2>
            <p className="max-w-prose text-muted">{t("clients.signIns.intro")}</p>
          </div>
          <ClientSignIns signIns={clientSignIns} />
        </section>
        <section className="grid gap-3 border-t border-line py-6">
          <div className="grid gap-1">
            <h2 className="font-semibold">{t("settings.signIns")}</h2>
            <p className="max-w-prose text-muted">{t("settings.signInsIntro")}</p>
          </div>
          <SignInList signIns={signIns} />
        </section>
      </div>
    </PortalShell>
  );
}
