/** Prints a figure or a notice among the test results. */
export function notice(text: string): void {
  process.stdout.write(`${text}\n`);
}
