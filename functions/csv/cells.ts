/**
 * What spreadsheets take for the beginning of a formula, however often it was made harmless before.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text for a cell that no spreadsheet runs as a formula: one quote before it, which an import takes off again. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text of a cell, without the quote that made it harmless. `plain(harmless(text))` is `text`, whatever it is. */
export const plain = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
