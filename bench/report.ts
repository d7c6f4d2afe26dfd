import { median, percentile, type Stretch } from "./measure.ts";

/** The rounds of one row of the table, in the order they ran. */
export type Row = { name: string; concurrency: number; rounds: Stretch[] };

/** The wall times of a command line, in the order they ran. */
export type CommandRow = { name: string; times: number[] };

const head = ["", "at once", "p50 ms", "p99 ms", "per second", "p50 over bare ms", "rate to bare"];

/** The table of the loops. Differences and ratios are medians over rounds of neighbours in time. */
export function loopTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const latencies = row.rounds.flatMap((round) => round.latenciesMs);
    const bare = rows.find((other) => other.concurrency === row.concurrency);
    const against =
      row === bare ? ["", ""] : [overBare(row, bare).toFixed(2), rateToBare(row, bare).toFixed(2)];
    return [
      row.name,
      String(row.concurrency),
      median(latencies).toFixed(2),
      percentile(latencies, 0.99).toFixed(2),
      median(row.rounds.map((round) => round.perSecond)).toFixed(0),
      ...against,
    ];
  });
  return table([head, ...lines]);
}

/** How many milliseconds a row's median call takes longer than the bare one's. */
export function overBare(row: Row, bare: Row | undefined): number {
  return againstBare(row, bare, (one, other) => median(one.latenciesMs) - median(other.latenciesMs));
}

/** A row's calls a second as a share of the bare loop's. */
export function rateToBare(row: Row, bare: Row | undefined): number {
  return againstBare(row, bare, (one, other) => one.perSecond / other.perSecond);
}

function againstBare(
  row: Row,
  bare: Row | undefined,
  compare: (one: Stretch, other: Stretch) => number,
): number {
  return median(
    row.rounds.flatMap((round, at) => {
      const other = bare?.rounds[at];
      return other ? [compare(round, other)] : [];
    }),
  );
}

/** The table of the command lines. */
export function commandTable(rows: readonly CommandRow[]): string {
  const first = median(rows[0]?.times ?? []);
  const lines = rows.map(({ name, times }) => [
    name,
    median(times).toFixed(1),
    percentile(times, 0.99).toFixed(1),
    (median(times) / first).toFixed(3),
  ]);
  return table([["", "p50 ms", "p99 ms", `to the ${rows[0]?.name}`], ...lines]);
}

/** A figure at each size. The aim is for the growth from the first to the last, or for each figure. */
export type GrowthRow = {
  name: string;
  figures: readonly number[];
  aim?: { of: "growth" | "figure"; most: number };
};

/** The table of what grows with the catalogue. */
export function growthTable(sizes: readonly number[], rows: readonly GrowthRow[]): string {
  const named = sizes.map((size) => size.toLocaleString("en"));
  const lines = rows.map(({ name, figures, aim: wanted }) => {
    const growth = (figures.at(-1) ?? Number.NaN) / (figures[0] ?? Number.NaN);
    const judged = wanted?.of === "growth" ? growth : Math.max(...figures);
    return [
      name,
      ...figures.map((figure) => figure.toFixed(figure < 10 ? 2 : figure < 100 ? 1 : 0)),
      Number.isFinite(growth) ? growth.toFixed(2) : "",
      wanted ? `${wanted.of} under ${wanted.most}` : "",
      wanted ? (judged < wanted.most ? "met" : "missed") : "",
    ];
  });
  return table([["", ...named, "growth", "aim", ""], ...lines]);
}

/** A figure beside its aim, and whether it was met. */
export function aim(name: string, figure: number, most: number, direction: "at most" | "at least"): string {
  const met = direction === "at most" ? figure <= most : figure >= most;
  return `  ${name.padEnd(44)} ${figure.toFixed(2).padStart(6)}   aim: ${direction} ${most}   ${met ? "met" : "missed"}`;
}

function table(lines: readonly string[][]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))),
    )
    .map((cells) => `  ${cells.join("   ").trimEnd()}\n`)
    .join("");
}
