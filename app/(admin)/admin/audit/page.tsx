import type { Metadata } from "next";
import { ActivityChart } from "#components/admin/audit/activity-chart.tsx";
import { AuditFilters } from "#components/admin/audit/audit-filters.tsx";
import { AuditTable } from "#components/admin/audit/audit-table.tsx";
import { countActivity } from "#components/admin/audit/count-activity.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import { listAuditEvents } from "#lib/audit/list-events.ts";
import { nameEvents } from "#lib/audit/name-events.ts";
import { requestPreferences } from "../../../request-preferences.ts";
import { adminPage, orNotFound, type PageQuery, readQuery } from "../admin-page.ts";
import { auditHref, readFilter } from "./read-filter.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.audit.title") };
}

const pageSize = 50;
const pictured = 500;

/** The audit log: what happened, the newest first, and a picture of it. */
export default async function AuditPage(props: PageQuery) {
  const { viewer, t } = await adminPage();
  const { locale } = await requestPreferences();
  const { before, ...filter } = readFilter(await readQuery(props));
  const [page, latest] = await orNotFound(() =>
    Promise.all([
      listAuditEvents(viewer, { ...filter, before, limit: pageSize }),
      listAuditEvents(viewer, { ...filter, limit: pictured }),
    ]),
  );
  const activity = countActivity(latest.events);
  const { events, next } = page;
  const names = await nameEvents(viewer, events);
  return (
    <>
      <PageHeading title={t("admin.audit.title")} intro={t("admin.audit.intro")} />
      <AuditFilters
        // The fields keep what was typed; another address means other filters.
        key={auditHref(filter)}
        t={t}
        values={filter}
      />
      {activity === null ? null : <ActivityChart t={t} locale={locale} activity={activity} />}
      {events.length === 0 ? (
        <EmptyState title={t("admin.audit.emptyTitle")} body={t("admin.audit.emptyBody")} />
      ) : (
        <>
          <p className="pb-1 text-sm text-muted">
            {next === null
              ? t("admin.audit.count", { count: events.length })
              : t("admin.audit.countMore", { count: events.length })}
          </p>
          <AuditTable t={t} events={events} names={names} />
        </>
      )}
      <nav aria-label={t("admin.audit.title")} className="flex gap-3 py-6">
        {before === undefined ? null : (
          <ButtonLink href={auditHref(filter)}>{t("admin.audit.newest")}</ButtonLink>
        )}
        {next === null ? null : (
          <ButtonLink href={auditHref({ ...filter, before: String(next) })}>
            {t("admin.audit.older")}
          </ButtonLink>
        )}
      </nav>
    </>
  );
}
