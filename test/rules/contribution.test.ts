import { describe, expect, test } from 'vitest';
import { type Contribution, contributionOf, differences, nothing } from '../../shared/contribution.ts';
import type { LedgerEvent } from '../../shared/events.ts';
import { chained, emptyLedger, type LedgerEntry, type LedgerHead } from '../../shared/ledger.ts';
import { percentile } from '../../shared/percentile.ts';
import { csvCell } from '../../shared/report-csv.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { atLeast, joinAll, joinForward, runsOf } from '../../shared/small-cells.ts';
import { idOf } from './worlds.ts';

const [queryId, expert, asker] = [idOf(1), idOf(2), idOf(3)];
const history = [shippedSettings];

/** A ledger of these events; the actor does not matter to the figures. */
async function ledger(events: readonly (readonly [at: string, event: LedgerEvent])[]): Promise<LedgerEntry[]> {
  let head: LedgerHead = emptyLedger;
  const entries: LedgerEntry[] = [];
  for (const [at, event] of events) {
    const entry = await chained(head, event, { queryId, actor: { id: asker, role: 'official' }, at });
    entries.push(entry);
    head = entry;
  }
  return entries;
}

const submitted: LedgerEvent = {
  code: 'submitted',
  details: {
    ...{ topic: 'npm', language: 'fr', institutionKind: 'npm', region: 'africa', requestKind: 'question' },
    urgencyRequested: false,
  },
};
const offered: LedgerEvent = { code: 'offered', details: { expertId: expert, expiresAt: '2026-03-05T17:00:00.000Z' } };
const nine = 'T08:00:00.000Z';

// Tuesday 3 March to Monday 6 April 2026; Geneva opens at 8:00 UTC in March, and works nine hours a day.
const life: readonly (readonly [string, LedgerEvent])[] = [
  [`2026-03-02${nine}`, { code: 'drafted', details: {} }],
  [`2026-03-03${nine}`, submitted],
  [`2026-03-03${nine}`, offered],
  [`2026-03-04${nine}`, { code: 'declined', details: { reason: 'no-time' } }],
  [`2026-03-04${nine}`, offered],
  [`2026-03-05${nine}`, { code: 'accepted', details: {} }],
  [`2026-03-06${nine}`, { code: 'information-asked', details: { by: 'expert' } }],
  [`2026-03-10${nine}`, { code: 'information-given', details: {} }],
  [`2026-03-11${nine}`, { code: 'review-asked', details: { adviceVersion: 1 } }],
  [`2026-03-12${nine}`, { code: 'answered', details: { adviceVersion: 1 } }],
  [`2026-03-12${nine}`, { code: 'feedback-given', details: { answered: 'yes', clear: 'partly', inTime: 'no' } }],
  [`2026-04-01T07:00:00.000Z`, { code: 'topic-changed', details: { topic: 'opcat' } }],
  [`2026-04-02T07:00:00.000Z`, { code: 'follow-up-asked', details: {} }],
];

const march = {
  received: 1,
  d1: 1,
  // Accepted, and acknowledged, after one and two working days; within target.
  ...{ cw2: 1, cg2: 1, kw4: 1, kg4: 1 },
  // Seven working days since receipt, of which two waited for the asker: five on the hub's clock, nine by the wall.
  ...{ aw6: 1, ag10: 1 },
  ...{ 'm-hub': 400, 'o-hub': 1, 'm-asker': 200, 'o-asker': 1, 'm-clearance': 100, 'o-clearance': 1 },
  ...{ qa0: 1, qc1: 1, qt2: 1 },
};

