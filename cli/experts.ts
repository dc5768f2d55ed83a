import { readFileSync } from 'node:fs';
import type { Person } from '../shared/people.ts';
import type { FileProblem } from '../shared/roster-file.ts';
import { addressesIn, planRoster } from '../shared/roster-plan.ts';
import { CannotRun, type Operator } from './operator.ts';
import { registerOf } from './register.ts';

/** What came of a file: how many lines would change or changed something, and how many are at fault. */
type Imported = { fresh: number; changed: number; unchanged: number; problems: number };

/** The text of a file; one that is not UTF-8 is refused with the line where it is not. */
function textIn(file: string): string {
  const bytes = readFileSync(file);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    const text = bytes.toString('utf8');
    const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
    throw new CannotRun(`Line ${line} is not in UTF-8. Save the file as "CSV UTF-8", and try again.`);
  }
}

const said = ({ line, column, code, value }: FileProblem): string =>
  [`line ${line}`, column, code.replaceAll('-', ' '), value && `"${value}"`].filter(Boolean).join('  ');

/**
 * Says what a file of experts would change, and with `apply` carries it out, each change with an entry on the ledger of
 * its expert. A file with a problem changes nothing; the same file again changes nothing more.
 */
export async function importExperts(
  operator: Operator,
  file: string,
  { apply, now }: { apply: boolean; now: string },
  say: (line: string) => void,
): Promise<Imported> {
  const text = textIn(file);
  const { directory, commit } = registerOf(operator);
  const roster = await directory.roster();
  const known = new Set(roster.map(({ email }) => email.toLowerCase()));
  const others: Person[] = [];
  for (const email of addressesIn(text).filter((one) => !known.has(one))) {
    const owner = await directory.findByAddress(email);
    if (owner) others.push(owner);
  }
  const { rows, problems } = planRoster(text, [...roster, ...others], now.slice(0, 10));
  for (const problem of problems) say(said(problem));
  for (const { line, email, outcome, what } of rows)
    if (outcome !== 'unchanged')
      say(`line ${line}  ${outcome}  ${email}${what.length > 0 ? `  ${what.join(', ')}` : ''}`);
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const imported = { fresh: count('new'), changed: count('changed'), unchanged: count('unchanged') };
  const counts = `${imported.fresh} new, ${imported.changed} changed, ${imported.unchanged} unchanged`;
  if (problems.length > 0) {
    say(`${counts}, ${problems.length} at fault. Nothing was changed.`);
    return { ...imported, problems: problems.length };
  }
  if (apply) for (const change of rows.flatMap(({ changes }) => changes)) await commit(change, now);
  say(apply ? `${counts}. Done.` : `${counts}. Nothing was changed: --apply does it.`);
  return { ...imported, problems: 0 };
}
