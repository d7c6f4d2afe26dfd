import { type ComponentProps, useId } from "react";

type CheckFieldProps = Omit<ComponentProps<"input">, "className" | "style" | "id" | "type"> & {
  label: string;
  hint?: string;
};

/** A labelled checkbox; the hint is tied to it for screen readers. */
export function CheckField({ label, hint, ...rest }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-10">
        <input
          {...rest}
          type="checkbox"
          aria-describedby={hint === undefined ? undefined : id}
          className="size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={id} className="pl-6 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