describe('what a query adds to the figures', () => {
  test('is counted once in all, and by each of its topic, language, region and kind of institution', async () => {
    const { rows, sequence } = contributionOf(await ledger(life.slice(0, 11)), history);
    expect(sequence).toBe(11);
    expect(rows).toEqual({
      'all 2026-03': { ...march, e0: 1 },
      'topic 2026-03#npm': march,
      'language 2026-03#fr': march,
      'region 2026-03#africa': march,
      'kind 2026-03#npm': march,
    });
  });

  test('stays under the topic it had, and a question asked once more is open again', async () => {
    const answered: readonly [string, LedgerEvent] = [
      '2026-04-09T07:00:00.000Z',
      { code: 'answered', details: { adviceVersion: 2 } },
    ];
    const { rows } = contributionOf(await ledger([...life, answered]), history);
    // Two working days lie between, for Good Friday and Easter Monday are none.
    expect(rows['topic 2026-04#opcat']).toEqual({ fw4: 1, fg7: 1 });
    expect(rows['topic 2026-03#npm']).toEqual(march);
    expect(contributionOf(await ledger(life), history).rows['all 2026-03']).toEqual({ ...march, e0: 1, e1: -1 });
    expect(rows['all 2026-03']).toEqual({ ...march, e0: 1 });
  });

  test('is nothing before it is sent', async () => {
    expect(contributionOf(await ledger(life.slice(0, 1)), history)).toEqual({ sequence: 1, rows: {} });
  });

  test('is replaced by what is different, and undone the same way', async () => {
    const [before, after]: Contribution[] = await Promise.all(
      [4, 11].map(async (length) => contributionOf(await ledger(life.slice(0, length)), history)),
    );
    if (!before || !after) throw new Error('there are two');
    expect(differences(before, before)).toEqual([]);
    const forth = differences(before, after);
    expect(forth.map(({ key }) => key)).toContain('topic 2026-03#npm');
    expect(forth[0]?.counts).not.toHaveProperty('received');
    const back = differences(after, before).flatMap(({ counts }) => Object.values(counts));
    expect(back.every((count) => count < 0)).toBe(true);
    expect(differences(nothing, before)).toHaveLength(5);
  });
});

describe('what is small', () => {
  test('is joined with what comes after it, and for a finished list with what stands before', () => {
    const months = [[5], [2], [0], [3], [9], [4]];
    expect(joinForward(months).map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 3],
      [4, 4],
    ]);
    expect(joinAll(months).map(({ from, to, cells }) => [from, to, ...cells])).toEqual([
      [0, 0, 5],
      [1, 3, 5],
      [4, 5, 13],
    ]);
    expect(joinAll([[2], [1]])).toEqual([]);
  });

  test('makes longer steps, of which the last has no end', () => {
    expect(runsOf([0, 3, 3, 0, 7, 1])).toEqual([
      { from: 1, to: 2, count: 6 },
      { from: 4, to: 5, count: 8 },
    ]);
    expect(runsOf([1, 2])).toEqual([]);
  });

  test('is told in fives where it changes from day to day', () => {
    expect([0, 4, 5, 9, 23].map(atLeast)).toEqual([0, 0, 5, 5, 20]);
  });
});

describe('a median', () => {
  const ladder = [1, 2, 3, 5];

  test.each([
    [
      [
        { from: 0, to: 0, count: 5 },
        { from: 1, to: 2, count: 5 },
      ],
      0.5,
      { days: 1 },
    ],
    [
      [
        { from: 0, to: 0, count: 5 },
        { from: 1, to: 2, count: 5 },
      ],
      0.9,
      { days: 3 },
    ],
    [
      [
        { from: 0, to: 1, count: 5 },
        { from: 3, to: 4, count: 6 },
      ],
      0.9,
      { days: 3, over: true },
    ],
    [[{ from: 0, to: 4, count: 8 }], 0.5, undefined],
    [[], 0.5, undefined],
  ])('of %j at %d is %j', (runs, share, expected) => {
    expect(percentile(runs, share, ladder)).toEqual(expected);
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\ta', "'\ta"],
  ['\ra', '"\'\ra"'],
  ['a,"b"', '"a,""b"""'],
  [7, '7'],
])('a cell that holds %j is written as %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});
