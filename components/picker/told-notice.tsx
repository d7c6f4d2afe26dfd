"use client";

import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Told } from "./use-row-changes.ts";

/** What was done or cannot be, above the list, and the button that takes it back. */
export function ToldNotice({ told, undo }: { told: Told; undo: () => void }) {
  const t = useTranslations("picker");
  return (
    <div className="sticky top-24 z-10 bg-ground pt-3 pb-1 sm:top-12">
      <Notice tone="info">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {told.text}
          {told.undo === undefined ? null : (
            <Button onClick={undo}>
              {t("undo")} <Kbd>u</Kbd>
            </Button>
          )}
        </p>
      </Notice>
    </div>
  );
}
