"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";

/** The sentence for a refusal: by its code in the viewer's language, else as the API said it. */
export function useFailureText(): (failure: ApiFailure) => string {
  const t = useTranslations();
  return useCallback(
    (failure) => {
      // Codes come from outside, so they are looked up before use; details are plain facts by contract.
      const key = failure.code in localFailures ? `common.failure.${failure.code}` : `errors.${failure.code}`;
      const known = key as "common.failure.network_failed";
      if (!t.has(known)) return failure.message || t("common.failure.unknown");
      return t(known, failure.details as never);
    },
    [t],
  );
}

const localFailures = { network_failed: true, unreadable_answer: true };
