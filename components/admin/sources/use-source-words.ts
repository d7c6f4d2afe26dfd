"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { SelectOption } from "#components/ui/select-field.tsx";
import { type CredentialSourceView, defaultSourceId } from "#lib/sources/source-view.ts";

/** What a source is, in words: "Access key …WXYZ", "Through Hub / Admin". */
export function useSourceWords(): (source: CredentialSourceView) => string {
  const t = useTranslations("sources.what");
  return useCallback(
    (source) => {
      switch (source.kind) {
        case "profile":
          return t("profile", { profile: source.profile ?? "" });
        case "access_key":
          return t("access_key", { last4: source.accessKeyLast4 ?? "" });
        case "role":
          return source.role === null
            ? t("roleGone")
            : t("role", { account: source.role.accountName, role: source.role.label });
        case "default":
        case "environment":
        case "instance_metadata":
        case "container":
        case "web_identity":
          return t(source.kind);
        default:
          return source.kind satisfies never;
      }
    },
    [t],
  );
}

/** How a source is called; the default one, which nobody named, by a word. */
export function useSourceName(): (source: { id: string; name: string }) => string {
  const t = useTranslations("sources");
  return useCallback((source) => (source.id === defaultSourceId ? t("defaultName") : source.name), [t]);
}

/** Who uses a source: "3 roles, 1 account". */
export function useSourceUsers(): (source: CredentialSourceView) => string {
  const t = useTranslations("sources");
  return useCallback(
    ({ id, roles, accounts }) => {
      const named = {
        roles: t("usedByRoles", { count: roles }),
        accounts: t("usedByAccounts", { count: accounts }),
      };
      if (roles > 0 && accounts > 0) return t("usedByBoth", named);
      if (roles > 0) return named.roles;
      if (accounts > 0) return named.accounts;
      return id === defaultSourceId ? t("otherwise") : t("unused");
    },
    [t],
  );
}

/** The sources to choose from. The default one is not among them: it is what holds when none is named. */
export function useSourceOptions(): (sources: readonly CredentialSourceView[]) => SelectOption[] {
  const wordsOf = useSourceWords();
  return useCallback(
    (sources) =>
      sources
        .filter(({ id }) => id !== defaultSourceId)
        .map((source) => ({ value: source.id, label: `${source.name} (${wordsOf(source)})` })),
    [wordsOf],
  );
}
