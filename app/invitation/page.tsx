import type { Metadata } from "next";
import { AcceptInvitation } from "#components/invitation/accept-invitation.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("invitation.title") };
}

export default async function InvitationPage() {
  const t = await getTranslator();
  return (
    <Entrance title={t("invitation.title")} tagline={t("common.tagline")}>
      <noscript>
        <Notice tone="warn">{t("invitation.noScript")}</Notice>
      </noscript>
      <AcceptInvitation />
    </Entrance>
  );
}
