"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { type DataColumn, DataTable } from "#components/ui/data-table.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Menu } from "#components/ui/menu.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { targetText } from "./target-text.ts";

export type AdminAssignment = AssignmentView & { color: string; ended: boolean };

type AssignmentsTableProps = {
  assignments: readonly AdminAssignment[];
  /** Absent for those who may only look. */
  actions?: { change: (assignment: AdminAssignment) => void; revoke: (assignment: AdminAssignment) => void };
};

/** Person × role: who may assume what, how, for how long, until when. */
export function AssignmentsTable({ assignments, actions }: AssignmentsTableProps) {
  const t = useTranslations();
  const columns: DataColumn[] = [
    { key: "person", label: t("admin.assignments.columnPerson") },
    { key: "role", label: t("admin.assignments.columnRole") },
    { key: "uses", label: t("admin.assignments.columnUses"), hideBelow: "md" },
    { key: "maximum", label: t("admin.assignments.columnMaximum"), hideBelow: "lg" },
    { key: "until", label: t("admin.assignments.columnUntil"), hideBelow: "md" },
    ...(actions ? [{ key: "actions", label: t("admin.actions"), align: "end" } as const] : []),
  ];
  return (
    <DataTable
      caption={t("admin.assignments.title")}
      columns={columns}
      rows={assignments.map((assignment) => ({
        key: assignment.id,
        cells: {
          person: <Person assignment={assignment} />,
          role: <Role assignment={assignment} />,
          uses: <Uses assignment={assignment} />,
          maximum:
            assignment.maxDurationSeconds === null ? (
              <span className="text-muted">{t("admin.assignments.asRole")}</span>
            ) : (
              durationText(t, assignment.maxDurationSeconds)
            ),
          until: <Until assignment={assignment} />,
          actions: actions && (
            <Menu
              shape="icon"
              label={t("admin.assignments.more", {
                name: assignment.principal.name,
                target: targetText(t, assignment.target),
              })}
              entries={[
                {
                  kind: "action",
                  key: "change",
                  label: t("admin.assignments.change"),
                  onSelect: () => actions.change(assignment),
                },
                {
                  kind: "action",
                  key: "revoke",
                  label: t("admin.assignments.revoke"),
                  onSelect: () => actions.revoke(assignment),
                },
              ]}
            >
              <Ellipsis size={16} aria-hidden />
            </Menu>
          ),
        },
      }))}
    />
  );
}

function Person({ assignment }: { assignment: AdminAssignment }) {
  const t = useTranslations("admin.assignments");
  const { principal } = assignment;
  const disabled = principal.kind === "person" && principal.disabled;
  return (
    <>
      <span className="font-medium">{principal.name}</span>
      {disabled ? <span className="text-sm text-muted"> {t("personDisabled")}</span> : null}
      {principal.kind === "person" ? <p className="text-sm break-all text-muted">{principal.email}</p> : null}
    </>
  );
}

function Role({ assignment }: { assignment: AdminAssignment }) {
  const t = useTranslations();
  const { target } = assignment;
  return (
    <div className="flex gap-3">
      <span className="h-9 shrink-0" aria-hidden="true">
        <ColorBar color={assignment.color} />
      </span>
      <div className="min-w-0">
        <p>
          <span className="font-medium">
            {target.kind === "role" ? target.role.label : targetText(t, target)}
          </span>
        </p>
        {target.kind === "role" ? (
          <p className="text-sm text-muted">
            {target.role.accountName}{" "}
            <span className="tabular-nums max-sm:hidden">{formatAccountId(target.role.accountId)}</span>
          </p>
        ) : null}
        <p className="text-sm text-muted md:hidden">
          <Uses assignment={assignment} />
          {assignment.expiresAt === null ? null : (
            <>
              {" · "}
              <Until assignment={assignment} />
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function Uses({ assignment }: { assignment: AdminAssignment }) {
  const t = useTranslations("admin.assignments");
  if (assignment.console && assignment.credentials) return t("both");
  return assignment.console ? t("console") : t("credentials");
}

function Until({ assignment }: { assignment: AdminAssignment }) {
  const t = useTranslations("admin.assignments");
  if (assignment.expiresAt === null) return <span className="text-muted">{t("noEnd")}</span>;
  return (
    <span className={assignment.ended ? "text-warn" : ""}>
      <LocalTime iso={assignment.expiresAt} />
      {assignment.ended ? ` · ${t("ended")}` : null}
    </span>
  );
}
