"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";

const trustFormats = ["json", "cli", "cloudFormation", "terraform"] as const;
export type TrustFormat = (typeof trustFormats)[number];

/** The languages that a policy is printed in, as radio buttons: arrows change it. */
export function TrustFormatChoice(props: { format: TrustFormat; onChange: (format: TrustFormat) => void }) {
  const t = useTranslations("role.trust");
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t("format")}</legend>
      <div className="flex flex-wrap gap-x-1 border-b border-line">
        {trustFormats.map((format) => (
          <label
            key={format}
            className="relative -mb-px flex min-h-8 items-center border-b-2 border-transparent px-2.5 text-muted hover:text-ink has-checked:border-accent has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-10"
          >
            <input
              type="radio"
              name={name}
              value={format}
              checked={format === props.format}
              onChange={() => props.onChange(format)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {t(`formats.${format}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
