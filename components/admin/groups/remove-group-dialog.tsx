"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { ChangesPreview } from "#components/admin/assignments/changes-preview.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { AssignmentsPreview } from "#lib/access/assignment-changes-view.ts";
import type { GroupView } from "#lib/groups/group-view.ts";
import { mostAtOnce, readWholeGroup, type WholeGroup } from "./read-whole-group.ts";
import { type Restore, restoreGroup, whyNoRestore } from "./restore-group.ts";

type RemoveGroupDialogProps = {
  group: GroupView;
  /** Is given the way back, if there is one. */
  onRemoved: (restore: Restore | null) => void;
  onClose: () => void;
};

type Seen = { whole: WholeGroup; preview: AssignmentsPreview | null };

/** Removes a group, after saying what goes with it and for whom that ends what. */
export function RemoveGroupDialog({ group, onRemoved, onClose }: RemoveGroupDialogProps) {
  const t = useTranslations("groups.removal");
  const [seen, setSeen] = useState<Seen | null>(null);
  const [unread, setUnread] = useState<ApiFailure | null>(null);
  const { busy, failure, run } = useChange();
  const look = useEffectEvent(async () => {
    const read = await readWholeGroup(group.id);
    if (!read.ok) return setUnread(read);
    const { whole } = read;
    const revoke = whole.assignments.map(({ id }) => id);
    if (revoke.length === 0 || revoke.length > mostAtOnce) return setSeen({ whole, preview: null });
    const preview = await callApi<AssignmentsPreview>("POST", "/api/assignments/preview", { revoke });
    if (preview.ok) setSeen({ whole, preview: preview.data });
    else setUnread(preview);
  });
  useEffect(() => void look(), []);

  async function submit() {
    if (seen === null) return;
    const result = await run(() => callApi("DELETE", `/api/groups/${encodeURIComponent(group.id)}`));
    if (result.ok) onRemoved(whyNoRestore(seen.whole) === null ? restoreGroup(seen.whole) : null);
  }
  return (
    <FormDialog
      title={t("title")}
      subject={<p className="break-words text-muted">{group.name}</p>}
      submit={t("submit")}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={failure ?? unread}
      onSubmit={submit}
      onClose={onClose}
    >
      {seen === null ? unread === null ? <p role="status">{t("reading")}</p> : null : <WhatGoes {...seen} />}
    </FormDialog>
  );
}

const mostNamed = 12;

function WhatGoes({ whole, preview }: Seen) {
  const t = useTranslations("groups");
  const { group, members } = whole;
  const bare = group.members.total === 0 && group.assignments === 0;
  const refused = whyNoRestore(whole);
  return (
    <>
      {group.managedBy === null ? null : (
        <Notice tone="warn">{t("managed", { file: group.managedBy })}</Notice>
      )}
      <p role="status">
        {bare
          ? t("removal.nothing")
          : t("removal.goes", { members: group.members.total, assignments: group.assignments })}
      </p>
      {members.length === 0 ? null : (
        <p className="text-sm break-words text-muted">
          {members
            .slice(0, mostNamed)
            .map(({ name }) => name)
            .join(", ")}
          {group.members.total > mostNamed
            ? ` ${t("removal.moreMembers", { count: String(group.members.total - mostNamed) })}`
            : null}
        </p>
      )}
      {preview === null ? null : <ChangesPreview preview={preview} />}
      {group.assignments === 0 ? null : <p className="text-sm text-muted">{t("removal.stays")}</p>}
      <p className="text-sm text-muted">
        {refused === null
          ? t("removal.undo")
          : t(refused === "managed" ? "removal.noUndoManaged" : "removal.noUndoLarge")}
      </p>
    </>
  );
}
