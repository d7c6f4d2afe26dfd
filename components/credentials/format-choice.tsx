"use client";

import { useTranslations } from "use-intl";
import { type IssuedFormat, issuedFormats } from "./remembered-format.ts";

/** The formats as one group of radio buttons: arrows change it, one press is enough. */
export function FormatChoice({
  format,
  onChange,
}: {
  format: IssuedFormat;
  onChange: (format: IssuedFormat) => void;
}) {
  const t = useTranslations("credentials");
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t("format")}</legend>
      <div className="flex gap-x-1 max-sm:flex-wrap sm:flex-col">
        {issuedFormats.map((name) => (
          <label
            key={name}
            className="flex min-h-7 pointer-coarse:min-h-9 items-center border-l-2 border-transparent px-2.5 text-muted hover:text-ink has-checked:border-accent has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:border-b-2 max-sm:border-l-0 max-sm:px-1.5"
          >
            <input
              type="radio"
              name="format"
              value={name}
              checked={name === format}
              onChange={() => onChange(name)}
              className="sr-only"
            />
            <span className="whitespace-nowrap">{t(`formats.${name}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
