"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "use-intl";
import { callApi } from "#components/api-client.ts";
import { keepPreference, localeCookie } from "#components/preferences/preference-cookies.ts";

/** Changes to the other language, whose name it shows. `save` also keeps it with the person. */
export function LanguageSwitch({ save = false }: { save?: boolean }) {
  const t = useTranslations("common.language");
  const router = useRouter();
  const other = useLocale() === "ja" ? "en" : "ja";
  async function change() {
    keepPreference(localeCookie, other);
    if (save) await callApi("PATCH", "/api/me", { locale: other });
    router.refresh();
  }
  return (
    <button
      type="button"
      lang={other}
      onClick={change}
      title={t("switch")}
      className="inline-flex h-8 shrink-0 whitespace-nowrap pointer-coarse:h-10 items-center rounded-sm px-2 text-muted hover:bg-hover hover:text-ink"
    >
      {t("other")}
    </button>
  );
}
