"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { OwnKeysPanel } from "./own-keys-panel.tsx";

/** A disclosure that is filled once it is opened: a role for people who assume it with keys of their own. */
export function OwnKeysBlock({ roleId }: { roleId: string }) {
  const t = useTranslations("ownKeys");
  const [open, setOpen] = useState(false);
  return (
    <details className="border-t border-line pt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer rounded-sm text-sm font-medium">{t("title")}</summary>
      {open ? <OwnKeysPanel roleId={roleId} /> : null}
    </details>
  );
}
