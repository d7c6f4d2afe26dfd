import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type DataColumn = {
  key: string;
  label: string;
  /** In place of the label: a checkbox that selects all rows. */
  head?: ReactNode;
  align?: "start" | "end";
  /** For screen readers only, where what the cells hold says it. */
  labelHidden?: boolean;
  hideBelow?: "sm" | "md" | "lg";
  /** Where pressing the heading leads, and how the rows are sorted by it now. */
  sort?: { href: string; direction: "ascending" | "descending" | null };
};
export type DataRow = { key: string; selected?: boolean; cells: Readonly<Record<string, ReactNode>> };

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
                aria-sort={column.sort?.direction ?? undefined}
                className={`py-2 pr-4 font-medium whitespace-nowrap ${cell(column)}`}
              >
                <Heading column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr
              key={row.key}
              className={`border-b border-line hover:bg-hover ${row.selected ? "bg-hover" : ""}`}
            >
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

function Heading({ column }: { column: DataColumn }) {
  const { head, label, labelHidden, sort } = column;
  if (head !== undefined) return head;
  if (labelHidden) return <span className="sr-only">{label}</span>;
  if (sort === undefined) return label;
  return (
    <Link
      href={sort.href}
      prefetch={false}
      scroll={false}
      className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink aria-[current]:text-ink"
      aria-current={sort.direction === null ? undefined : "true"}
    >
      {label}
      {sort.direction === "ascending" ? <ArrowUp size={12} aria-hidden /> : null}
      {sort.direction === "descending" ? <ArrowDown size={12} aria-hidden /> : null}
    </Link>
  );
}

function cell(column: DataColumn): string {
  const align = column.align === "end" ? "text-right" : "";
  return `${align} ${column.hideBelow === undefined ? "" : hidden[column.hideBelow]}`;
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };
