import { expect, test } from 'vitest';
import * as z from 'zod';
import { firstFault, LedgerEntry } from '../../shared/ledger.ts';
import { chance as chanceFrom } from '../chance.ts';
import { patience, times } from '../long.ts';
import { type Found, verdicts } from '../verifiers.ts';
import { proof, seedOf } from './proof.ts';
import { copyOf, newKey, type SealedRecord, sealedRecord, signedUpTo } from './sealed-record.ts';
import { anchorTamperings, entryTamperings, type Tampering, type Traces } from './tamperings.ts';

const isAt = (found: Found, { where, ledger, from, to }: Traces): boolean =>
  found.where === where && found.ledger === ledger && found.number >= from && found.number <= to;

/** Each trace was found by its number, and nothing was reported where nothing had been done. */
const matches = (found: readonly Found[], traces: readonly Traces[]): boolean =>
  traces.every((trace) => found.some((fault) => isAt(fault, trace))) &&
  found.every((fault) => traces.some((trace) => isAt(fault, trace)));

const entriesOf = (record: SealedRecord, ledger: string): LedgerEntry[] | undefined => {
  const rows = [...(record.ledgers.get(ledger) ?? [])].sort(([a], [b]) => a - b).map(([, row]) => row);
  return z.array(LedgerEntry).safeParse(rows).data;
};

/** Whether the chain alone, with the last signed head, says that this ledger is not whole: what keeps it from being signed. */
async function chainKnows(record: SealedRecord, before: SealedRecord, ledger: string): Promise<boolean> {
  const entries = entriesOf(record, ledger);
  // An attribute that no entry has is not read, shown or believed.
  if (JSON.stringify(entries) === JSON.stringify(entriesOf(before, ledger))) return true;
  const sequence = signedUpTo(before, ledger);
  const hash = String(before.ledgers.get(ledger)?.get(sequence)?.hash);
  return !entries || (await firstFault(ledger, entries, sequence === 0 ? undefined : { sequence, hash })) !== undefined;
}

const all: [string, Tampering][] = [...Object.entries(entryTamperings), ...Object.entries(anchorTamperings)];

test(
  'whatever is edited, deleted, cut off, swapped, put in or signed by somebody else is found by its number, by two that share no code',
  async () => {
    const chance = chanceFrom(seedOf('ledger-tamper'));
    const key = newKey();
    const records = await Promise.all(Array.from({ length: 40 }, () => sealedRecord(chance, key)));
    for (const record of records) expect(verdicts(record)).toEqual({ hub: [], outsider: [] });

    const { check, report } = proof('ledger-tamper');
    const missed: string[][] = [];
    for (let tried = 0; tried < times(5_200, 200_000); ) {
      const before = chance.pick(records);
      const record = copyOf(before);
      const [kind, tamper] = chance.pick(all);
      const traces = tamper(record, chance);
      if (!traces) continue;
      tried += 1;
      const { hub, outsider: theirs } = verdicts(record);
      let found = matches(hub, traces) && matches(theirs, traces);
      for (const { where, ledger } of traces)
        if (where === 'entry' && ledger) found &&= await chainKnows(record, before, ledger);
      if (!check(found) && missed.length < 5)
        missed.push([chance.seed, kind, traces, hub, theirs].map((each) => JSON.stringify(each)));
    }
    report();
    expect(missed).toEqual([]);
  },
  patience,
);
