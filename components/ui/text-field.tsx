import { type ComponentProps, useId } from "react";
import { Field } from "./field.tsx";

type TextFieldProps = Omit<ComponentProps<"input">, "className" | "style" | "id"> & {
  label: string;
  /** Where a dialog puts the focus when it opens. */
  "data-autofocus"?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
};

/** A labelled line of text; hint and error are tied to it for screen readers. */
export function TextField({ label, hint, error, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, hint, error)}
        className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base text-ink placeholder:text-faint aria-invalid:border-danger"
      />
    </Field>
  );
}

/** The ids that `Field` gives to its hint and error. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined) {
  const ids = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`];
  return ids.filter(Boolean).join(" ") || undefined;
}
