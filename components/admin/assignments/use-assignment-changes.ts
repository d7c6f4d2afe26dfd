"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import type { AssignmentsPreview } from "#lib/access/assignment-changes-view.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";

/** Changes as the API takes them. */
export type Changes = {
  add?: readonly object[];
  change?: readonly { id: string }[];
  revoke?: readonly string[];
};

export type Applied = {
  added: readonly string[];
  changed: number;
  revoked: readonly AssignmentView[];
};

/** Previews changes of assignments, then applies what was previewed; a preview that is out of date is made anew. */
export function useAssignmentChanges() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [previewed, setPreviewed] = useState<{ changes: Changes; preview: AssignmentsPreview } | null>(null);

  async function look(changes: Changes): Promise<void> {
    const answer = await callApi<AssignmentsPreview>("POST", "/api/assignments/preview", changes);
    if (answer.ok) setPreviewed({ changes, preview: answer.data });
    else setFailure(answer);
  }

  async function preview(changes: Changes): Promise<void> {
    setBusy(true);
    setFailure(null);
    await look(changes);
    setBusy(false);
  }

  async function apply(): Promise<ApiResult<Applied> | null> {
    if (previewed === null) return null;
    setBusy(true);
    setFailure(null);
    const { changes } = previewed;
    const answer = await callApi<Applied>("POST", "/api/assignments/changes", {
      changes,
      digest: previewed.preview.digest,
    });
    if (answer.ok) router.refresh();
    else {
      if (answer.code === "plan_changed") await look(changes);
      setFailure(answer);
    }
    setBusy(false);
    return answer;
  }

  return {
    busy,
    failure,
    preview: previewed?.preview ?? null,
    look: preview,
    apply,
    back: () => {
      setPreviewed(null);
      setFailure(null);
    },
  };
}

/** Makes changes as they would be made by now, for taking others back. */
export async function applyNow(changes: Changes): Promise<ApiResult<Applied>> {
  const answer = await callApi<AssignmentsPreview>("POST", "/api/assignments/preview", changes);
  if (!answer.ok) return answer;
  return callApi<Applied>("POST", "/api/assignments/changes", { changes, digest: answer.data.digest });
}
