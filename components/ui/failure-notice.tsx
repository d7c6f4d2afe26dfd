"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

type FailureNoticeProps = {
  failure: ApiFailure;
  onRetry?: () => void;
  /** More about it, below the sentence. */
  children?: ReactNode;
};

/** What the API refused, in the viewer's language, with a way to try again. */
export function FailureNotice({ failure, onRetry, children }: FailureNoticeProps) {
  const t = useTranslations("common");
  const failureText = useFailureText();
  return (
    <Notice tone="danger">
      <p className="whitespace-pre-line">{failureText(failure)}</p>
      {children}
      {failure.requestId === null ? null : (
        <p className="text-xs text-muted">{t("failure.requestId", { id: failure.requestId })}</p>
      )}
      {failure.code === "sign_in_required" ? (
        <div>
          <Button onClick={signInAgain}>{t("signInAgain")}</Button>
        </div>
      ) : onRetry === undefined ? null : (
        <div>
          <Button onClick={onRetry}>{t("retry")}</Button>
        </div>
      )}
    </Notice>
  );
}

function signInAgain(): void {
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(location.pathname + location.search)}`);
}
