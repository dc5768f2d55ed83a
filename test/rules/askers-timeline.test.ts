import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askersTimeline } from '../../shared/askers-timeline.ts';
import type { EventCode } from '../../shared/events.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { prove } from './proof.ts';
import { personIds } from './web-sample.ts';
import { everyEvent } from './web-samples-events.ts';
import { idOf } from './worlds.ts';

/** Written from the design: what is the experts’ business, the desk’s or a machine’s, and no line for who asked. */
const unsaid: readonly EventCode[] = [
  ...(['saved', 'opened', 'offered', 'offer-reminded', 'unplaced', 'routing-due', 'declined', 'expired'] as const),
  ...(['recused', 'conflict-found', 'expert-suspended', 'advice-saved', 'note-added', 'review-asked'] as const),
  ...(['clearer-asked', 'clearer-accepted', 'clearer-declined', 'clearer-expired', 'clearer-unplaced'] as const),
  ...(['returned', 'at-risk', 'due-today', 'long-overdue', 'silent', 're-timed', 'notice-cancelled'] as const),
];

const hasNoQuery =
  /^(person|address|sessions|interests|institution|standing|expertise|details|first|views|settings|mail|notices|device)-/;
const ofQueries = everyEvent.filter(({ code }) => !hasNoQuery.test(code) && !['discarded', 'erased'].includes(code));

const people = [idOf(2), idOf(3), idOf(4), ...Object.values(personIds)];

const ledgerOf = (events: typeof everyEvent): LedgerEntry[] =>
  events.map((event, index) => ({
    ...event,
    ...{ queryId: idOf(2), sequence: index + 1, previousHash: '', hash: '0'.repeat(64) },
    at: new Date(Date.UTC(2026, 2, 3, 8, index)).toISOString(),
    actor: { id: idOf(3), role: 'expert' },
  }));

test('those who ask are told of every event that is theirs to know, and of no other', () => {
  const told = new Set<string>(askersTimeline(ledgerOf(ofQueries)).map(({ code }) => code));
  const expected = new Set<string>(ofQueries.map(({ code }) => code).filter((code) => !unsaid.includes(code)));
  expected.delete('taken-over');
  expect([...told].sort()).toEqual([...expected].sort());
  expect(askersTimeline(ledgerOf([{ code: 'taken-over', details: { fromId: idOf(4) } }]))).toMatchObject([
    { code: 'accepted', by: 'expert' },
  ]);
});

test('of whatever happens, in whatever order, nobody is named, no version counted, and the order of time kept', () => {
  prove(
    'askers-timeline',
    fc.array(fc.constantFrom(...ofQueries), { maxLength: 40 }),
    (events) => {
      const lines = askersTimeline(ledgerOf(events));
      const written = JSON.stringify(lines);
      const times = lines.map(({ at }) => at);
      return (
        !people.some((id) => written.includes(id)) &&
        !/adviceVersion|Id"|text/.test(written) &&
        times.join() === times.toSorted().join() &&
        !lines.some(({ code }) => unsaid.includes(code))
      );
    },
    2000,
  );
});
