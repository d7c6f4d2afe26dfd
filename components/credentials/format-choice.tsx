"use client";

import { useTranslations } from "use-intl";
import { SelectField } from "#components/ui/select-field.tsx";
import { type IssuedFormat, issuedFormats } from "./remembered-format.ts";

/** The formats as radio buttons, where arrows change it and one press is enough; as a select on narrow screens. */
export function FormatChoice({
  format,
  onChange,
}: {
  format: IssuedFormat;
  onChange: (format: IssuedFormat) => void;
}) {
  const t = useTranslations("credentials");
  const options = issuedFormats.map((value) => ({ value, label: t(`formats.${value}`) }));
  return (
    <>
      <div className="sm:hidden">
        <SelectField
          label={t("format")}
          value={format}
          onChange={(event) => {
            const chosen = issuedFormats.find((name) => name === event.target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
          options={options}
        />
      </div>
      <fieldset className="min-w-0 max-sm:hidden">
        <legend className="sr-only">{t("format")}</legend>
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="relative flex min-h-7 items-center border-l-2 border-transparent px-2.5 text-muted hover:text-ink has-checked:border-accent has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-9"
          >
            <input
              type="radio"
              name="format"
              value={value}
              checked={value === format}
              onChange={() => onChange(value)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {label}
          </label>
        ))}
      </fieldset>
    </>
  );
}
