"use client";

import { Ellipsis, User, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { type ListAddress, sortBy } from "#components/admin/lists/list-href.ts";
import type { RowSelection } from "#components/admin/lists/use-row-selection.tsx";
import { durationText } from "#components/i18n/duration-text.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { targetText } from "#components/reach/target-text.ts";
import { type DataColumn, DataTable } from "#components/ui/data-table.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Menu } from "#components/ui/menu.tsx";
import { useNow } from "#components/use-now.ts";
import type { AssignmentView, PrincipalView } from "#lib/assignments/assignment-view.ts";
import type { TargetView } from "#lib/targets/target-view.ts";

type AssignmentsTableProps = {
  assignments: readonly AssignmentView[];
  query: ListAddress;
  /** Absent for those who may only look. */
  selection?: RowSelection;
  actions?: { change: (assignment: AssignmentView) => void; revoke: (assignment: AssignmentView) => void };
};

/** Principal × target: who may assume what, how, for how long, from when until when. */
export function AssignmentsTable({ assignments, query, selection, actions }: AssignmentsTableProps) {
  const t = useTranslations();
  const path = usePathname();
  const now = useNow();
  const sorted = (name: string) => sortBy(path, query, name, "principal");
  const columns: DataColumn[] = [
    ...(selection ? [selection.column] : []),
    { key: "principal", label: t("assignments.columnPrincipal"), sort: sorted("principal") },
    { key: "target", label: t("assignments.columnTarget"), sort: sorted("target") },
    { key: "uses", label: t("assignments.columnUses"), hideBelow: "md" },
    { key: "until", label: t("assignments.columnUntil"), sort: sorted("until"), hideBelow: "md" },
    ...(actions ? [{ key: "actions", label: t("admin.actions"), align: "end" } as const] : []),
  ];
  return (
    <DataTable
      caption={t("assignments.title")}
      columns={columns}
      rows={assignments.map((assignment) => {
        const names = { name: assignment.principal.name, target: targetText(t, assignment.target) };
        return {
          key: assignment.id,
          selected: selection?.ids.has(assignment.id) ?? false,
          cells: {
            ...(selection && {
              select: selection.cellOf(assignment.id, `${names.name}, ${names.target}`),
            }),
            principal: <Principal principal={assignment.principal} />,
            target: <Target assignment={assignment} now={now} />,
            uses: <Uses assignment={assignment} />,
            until: <When assignment={assignment} now={now} />,
            actions: actions && (
              <Menu
                shape="icon"
                label={t("assignments.more", names)}
                entries={[
                  {
                    kind: "action",
                    key: "change",
                    label: t("assignments.change"),
                    onSelect: () => actions.change(assignment),
                  },
                  {
                    kind: "action",
                    key: "revoke",
                    label: t("assignments.revoke"),
                    onSelect: () => actions.revoke(assignment),
                  },
                ]}
              >
                <Ellipsis size={16} aria-hidden />
              </Menu>
            ),
          },
        };
      })}
    />
  );
}

const link = "font-medium break-words underline-offset-4 hover:underline";

function Principal({ principal }: { principal: PrincipalView }) {
  const t = useTranslations("assignments");
  const Icon = principal.kind === "group" ? Users : User;
  return (
    <div className="flex gap-2">
      <Icon size={14} aria-label={t(`kind.${principal.kind}`)} className="mt-1 shrink-0 text-muted" />
      <div className="min-w-0">
        {principal.kind === "person" ? (
          <>
            <Link
              href={`/admin/people/${encodeURIComponent(principal.id)}`}
              prefetch={false}
              className={link}
            >
              {principal.name}
            </Link>
            {principal.disabled ? <span className="text-sm text-muted"> {t("personDisabled")}</span> : null}
            <p className="text-sm break-all text-muted max-sm:hidden">{principal.email}</p>
          </>
        ) : (
          <>
            <span className="font-medium break-words">{principal.name}</span>
            <p className="text-sm text-muted">{t("members", { count: principal.members })}</p>
          </>
        )}
      </div>
    </div>
  );
}

type TimedProps = { assignment: AssignmentView; now: number };

function Target({ assignment, now }: TimedProps) {
  const t = useTranslations("assignments");
  return (
    <div className="min-w-0">
      <TargetName target={assignment.target} />
      {assignment.managedBy === null ? null : (
        <p className="text-sm text-muted">{t("managedBy", { file: assignment.managedBy })}</p>
      )}
      <div className="text-sm text-muted md:hidden">
        <Uses assignment={assignment} />
        <When assignment={assignment} now={now} />
      </div>
    </div>
  );
}

function TargetName({ target }: { target: TargetView }) {
  const t = useTranslations();
  if (target.kind === "scope")
    return (
      <>
        <span className="font-medium break-words">{targetText(t, target)}</span>
        <p className="text-sm text-muted">{t("assignments.fit", { count: target.roles })}</p>
      </>
    );
  const { id, label, accountName, accountId } = target.role;
  return (
    <>
      <Link href={`/admin/roles/${encodeURIComponent(id)}`} prefetch={false} className={link}>
        {label}
      </Link>
      <p className="text-sm text-muted">
        {accountName} <span className="tabular-nums max-sm:hidden">{formatAccountId(accountId)}</span>
      </p>
    </>
  );
}

function Uses({ assignment }: { assignment: AssignmentView }) {
  const t = useTranslations();
  const { maxDurationSeconds, requiresReason } = assignment;
  const further = [
    ...(maxDurationSeconds === null
      ? []
      : [t("assignments.atMost", { duration: durationText(t, maxDurationSeconds) })]),
    ...(requiresReason ? [t("assignments.withReason")] : []),
  ];
  return (
    <>
      {assignment.console && assignment.credentials
        ? t("assignments.both")
        : t(assignment.console ? "assignments.console" : "assignments.credentials")}
      {further.length === 0 ? null : <p className="text-sm text-muted">{further.join(" · ")}</p>}
    </>
  );
}

function When({ assignment: { startsAt, expiresAt }, now }: TimedProps) {
  const t = useTranslations("assignments");
  // While the server renders, it is no time at all.
  const ahead = startsAt !== null && now > 0 && Date.parse(startsAt) > now;
  const ended = expiresAt !== null && Date.parse(expiresAt) <= now;
  return (
    <div>
      {startsAt === null || !ahead ? null : (
        <p className="text-warn">
          {t("state.not_begun")} · {t.rich("fromTime", { time: () => <LocalTime iso={startsAt} /> })}
        </p>
      )}
      {expiresAt === null ? (
        <p className="text-muted">{t("noEnd")}</p>
      ) : (
        <p className={ended ? "text-warn" : ""}>
          {t.rich("untilTime", { time: () => <LocalTime iso={expiresAt} /> })}
          {ended ? ` · ${t("state.ended")}` : null}
        </p>
      )}
    </div>
  );
}
