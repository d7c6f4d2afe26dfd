import type { Metadata } from "next";
import { ClientAddresses } from "#components/clients/client-addresses.tsx";
import { DeviceCodes } from "#components/clients/device-codes.tsx";
import { SelfTest } from "#components/clients/self-test.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import { readDeviceCodes } from "#lib/clients/device-codes.ts";
import { startUrlOf } from "#lib/clients/start-url.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { adminPage, orNotFound } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("clients.title") };
}

/** How stock AWS clients reach the portal, and whether they may sign people in by a code. */
export default async function AwsClientsPage() {
  const { viewer, t, ownsPortal } = await adminPage();
  const { enabled } = await orNotFound(() => readDeviceCodes(viewer));
  const origin = publicOrigin();
  const secure = origin.startsWith("https:");
  return (
    <div className="max-w-5xl pb-16">
      <PageHeading title={t("clients.title")} intro={t("clients.admin.intro")} />
      <DeviceCodes enabled={enabled} address={`${origin}/device`} editable={ownsPortal} />
      <ClientAddresses startUrl={startUrlOf(origin)} endpoint={`${origin}/aws`} secure={secure} />
      <SelfTest secure={secure} />
    </div>
  );
}
