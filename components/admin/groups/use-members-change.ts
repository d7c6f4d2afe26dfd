"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import type { GroupDetail } from "#lib/groups/group-view.ts";

type Wanted = { add: readonly string[]; remove: readonly string[] };
type Changed = { added: number; removed: number };

/** Puts people into a group and takes them out; the last change, in words, can be taken back. */
export function useMembersChange({ group, members }: GroupDetail, onChanged: () => Promise<void>) {
  const t = useTranslations("groups.members");
  const { busy, failure, run } = useChange();
  const [done, setDone] = useState<{ text: string; back: Wanted | null } | null>(null);
  const path = `/api/groups/${encodeURIComponent(group.id)}/members`;

  async function make(wanted: Wanted): Promise<boolean> {
    setDone(null);
    const result = await run(() => callApi<Changed>("PATCH", path, wanted));
    if (!result.ok) return false;
    const { added, removed } = result.data;
    const [comes, goes] = [wanted.add.length, wanted.remove.length];
    const words = [
      ...(comes > 0 ? [t("putIn", { count: added })] : []),
      ...(comes > added ? [t("wereIn", { count: comes - added })] : []),
      ...(goes > 0 ? [t("tookOut", { count: removed })] : []),
      ...(goes > removed ? [t("stayed", { count: goes - removed })] : []),
    ];
    // Whoever was in by hand before stays so when the change is taken back.
    const byHand = new Set(members.filter((member) => member.byHand).map((member) => member.id));
    const back = {
      add: wanted.remove.filter((id) => byHand.has(id)),
      remove: wanted.add.filter((id) => !byHand.has(id)),
    };
    await onChanged();
    setDone({ text: words.join(" · "), back: back.add.length + back.remove.length === 0 ? null : back });
    return true;
  }

  async function undo() {
    const back = done?.back;
    if (!back) return;
    const result = await run(() => callApi<Changed>("PATCH", path, back));
    if (!result.ok) return;
    await onChanged();
    setDone({ text: t("undone"), back: null });
  }

  return { busy, failure, done, make, undo };
}
