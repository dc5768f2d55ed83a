import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part } from './part.ts';

const results = fileURLToPath(new URL('./results', import.meta.url));

type Table = Part['tables'][number];

/** A table as text: words to the left, figures to the right. */
function lines({ title, head, rows }: Table): string[] {
  const all = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const figures = head.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const line = (row: readonly string[]) =>
    widths
      .map((width, at) => (figures[at] ? (row[at] ?? '').padStart(width) : (row[at] ?? '').padEnd(width)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, rule, line(head), rule, ...all.slice(1).map(line), ''];
}

/** Prints what a part found and keeps it in bench/results/, which is not committed. */
export function print(part: Part): void {
  console.log([`${part.name}: ${part.about}`, '', ...part.tables.flatMap(lines), ...part.notes, ''].join('\n'));
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${part.name}.json`), `${JSON.stringify(part, undefined, 2)}\n`);
}
