"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";

/** The role's colour or one's own. Sends `ownColor` when own, and `color` as `#rrggbb`. */
export function ColorField({ color, inherited }: { color: string | null; inherited: string }) {
  const t = useTranslations("picker.bookmark");
  const [own, setOwn] = useState(color !== null);
  const id = useId();
  return (
    <fieldset className="grid content-start gap-1">
      <legend className="pb-1 text-sm font-medium">{t("color")}</legend>
      <div className="flex h-8 items-center gap-3">
        <label htmlFor={id} className="flex items-center gap-2">
          <input
            id={id}
            type="checkbox"
            name="ownColor"
            value="yes"
            checked={own}
            onChange={(event) => setOwn(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t("colorOwn")}
        </label>
        <input
          type="color"
          name="color"
          aria-label={t("color")}
          defaultValue={(color ?? inherited).toLowerCase()}
          onInput={() => setOwn(true)}
          className="h-7 w-12 rounded-sm border border-edge bg-surface p-0.5"
        />
      </div>
    </fieldset>
  );
}
