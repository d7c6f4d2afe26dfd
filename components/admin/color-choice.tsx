"use client";

import { useId, useState } from "react";

type ColorChoiceProps = {
  /** Of the form's field; `readColor` reads it. */
  name: string;
  legend: string;
  /** What holds without an own colour: "As the account". Absent: there always is one. */
  otherwise?: string;
  own: string;
  color: string | null;
  /** Where the colour box starts from when there is none yet. */
  start: string;
  hint?: string;
};

/** A colour of one's own, or none. */
export function ColorChoice({ name, legend, otherwise, own, color, start, hint }: ColorChoiceProps) {
  const [chosen, setChosen] = useState(color !== null || otherwise === undefined);
  const id = useId();
  return (
    <fieldset
      className="grid content-start gap-1"
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend className="pb-1 text-sm font-medium">{legend}</legend>
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        {otherwise === undefined ? null : (
          <select
            name={`${name}-own`}
            aria-label={legend}
            value={chosen ? "yes" : "no"}
            onChange={(event) => setChosen(event.target.value === "yes")}
            className="h-8 pointer-coarse:h-10 rounded-sm border border-edge bg-surface px-1.5 text-base"
          >
            <option value="no">{otherwise}</option>
            <option value="yes">{own}</option>
          </select>
        )}
        <input
          type="color"
          name={name}
          aria-label={own}
          defaultValue={(color ?? start).toLowerCase()}
          hidden={!chosen}
          className="h-8 pointer-coarse:h-10 w-12 rounded-sm border border-edge bg-surface p-0.5"
        />
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </fieldset>
  );
}

/** The colour that the form says, `#rrggbb`, or null for none of one's own. */
export function readColor(form: FormData, name: string): string | null {
  const color = form.get(name);
  return form.get(`${name}-own`) === "no" || typeof color !== "string" || color === "" ? null : color;
}
