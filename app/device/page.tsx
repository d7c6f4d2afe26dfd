import type { Metadata } from "next";
import { DeviceSignIn } from "#components/clients/device-sign-in.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("clients.device.title") };
}

/** Where the code of a client without a browser is typed. A code in the address is not read: it may be anybody's. */
export default async function DevicePage() {
  const viewer = await pageViewer();
  const t = await getTranslator();
  const { name, email, address } = viewer;
  return (
    <Entrance title={t("clients.device.title")} tagline={t("common.tagline")} size="text">
      <noscript>
        <Notice tone="warn">{t("clients.consent.noScript")}</Notice>
      </noscript>
      <DeviceSignIn person={{ name, email }} address={address} />
    </Entrance>
  );
}
