"use client";

import { useCallback } from "react";
import { useLocale, useMessages } from "use-intl";
import { createTranslator } from "use-intl/core";
import type { ApiFailure } from "#components/api-client.ts";

/** The sentence for a refusal: by its code in the viewer's language, else as the API said it. */
export function useFailureText(): (failure: ApiFailure) => string {
  const locale = useLocale();
  const messages = useMessages();
  return useCallback(
    (failure) => {
      const namespace = failure.code in localFailures ? "common.failure" : "errors";
      // A code that has no sentence here, or whose sentence names a fact that the answer lacks, is not translated.
      const missing: unknown[] = [];
      const translate = createTranslator({
        locale,
        messages,
        timeZone: "UTC",
        onError: (error) => missing.push(error),
      });
      const text = translate(`${namespace}.${failure.code}` as "common.close", failure.details as never);
      return missing.length === 0 ? text : failure.message || messages.common.failure.unknown;
    },
    [locale, messages],
  );
}

const localFailures = { network_failed: true, unreadable_answer: true };
