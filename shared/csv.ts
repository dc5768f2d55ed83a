/** A row of a table as text: where it begins in the file, and its cells. */
export type CsvRow = { line: number; cells: readonly string[] };

/** A quote that is not closed, or that something follows. */
export type CsvFault = { line: number; code: 'open-quote' | 'after-quote' };

/**
 * Reads comma-separated values (RFC 4180): cells in quotes may hold commas, line ends, and quotes written twice. Line ends
 * may be of any kind, a byte order mark is passed over, empty lines are left out, and a first line with semicolons and no
 * comma says that semicolons separate, as spreadsheets write where the comma is a decimal sign.
 */
export function readCsv(text: string): { rows: CsvRow[]; fault?: CsvFault } {
  const source = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const [first = ''] = source.split('\n', 1);
  const separator = first.includes(';') && !first.includes(',') ? ';' : ',';
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let begins = 1;
  for (let at = 0; at < source.length || cells.length > 0; ) {
    let cell = '';
    if (source[at] === '"') {
      const opened = line;
      for (at += 1; ; at += 1) {
        const letter = source[at];
        if (letter === undefined) return { rows, fault: { line: opened, code: 'open-quote' } };
        if (letter === '\n') line += 1;
        if (letter === '"' && source[at + 1] === '"') at += 1;
        else if (letter === '"') break;
        cell += letter;
      }
      at += 1;
      const next = source[at];
      if (next !== undefined && next !== separator && next !== '\n')
        return { rows, fault: { line, code: 'after-quote' } };
    } else {
      const end = [...`${separator}\n`].map((sign) => source.indexOf(sign, at)).filter((found) => found >= 0);
      const until = Math.min(...end, source.length);
      cell = source.slice(at, until);
      at = until;
    }
    cells.push(cell);
    const ended = source[at] !== separator;
    at += 1;
    if (!ended) continue;
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begins, cells });
    cells = [];
    line += 1;
    begins = line;
  }
  return { rows };
}
