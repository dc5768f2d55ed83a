import { groupsOf } from '../../shared/breakdown.ts';
import type { Counts } from '../../shared/contribution.ts';
import {
  answersOf,
  countersOverAll,
  endedAfter,
  hundredthsOf,
  listCounters,
  stepCounter,
} from '../../shared/counters.ts';
import { monthsFrom, periodNamed } from '../../shared/periods.ts';
import { reportOf } from '../../shared/report.ts';
import { ResponseTimesPage } from '../../web/pages/response-times.tsx';
import { as, now, type Sample, sample } from './web-sample.ts';

/** A month of a hub that is asked a good deal; every third month is slower. */
function monthOf(place: number): Counts {
  const slow = place % 3 === 2 ? 1 : 0;
  const counts: Record<string, number> = { received: 24 + place, reopened: 6 };
  for (const clock of ['acknowledgement', 'acceptance', 'first-advice', 'follow-up'] as const)
    for (const [part, step, count] of [
      ['w', 2, 7],
      ['w', 5 + slow, 9],
      ['l', 8, 5 + slow],
      ['g', 3, 7],
      ['g', 6, 9],
      ['g', 8, 5 + slow],
    ] as const)
      counts[stepCounter(clock, part, step)] = count;
  for (const owner of ['hub', 'asker', 'clearance'] as const) {
    counts[hundredthsOf(owner)] = { hub: 9000, asker: 3100, clearance: 2300 }[owner];
    counts[answersOf(owner)] = 21;
  }
  for (const list of [
    'declined',
    'recused',
    'not-advised',
    'feedback-answered',
    'feedback-clear',
    'feedback-in-time',
  ] as const)
    for (const [index, counter] of listCounters(list).entries()) counts[counter] = 5 + index;
  counts[endedAfter(0)] = 8;
  counts[endedAfter(1)] = 9;
  return counts;
}

const noughts = Object.fromEntries(countersOverAll.map((counter) => [counter, 0]));
const months = monthsFrom('2025-01', '2026-10').map((month, place) => ({
  month,
  counts: { ...noughts, ...monthOf(place) },
}));
const periods = ['2026', '2026-Q3', '2026-Q2', '2026-Q1', '2025', '2025-Q4'];
const year = reportOf(months, periodNamed('2026'));
const [before, quarter] = [reportOf(months, periodNamed('2025')), reportOf(months, periodNamed('2026-Q3'))];
const groups = groupsOf(
  ['africa', 'asia-pacific', 'eastern-europe', 'latin-america', 'western'].map((value, place) => ({
    value,
    counts: { received: place === 1 ? 2 : 30, aw1: place === 1 ? 1 : 20, al1: 6 },
  })),
);
/** A busy hub of whose answers one came late, and whose askers say little. */
const oneLate = months.map(({ month, counts }) => ({
  month,
  counts: {
    ...noughts,
    received: counts.received ?? 0,
    [stepCounter('first-advice', 'w', 4)]: month === '2026-08' ? 29 : 30,
    [stepCounter('first-advice', 'l', 9)]: month === '2026-08' ? 1 : 0,
    [stepCounter('first-advice', 'g', 6)]: 30,
    [answersOf('hub')]: 30,
    [hundredthsOf('hub')]: 12_000,
    [answersOf('asker')]: month === '2026-07' ? 2 : 0,
    ...Object.fromEntries(listCounters('declined').map((counter, place) => [counter, place === 1 ? 9 : 1])),
    ...Object.fromEntries(listCounters('feedback-clear').map((counter, place) => [counter, place === 0 ? 2 : 0])),
  },
}));
const view = as('secretariat', '/response-times');
const counted = { countedUntil: now, stale: false };

/** The figures as the secretariat sees them: much, little, nothing, and out of date. */
export const reportSamples: readonly Sample[] = [
  sample('response-times', ResponseTimesPage, { report: year, before, periods, ...counted }, view),
  sample(
    'response-times-by-region',
    ResponseTimesPage,
    {
      report: before,
      before: reportOf([], periodNamed('2024')),
      periods,
      by: 'region',
      breakdown: { groups, of: { from: '2025-01', to: '2025-12' } },
      ...counted,
    },
    view,
  ),
  sample(
    'response-times-not-broken-down',
    ResponseTimesPage,
    { report: quarter, before: year, periods, by: 'topic', ...counted },
    view,
  ),
  sample(
    'response-times-empty',
    ResponseTimesPage,
    {
      report: reportOf([], periodNamed('2026')),
      before: reportOf([], periodNamed('2025')),
      periods: ['2026'],
      stale: false,
    },
    view,
  ),
  ...(['2026', '2026-Q3'] as const).map((name) =>
    sample(
      `response-times-one-late-${name}`,
      ResponseTimesPage,
      {
        report: reportOf(oneLate, periodNamed(name)),
        before: reportOf(oneLate, periodNamed('2025')),
        periods,
        ...counted,
      },
      view,
    ),
  ),
  sample(
    'response-times-stale',
    ResponseTimesPage,
    { report: quarter, before, periods, countedUntil: '2026-11-01T10:00:00.000Z', stale: true },
    view,
  ),
];
