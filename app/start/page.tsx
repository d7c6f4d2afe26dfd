import type { Metadata } from "next";
import { headers } from "next/headers";
import { FollowStartLink } from "#components/clients/follow-start-link.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("clients.start.title") };
}

/** The portal's start URL for AWS clients, and where links made for Identity Center lead. */
export default async function StartPage() {
  const [t, sent] = await Promise.all([getTranslator(), headers()]);
  const site = sent.get("sec-fetch-site");
  return (
    <Entrance title={t("clients.start.title")} tagline={t("common.tagline")}>
      <noscript>
        <Notice tone="warn">{t("clients.start.noScript")}</Notice>
      </noscript>
      <FollowStartLink cautious={site !== "same-origin" && site !== "none"} />
    </Entrance>
  );
}
