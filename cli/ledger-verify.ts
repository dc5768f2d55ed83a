import { examine } from '../functions/lib/faults.ts';
import type { Fault } from '../shared/ledger.ts';
import type { Operator } from './operator.ts';
import { readEvidence } from './read-evidence.ts';

/** Anchors are made every five minutes: what is older than this and not signed says that they are not. */
const lateMilliseconds = 15 * 60_000;

/** `hub ledger verify`: says of every entry and anchor whether it is as it was written; answers whether all are. */
export async function verifyLedgers(at: Operator, only: string | undefined, say: (line: string) => void) {
  const { faults, entries, ledgers, anchors, unsigned } = examine(await readEvidence(at, only));
  for (const fault of faults) say(sentence(fault));
  say(
    `${count(entries, 'entry', 'entries')} of ${count(ledgers, 'ledger')} against ${count(anchors, 'anchor')}: ${
      faults.length === 0 ? 'whole' : count(faults.length, 'fault')
    }.`,
  );
  const { since } = unsigned;
  if (since !== undefined) {
    const late = Date.now() - Date.parse(since) > lateMilliseconds ? ' That is late: look at the function anchor.' : '';
    say(`${count(unsigned.entries, 'entry is', 'entries are')} not signed yet, the oldest of ${since}.${late}`);
  }
  return faults.length === 0;
}

const wrongs: Readonly<Record<Fault['wrong'], string>> = {
  tampered: 'tampered with',
  missing: 'missing',
  truncated: 'cut off, with all that came after',
  swapped: 'in the place of another',
  foreign: 'foreign: it was not written here',
  hidden: 'covered by a later version or a deletion; the first version was checked',
};

function sentence(fault: Fault): string {
  const what = wrongs[fault.wrong];
  if (fault.where === 'anchor') return `anchor ${fault.number}: ${what}`;
  if (fault.where === 'signpost') return `ledger ${fault.ledger}, signpost to entry ${fault.number}: ${what}`;
  return `ledger ${fault.ledger}, entry ${fault.number}: ${what}`;
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
