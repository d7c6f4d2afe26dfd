"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiResult, callApi } from "#components/api-client.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { ReachExplanation } from "#lib/access/reach-view.ts";
import { Explanation } from "./explanation.tsx";

type WhyDialogProps = {
  role: { id: string; label: string; accountName: string; accountId: string };
  /** Whose role; the reader's own when null. */
  person: { id: string; name: string } | null;
  onClose: () => void;
};

/** Answers why somebody has a role, or why not. */
export function WhyDialog({ role, person, onClose }: WhyDialogProps) {
  const t = useTranslations("reach.why");
  const [answer, setAnswer] = useState<ApiResult<ReachExplanation> | null>(null);
  const personId = person?.id ?? null;
  useEffect(() => {
    const leaving = new AbortController();
    const query = personId === null ? "" : `?${new URLSearchParams({ personId })}`;
    const path = `/api/roles/${encodeURIComponent(role.id)}/why${query}`;
    callApi<ReachExplanation>("GET", path, undefined, leaving.signal)
      .then(setAnswer)
      .catch(() => undefined);
    return () => leaving.abort();
  }, [role.id, personId]);
  return (
    <Dialog
      title={person === null ? t("title") : t("titleOther", { name: person.name })}
      subject={
        <p className="flex flex-wrap gap-x-3 pt-0.5 text-muted">
          <span>{role.accountName}</span>
          <span className="tabular-nums">{formatAccountId(role.accountId)}</span>
          <span className="text-ink">{role.label}</span>
        </p>
      }
      onClose={onClose}
    >
      {answer === null ? (
        <p role="status" className="text-muted">
          {t("loading")}
        </p>
      ) : answer.ok ? (
        <Explanation
          explanation={answer.data}
          about={person === null ? { who: "you" } : { who: "other", name: person.name }}
        />
      ) : (
        <FailureNotice failure={answer} />
      )}
    </Dialog>
  );
}
