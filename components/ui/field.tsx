import type { ReactNode } from "react";

/** Label above, hint and error below one control. The control takes `id` and `describedBy(id, hint, error)`. */
export function Field(props: {
  id: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={props.id} className="text-sm font-medium">
        {props.label}
      </label>
      {props.children}
      {props.hint === undefined ? null : (
        <p id={`${props.id}-hint`} className="text-xs text-muted">
          {props.hint}
        </p>
      )}
      {props.error === undefined ? null : (
        <p id={`${props.id}-error`} className="text-xs text-danger">
          {props.error}
        </p>
      )}
    </div>
  );
}
