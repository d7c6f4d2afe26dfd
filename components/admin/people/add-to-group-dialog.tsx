"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { groupSource } from "#components/admin/assignments/choice-sources.ts";
import { type Choice, SearchChoice } from "#components/admin/assignments/search-choice.tsx";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { type ApiResult, callApi } from "#components/api-client.ts";
import type { GroupDetail } from "#lib/groups/group-view.ts";

export type AddedToGroup = {
  group: string;
  added: number;
  /** How many were taken out again by `undo`; null when what was before is not known in full. */
  undo: { count: number; run: () => Promise<ApiResult<unknown>> } | null;
};

type AddToGroupDialogProps = {
  personIds: readonly string[];
  onAdded: (added: AddedToGroup) => void;
  onClose: () => void;
};

/** Puts many people into one group. */
export function AddToGroupDialog({ personIds, onAdded, onClose }: AddToGroupDialogProps) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const [missing, setMissing] = useState(false);
  const { busy, failure, run } = useChange();
  const count = personIds.length;

  async function submit() {
    const group = chosen[0];
    setMissing(group === undefined);
    if (group === undefined) return;
    const path = `/api/groups/${encodeURIComponent(group.id)}`;
    const before = await callApi<GroupDetail>("GET", path);
    const result = await run(() =>
      callApi<{ added: number }>("PATCH", `${path}/members`, { add: personIds }),
    );
    if (!result.ok) return;
    const remove = before.ok ? cameIn(before.data, personIds) : [];
    onAdded({
      group: group.label,
      added: result.data.added,
      undo:
        remove.length === 0
          ? null
          : { count: remove.length, run: () => callApi("PATCH", `${path}/members`, { remove }) },
    });
  }
  return (
    <FormDialog
      title={t("admin.people.many.groupTitle", { count })}
      submit={t("admin.people.many.groupSubmit")}
      busy={busy}
      busyText={t("admin.people.many.groupAdding")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("admin.people.many.groupBody")}</p>
      <SearchChoice
        name="group"
        label={t("admin.people.many.groupChoice")}
        hint={t("admin.people.invite.groupsHint")}
        sources={[groupSource("")]}
        chosen={chosen}
        single
        error={missing ? t("admin.people.many.groupMissing") : undefined}
        onChange={setChosen}
      />
    </FormDialog>
  );
}

/** Who was not in the group by hand before; nobody where the group has more people than the API tells. */
function cameIn({ group, members }: GroupDetail, personIds: readonly string[]): readonly string[] {
  if (members.length < group.members.total) return [];
  const byHand = new Set(members.filter((member) => member.byHand).map(({ id }) => id));
  return personIds.filter((id) => !byHand.has(id));
}
