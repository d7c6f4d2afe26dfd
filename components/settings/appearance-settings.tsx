"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { isLocale, type Locale } from "#components/i18n/locales.ts";
import { keepPreference, localeCookie } from "#components/preferences/preference-cookies.ts";
import { type Theme, themes } from "#components/preferences/theme.ts";
import { useTheme } from "#components/preferences/use-theme.ts";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";

/** Language and theme; each change is kept at once. */
export function AppearanceSettings({ savedLocale }: { savedLocale: Locale | null }) {
  const t = useTranslations();
  const router = useRouter();
  const [theme, setTheme] = useTheme(true);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function changeLocale(value: string) {
    const locale = isLocale(value) ? value : null;
    keepPreference(localeCookie, locale);
    const result = await callApi("PATCH", "/api/me", { locale });
    setFailure(result.ok ? null : result);
    router.refresh();
  }

  return (
    <div className="grid max-w-md gap-4 sm:grid-cols-2">
      <SelectField
        label={t("common.language.label")}
        value={savedLocale ?? ""}
        onChange={(event) => changeLocale(event.target.value)}
        options={[
          { value: "", label: t("settings.languageSystem") },
          { value: "en", label: t("settings.english") },
          { value: "ja", label: t("settings.japanese") },
        ]}
      />
      <SelectField
        label={t("common.theme.label")}
        value={theme}
        onChange={(event) => setTheme(readTheme(event.target.value))}
        options={themes.map((value) => ({ value, label: t(`common.theme.${value}`) }))}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </div>
  );
}

function readTheme(value: string): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
