import { type ComponentProps, useId } from "react";
import { Field } from "./field.tsx";
import { describedBy } from "./text-field.tsx";

export type SelectOption = { value: string; label: string };

type SelectFieldProps = Omit<ComponentProps<"select">, "className" | "style" | "id" | "children"> & {
  label: string;
  /** Where a dialog puts the focus when it opens. */
  "data-autofocus"?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly SelectOption[];
};

/** A labelled native select. */
export function SelectField({ label, hint, error, options, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        {...rest}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, hint, error)}
        className="h-8 pointer-coarse:h-10 w-full min-w-0 rounded-sm border border-edge bg-surface px-1.5 text-base text-ink"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
