// A spreadsheet runs a cell that begins like this; an apostrophe makes it text. Tab, return and line feed hide one behind them.
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** One cell of a CSV file: quoted, and never a formula. */
export function safeCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
