"use client";

import { useCallback } from "react";
import { useLocale, useMessages } from "use-intl";
import { createTranslator } from "use-intl/core";
import { type PlanReason, reasonMessageKey } from "#lib/transfer/plan-view.ts";

/** Why something is left out, or what is worth knowing of it, in the viewer's language. */
export function useReasonText(): (reason: PlanReason, details: object | undefined) => string {
  const locale = useLocale();
  const messages = useMessages();
  return useCallback(
    (reason, details) => {
      const missing: unknown[] = [];
      const translate = createTranslator({
        locale,
        messages,
        timeZone: "UTC",
        onError: (error) => missing.push(error),
      });
      // A reason is one of many keys, each with names of its own in its sentence.
      const text = translate(reasonMessageKey(reason) as "common.close", (details ?? {}) as never);
      return missing.length === 0 ? text : reason;
    },
    [locale, messages],
  );
}
