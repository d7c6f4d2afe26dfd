"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { GroupDetail, GroupView } from "#lib/groups/group-view.ts";
import { MembersEditor } from "./members-editor.tsx";

type MembersDialogProps = { group: GroupView; editable: boolean; onClose: () => void };

/** Who is in a group and why; puts people in and takes them out. */
export function MembersDialog({ group, editable, onClose }: MembersDialogProps) {
  const t = useTranslations("groups");
  const [detail, setDetail] = useState<GroupDetail | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  async function read() {
    const answer = await callApi<GroupDetail>("GET", `/api/groups/${encodeURIComponent(group.id)}`);
    if (answer.ok) setDetail(answer.data);
    setFailure(answer.ok ? null : answer);
  }
  const begin = useEffectEvent(() => void read());
  useEffect(() => begin(), []);
  return (
    <Dialog
      title={t("members.title")}
      subject={<p className="break-words text-muted">{group.name}</p>}
      size="large"
      onClose={onClose}
    >
      {editable && group.managedBy !== null ? (
        <Notice tone="warn">{t("managed", { file: group.managedBy })}</Notice>
      ) : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {detail === null ? (
        failure === null ? (
          <p role="status">{t("members.loading")}</p>
        ) : null
      ) : (
        <MembersEditor detail={detail} editable={editable} onChanged={read} />
      )}
    </Dialog>
  );
}
