"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { personSource } from "#components/admin/assignments/choice-sources.ts";
import { type Choice, SearchChoice } from "#components/admin/assignments/search-choice.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { GroupDetail } from "#lib/groups/group-view.ts";
import { MembersList } from "./members-list.tsx";
import { useMembersChange } from "./use-members-change.ts";

type MembersEditorProps = { detail: GroupDetail; editable: boolean; onChanged: () => Promise<void> };

/** The people of a group: a list to search and to take out of, and a search of everybody to put in from. */
export function MembersEditor({ detail, editable, onChanged }: MembersEditorProps) {
  const t = useTranslations("groups.members");
  const bulk = useTranslations("bulk");
  const { group, members } = detail;
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const [coming, setComing] = useState<readonly Choice[]>([]);
  const said = useRef<HTMLDivElement>(null);
  const change = useMembersChange(detail, onChanged);

  async function make(wanted: { add: readonly string[]; remove: readonly string[] }) {
    if (!(await change.make(wanted))) return;
    setLeaving(new Set());
    setComing([]);
    // The button pressed has nothing to do any more.
    said.current?.focus({ preventScroll: true });
  }
  return (
    <>
      <div ref={said} tabIndex={-1} role="status" className="outline-none empty:hidden">
        {change.done === null ? null : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-l-2 border-ok py-1 pl-3">
            <p>{change.done.text}</p>
            {change.done.back === null ? null : (
              <Button onClick={change.undo} busy={change.busy}>
                {bulk("undo")}
              </Button>
            )}
          </div>
        )}
      </div>
      {change.failure === null ? null : <FailureNotice failure={change.failure} />}
      <MembersList
        group={group}
        members={members}
        {...(editable && { selection: { ids: leaving, onChange: setLeaving } })}
      />
      {editable && members.length > 0 ? (
        <div>
          <Button
            variant="danger"
            disabled={leaving.size === 0}
            busy={change.busy}
            onClick={() => make({ add: [], remove: [...leaving] })}
          >
            {t("takeOut", { count: leaving.size })}
          </Button>
        </div>
      ) : null}
      {editable ? (
        <div className="grid gap-3 border-t border-line pt-4">
          <SearchChoice
            // What was found is searched anew once somebody has come in.
            key={`${group.members.byHand}`}
            name="add"
            label={t("add")}
            hint={t("addHint")}
            sources={[personSource]}
            chosen={coming}
            error={undefined}
            onChange={setComing}
          />
          <div>
            <Button
              variant="primary"
              disabled={coming.length === 0}
              busy={change.busy}
              onClick={() => make({ add: coming.map(({ id }) => id), remove: [] })}
            >
              {t("put", { count: coming.length })}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}
