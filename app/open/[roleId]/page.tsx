import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { OpenConsole } from "#components/open/open-console.tsx";
import { readOpenChoices } from "#components/open/read-open-choices.ts";
import { findPickerRole } from "#lib/access/list-picker-roles.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { isManager } from "#lib/auth/viewer.ts";
import { getTranslator } from "../../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("open.title") };
}

type OpenPageProps = {
  params: Promise<{ roleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function OpenPage({ params, searchParams }: OpenPageProps) {
  const viewer = await pageViewer();
  const [{ roleId }, asked, sent] = await Promise.all([params, searchParams, headers()]);
  const role = await findPickerRole(viewer, roleId);
  if (role === null) notFound();
  // A link on another site, or in a mail, must not mint anything by itself.
  const site = sent.get("sec-fetch-site");
  const ownDoing = (site === "same-origin" || site === "none") && asked["ask"] !== "true";
  return (
    <OpenConsole
      role={role}
      choices={readOpenChoices(asked, role)}
      checkHref={isManager(viewer) ? `/admin/roles/${encodeURIComponent(role.id)}` : null}
      startsByItself={ownDoing && role.console !== null}
    />
  );
}
