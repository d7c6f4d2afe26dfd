"use client";

import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";

type ReadOnlyFieldProps = { role: PickerRole } & Pick<
  ComponentProps<"input">,
  "name" | "value" | "checked" | "onChange"
>;

/** Lays ReadOnlyAccess over the role; where that cannot be, it says why. */
export function ReadOnlyField({ role, ...rest }: ReadOnlyFieldProps) {
  const t = useTranslations("credentials");
  return (
    <CheckField
      {...rest}
      label={t("readOnly")}
      hint={t(role.canBeReadOnly ? "readOnlyHint" : "readOnlyRefused")}
      disabled={!role.canBeReadOnly}
    />
  );
}
