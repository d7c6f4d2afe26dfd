"use client";

import Link from "next/link";
import { type ReactNode, useMemo } from "react";
import { useTranslations } from "use-intl";
import { FilterBox } from "#components/admin/filter-box.tsx";
import { FilteredTail } from "#components/admin/filtered-tail.tsx";
import { useDialog } from "#components/admin/use-dialog.ts";
import { useFiltered } from "#components/admin/use-filtered.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { PersonView } from "#lib/people/person-view.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { type AdminAssignment, AssignmentsTable } from "./assignments-table.tsx";
import { ChangeAssignmentDialog } from "./change-assignment-dialog.tsx";
import { RevokeDialog } from "./revoke-dialog.tsx";

type Which = { kind: "add" } | { kind: "change" | "revoke"; assignment: AdminAssignment };

type AssignmentsAdminProps = {
  /** All of them; `only` narrows what is shown. */
  assignments: readonly AdminAssignment[];
  people: readonly PersonView[];
  roles: readonly CatalogueRole[];
  only: { personId: string | null; roleId: string | null };
  /** Whether to begin with assigning. */
  add: boolean;
  editable: boolean;
};

/** Assignments and all that an owner does with them. */
export function AssignmentsAdmin(props: AssignmentsAdminProps) {
  const { assignments, people, roles, only, editable } = props;
  const t = useTranslations("admin.assignments");
  const dialog = useDialog<Which>(editable && props.add ? { kind: "add" } : null);
  const shown = useMemo(
    () => narrow(assignments, only.personId, only.roleId),
    [assignments, only.personId, only.roleId],
  );
  const list = useFiltered(shown, textsOf);
  function closeAdd() {
    if (!props.add) return dialog.close();
    // Loading the page again must not begin again, and no button opened the dialog that could take the focus.
    const url = new URL(location.href);
    url.searchParams.delete("add");
    history.replaceState(null, "", url);
    dialog.closeToList();
  }
  const add =
    editable && roles.length > 0 ? (
      <Button variant="primary" onClick={() => dialog.open({ kind: "add" })}>
        {t("add")}
      </Button>
    ) : undefined;
  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={add} />
      <Narrowed {...props} />
      {shown.length === 0 ? (
        <Empty {...props} action={add} />
      ) : (
        <>
          <p className="pb-3 text-sm text-muted">{t("count", { count: shown.length })}</p>
          <FilterBox
            hint={t("filterHint")}
            query={list.query}
            onChange={list.setQuery}
            shown={list.found.length}
            total={shown.length}
          />
          {list.rows.length === 0 ? null : (
            <AssignmentsTable
              assignments={list.rows}
              {...(editable && {
                actions: {
                  change: (assignment) => dialog.open({ kind: "change", assignment }),
                  revoke: (assignment) => dialog.open({ kind: "revoke", assignment }),
                },
              })}
            />
          )}
          <FilteredTail list={list} />
        </>
      )}
      {dialog.which?.kind === "add" ? (
        <AssignDialog
          people={people}
          roles={roles}
          assignments={assignments}
          personId={only.personId}
          roleId={only.roleId}
          onClose={closeAdd}
        />
      ) : null}
      {dialog.which?.kind === "change" ? (
        <ChangeAssignmentDialog assignment={dialog.which.assignment} onClose={dialog.close} />
      ) : null}
      {dialog.which?.kind === "revoke" ? (
        <RevokeDialog
          assignment={dialog.which.assignment}
          onRevoked={dialog.closeToList}
          onClose={dialog.close}
        />
      ) : null}
    </div>
  );
}

function narrow(assignments: readonly AdminAssignment[], personId: string | null, roleId: string | null) {
  return assignments.filter(
    (each) =>
      (personId === null || each.principal.id === personId) &&
      (roleId === null || (each.target.kind === "role" && each.target.role.id === roleId)),
  );
}

function Narrowed({ only, people, roles }: AssignmentsAdminProps) {
  const t = useTranslations("admin.assignments");
  if (only.personId === null && only.roleId === null) return null;
  const person = people.find(({ id }) => id === only.personId);
  const role = roles.find(({ id }) => id === only.roleId);
  const words = [
    person && t("onlyPerson", { name: person.name }),
    role && t("onlyRole", { role: role.label, account: role.accountName }),
  ].filter(Boolean);
  return (
    <p className="flex flex-wrap gap-x-4 pb-3">
      <span>{words.length === 0 ? t("onlyUnknown") : words.join(" · ")}</span>
      <Link href="/admin/assignments" prefetch={false} className="text-accent underline underline-offset-4">
        {t("showEveryone")}
      </Link>
    </p>
  );
}

function Empty({ only, roles, editable, action }: AssignmentsAdminProps & { action: ReactNode }) {
  const t = useTranslations("admin.assignments");
  const narrowed = only.personId !== null || only.roleId !== null;
  const firstRole = editable && roles.length === 0;
  return (
    <EmptyState
      title={narrowed ? t("emptyFiltered") : t("emptyTitle")}
      body={firstRole ? t("noRolesBody") : t("emptyBody")}
      action={firstRole ? <ButtonLink href="/admin/roles">{t("toRoles")}</ButtonLink> : action}
    />
  );
}

function textsOf({ principal, target }: AdminAssignment) {
  const whose = [principal.name, principal.kind === "person" ? principal.email : null];
  if (target.kind === "role") {
    const { accountName, accountId, label, arn } = target.role;
    return [...whose, accountName, accountId, label, arn];
  }
  const { account, tag, roleNamePattern } = target;
  return [...whose, account?.name, account?.accountId, tag && `${tag.key}=${tag.value}`, roleNamePattern];
}
