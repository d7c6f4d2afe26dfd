// What spreadsheets take for a formula at a cell's start, in the widths that they know, also behind what they may drop:
// blanks and characters that are not seen. https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[\s\p{C}']*[=+\-@＝＋－＠]|^'*[\t\r]/u;

/** A cell that no spreadsheet computes: an apostrophe stands before what would start a formula. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What was guarded, as it was. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
