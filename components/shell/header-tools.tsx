"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { signOut } from "#components/sign-in/auth-requests.ts";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export type HeaderViewer = {
  name: string;
  email: string;
  portalRole: "owner" | "admin" | "auditor" | "member";
};

const adminPages = ["roles", "people", "groups", "assignments", "audit"] as const;

/** Language, theme and the person's own menu. */
export function HeaderTools({ viewer }: { viewer: HeaderViewer }) {
  const t = useTranslations("common");
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(true);
    const result = await signOut();
    // A failure ends on the sign-in page too: there the person sees whether they are still signed in.
    location.assign(result.ok ? "/sign-in?signedOut=1" : "/");
  }

  const entries: MenuEntry[] = [
    {
      kind: "heading",
      key: "who",
      label: viewer.name,
      detail: `${viewer.email} · ${t(`menu.${viewer.portalRole}`)}`,
    },
    { kind: "link", key: "terminal", label: t("menu.terminal"), href: "/terminal" },
    { kind: "link", key: "settings", label: t("menu.settings"), href: "/settings" },
  ];
  if (viewer.portalRole !== "member") {
    entries.push({ kind: "heading", key: "administration", label: t("menu.administration") });
    for (const page of adminPages)
      entries.push({ kind: "link", key: page, label: t(`menu.${page}`), href: `/admin/${page}` });
  }
  entries.push({ kind: "action", key: "out", label: t("menu.signOut"), onSelect: leave });

  return (
    <>
      <LanguageSwitch save />
      <ThemeSwitch save />
      <Menu shape="text" label={t("menu.person", { name: viewer.name })} entries={entries}>
        <span className="truncate">{leaving ? t("menu.signingOut") : viewer.name}</span>
        <ChevronDown size={14} aria-hidden className="text-muted" />
      </Menu>
    </>
  );
}
