import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, chained, emptyLedger, firstFault, LedgerEntry } from '../../shared/ledger.ts';
import { proveAsync } from './proof.ts';
import { events } from './world-events.ts';
import { idOf, ids, moments } from './worlds.ts';

const queryId = idOf(1);
const happenings = fc.array(fc.record({ event: events, at: moments, actorId: ids }), { minLength: 1, maxLength: 8 });

async function ledgerOf(
  happened: { event: Parameters<typeof chained>[1]; at: string; actorId: string }[],
  id = queryId,
) {
  const entries: LedgerEntry[] = [];
  for (const { event, at, actorId } of happened) {
    const head = entries.at(-1) ?? emptyLedger;
    entries.push(await chained(head, event, { queryId: id, actor: { id: actorId, role: 'expert' }, at }));
  }
  return entries;
}

describe('the ledger', () => {
  test('a ledger that nobody touched is whole, and parses as it was written', async () => {
    await proveAsync(
      'ledger-whole',
      happenings,
      async (happened) => {
        const entries = await ledgerOf(happened);
        const read = entries.map((entry) => LedgerEntry.parse(JSON.parse(JSON.stringify(entry))));
        return (await firstFault(queryId, read, entries.at(-1))) === undefined;
      },
      1_000,
    );
  });

  test('an entry is read with exactly the parameters of its event, and whatever is kept beside it is left out', async () => {
    const [entry] = await ledgerOf([
      { event: { code: 'declined', details: { reason: 'no-time' } }, at: '2026-03-03T09:00:00.000Z', actorId: idOf(2) },
    ]);
    const read = (changed: object) => LedgerEntry.safeParse({ ...entry, ...changed }).data;
    expect(read({ dayKey: '2026-03-03' })).toEqual(entry);
    for (const changed of [
      { code: 'decline' },
      { code: 'toString' },
      { code: 'accepted' },
      { code: undefined },
      { details: {} },
      { details: undefined },
      { details: { reason: 'no reason of ours' } },
      { details: { reason: 'no-time', note: 'more' } },
    ])
      expect([changed, read(changed)]).toEqual([changed, undefined]);
  });

  test('the fault is named by the number of its entry', async () => {
    const entries = await ledgerOf(
      ['2026-03-03T09:00:00.000Z', '2026-03-04T09:00:00.000Z', '2026-03-05T09:00:00.000Z'].map((at) => ({
        event: { code: 'drafted', details: {} },
        at,
        actorId: idOf(3),
      })),
    );
    const [first, second, third] = entries;
    if (!first || !second || !third) throw new Error('three entries were written');
    expect(await firstFault(queryId, [first, { ...second, at: third.at }, third])).toEqual({
      sequence: 2,
      fault: 'altered',
    });
    expect(await firstFault(queryId, [first, third])).toEqual({ sequence: 2, fault: 'missing' });
    expect(await firstFault(queryId, [first, second], third)).toEqual({ sequence: 3, fault: 'missing' });
    expect(await firstFault(idOf(2), [first])).toEqual({ sequence: 1, fault: 'foreign' });
    const other = { ...third, hash: '0'.repeat(64) };
    expect(await firstFault(queryId, [first, second, third], other)).toEqual({ sequence: 3, fault: 'altered' });
  });

  test('equal values have equal bytes, whatever the order they were written in', () => {
    expect(canonical({ b: [1, { d: undefined, c: 'é' }], a: null })).toBe('{"a":null,"b":[1,{"c":"é"}]}');
  });
});
