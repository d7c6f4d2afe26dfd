import type { ReactNode } from "react";

export type DataColumn = {
  key: string;
  label: string;
  align?: "start" | "end";
  /** For screen readers only, where what the cells hold says it. */
  labelHidden?: boolean;
  hideBelow?: "sm" | "md" | "lg";
};
export type DataRow = { key: string; cells: Readonly<Record<string, ReactNode>> };

/** A table of hairlines. Scrolls sideways on its own when it is too wide; columns can hide on narrow screens. */
export function DataTable(props: {
  caption: string;
  columns: readonly DataColumn[];
  rows: readonly DataRow[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="overflow-x-auto" aria-label={props.caption} tabIndex={0}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{props.caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {props.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`py-2 pr-4 font-medium whitespace-nowrap ${cell(column)}`}
              >
                {column.labelHidden ? <span className="sr-only">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key} className="border-b border-line hover:bg-hover">
              {props.columns.map((column) => (
                <td key={column.key} className={`py-2 pr-4 align-middle ${cell(column)}`}>
                  {row.cells[column.key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cell(column: DataColumn): string {
  const align = column.align === "end" ? "text-right" : "";
  return `${align} ${column.hideBelow === undefined ? "" : hidden[column.hideBelow]}`;
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };
