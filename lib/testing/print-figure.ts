/** Prints one figure of a test, so that a run shows what was proved and on how much. */
export function printFigure(promise: string, figures: Readonly<Record<string, string | number>>): void {
  const told = Object.entries(figures).map(([name, value]) => `${name}=${value}`);
  process.stdout.write(`  ${promise}: ${told.join(" ")}\n`);
}
