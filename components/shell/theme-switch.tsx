"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "use-intl";
import { nextTheme, type Theme } from "#components/preferences/theme.ts";
import { useTheme } from "#components/preferences/use-theme.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Goes round system, light and dark. `save` also keeps it with the person. */
export function ThemeSwitch({ save = false }: { save?: boolean }) {
  const t = useTranslations("common.theme");
  const [theme, setTheme] = useTheme(save);
  const next: Theme = nextTheme(theme);
  const Icon = icons[theme];
  return (
    <IconButton label={t("switch", { current: t(theme), next: t(next) })} onClick={() => setTheme(next)}>
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
