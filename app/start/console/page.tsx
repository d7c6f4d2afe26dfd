import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RolesToOpen } from "#components/clients/roles-to-open.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { findRolesOfLink } from "#lib/access/find-roles-of-link.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("clients.start.title") };
}

type Query = Record<string, string | string[] | undefined>;

/** A link made for Identity Center: on to the one role that it means, or to the account's roles. */
export default async function StartConsolePage({ searchParams }: { searchParams: Promise<Query> }) {
  const viewer = await pageViewer();
  const [query, t] = await Promise.all([searchParams, getTranslator()]);
  const found = await findRolesOfLink(viewer, query);
  const [only, another] = found?.roles ?? [];
  if (found !== null && only !== undefined) {
    if (found.roleName !== null && another === undefined) redirect(openPath(only.id, query));
    // The picker opens roles at their own pages; a link that names one is not to lose it.
    if (typeof query["destination"] !== "string") redirect(`/?q=${found.accountId}`);
    return (
      <Entrance title={t("clients.start.chooseTitle")} tagline={t("common.tagline")}>
        <p className="text-muted">{t("clients.start.choose", { account: found.accountId })}</p>
        <RolesToOpen t={t} roles={found.roles} hrefOf={(roleId) => openPath(roleId, query)} />
      </Entrance>
    );
  }
  const account = found?.accountId ?? "";
  return (
    <Entrance
      title={t(found === null ? "clients.start.malformedTitle" : "clients.start.unknownTitle")}
      tagline={t("common.tagline")}
    >
      <p className="text-muted wrap-anywhere">
        {found === null
          ? t("clients.start.malformed")
          : found.roleName === null
            ? t("clients.start.unknownAccount", { account })
            : t("clients.start.unknown", { account, role: found.roleName })}
      </p>
      <div>
        <ButtonLink href="/" variant="primary">
          {t("common.backToRoles")}
        </ButtonLink>
      </div>
    </Entrance>
  );
}

/** Where the destination is checked before anybody is taken there. */
function openPath(roleId: string, asked: Query): string {
  const query = new URLSearchParams();
  if (typeof asked["destination"] === "string") query.set("destination", asked["destination"]);
  if (asked["ask"] === "true") query.set("ask", "true");
  return `/open/${encodeURIComponent(roleId)}?${query}`;
}
