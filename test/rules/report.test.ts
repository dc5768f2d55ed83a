import { describe, expect, test } from 'vitest';
import { answersOf, hundredthsOf, listCounters, stepCounter } from '../../shared/counters.ts';
import { monthsFrom, periodNamed } from '../../shared/periods.ts';
import { reportOf } from '../../shared/report.ts';
import { csvOf } from '../../shared/report-csv.ts';
import type { Months } from '../../shared/stretches.ts';
import { renderPage } from '../../web/page.tsx';
import { ResponseTimesPage } from '../../web/pages/response-times.tsx';
import { plainView } from './web-sample.ts';

type Extra = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A hub that answers forty questions a month, all in time but for what is said of single months. */
const busy = (until: string, extra: Extra = {}): Months =>
  monthsFrom('2026-01', until).map((month) => ({
    month,
    counts: {
      received: 40,
      [stepCounter('first-advice', 'w', 4)]: 40,
      [stepCounter('first-advice', 'g', 6)]: 40,
      [answersOf('hub')]: 40,
      [hundredthsOf('hub')]: 16_000,
      [answersOf('clearance')]: 40,
      [hundredthsOf('clearance')]: 4000,
      ...extra[month],
    },
  }));

const late = (count: number) => ({
  [stepCounter('first-advice', 'w', 4)]: 40 - count,
  [stepCounter('first-advice', 'l', 12)]: count,
});
const oneLate: Extra = { '2026-04': late(1) };

const shown = (months: Months, name: string): string => {
  const period = periodNamed(name);
  const data = { report: reportOf(months, period), before: reportOf([], period), periods: [name], stale: false };
  return renderPage(ResponseTimesPage, data, { ...plainView, locale: 'en' });
};

describe('one late answer of a busy hub', () => {
  test('hides neither how many questions came and were answered, nor how long it took with all days', () => {
    const advice = { done: 120, from: '2026-04', to: '2026-06', medianGross: expect.anything() };
    expect(reportOf(busy('2026-09', oneLate), periodNamed('2026-Q2'))).toMatchObject({
      received: { count: 120 },
      clocks: { 'first-advice': advice },
    });
  });

  test('leaves the share to be told as nine in ten or more, and says why not closer', () => {
    const report = reportOf(busy('2026-09', oneLate), periodNamed('2026-Q2'));
    const unjudged = { from: '2026-04', to: '2026-06', done: 120, nearlyAll: 'within' };
    expect(report.clocks['first-advice']).toMatchObject({ unjudged });
    expect(report.clocks['first-advice']).not.toHaveProperty('judged');
    const page = shown(busy('2026-09', oneLate), '2026-Q2');
    expect(page).toContain(
      'Of 120 first answers (April 2026 to June 2026), nine in ten or more came within their target',
    );
    expect(page).toContain('because too few came late');
    expect(page).not.toContain('ewer than 5 answers');
    expect(csvOf({ report })).toContain('first-advice,percent-within-target-at-least,2026-04,2026-06,90\r\n');
    expect(csvOf({ report })).not.toContain('within-target,');
  });

  test('changes nothing of what was told of the months before, then or later', () => {
    const judged = { from: '2026-01', to: '2026-03', done: 120, within: 120 };
    for (const until of ['2026-03', '2026-04', '2026-09'])
      expect(reportOf(busy(until, oneLate), periodNamed('2026-Q1')).clocks['first-advice']).toMatchObject({ judged });
  });

  test('is told with the months until there are six', () => {
    const months = busy('2026-09', { ...oneLate, '2026-07': late(5) });
    const judged = { from: '2026-04', to: '2026-09', done: 240, within: 234 };
    expect(reportOf(months, periodNamed('2026-Q3')).clocks['first-advice']).toMatchObject({ judged });
    expect(reportOf(months, periodNamed('2026-Q2'))).toEqual(
      reportOf(busy('2026-09', oneLate), periodNamed('2026-Q2')),
    );
  });

  test('is not said of few answers to be few, for then either part could be', () => {
    const few = (count: number) => ({
      [stepCounter('first-advice', 'w', 4)]: count,
      [stepCounter('first-advice', 'l', 9)]: 1,
    });
    const months = busy('2026-03', { '2026-01': few(10), '2026-02': few(10), '2026-03': few(10) });
    expect(reportOf(months, periodNamed('2026-Q1')).clocks['first-advice']?.unjudged).toEqual({
      ...{ from: '2026-01', to: '2026-03', done: 33 },
    });
    expect(shown(months, '2026-Q1')).toContain('too few came within it or too few came late');
  });
});

describe('a pause for the asker in few answers', () => {
  const paused: Extra = { '2026-05': { [answersOf('asker')]: 2, [hundredthsOf('asker')]: 900 } };

  test('hides the asker’s time alone', () => {
    const { owners } = reportOf(busy('2026-06', paused), periodNamed('2026-Q2'));
    expect(owners).toMatchObject({ hub: { days: 4 }, clearance: { days: 1 }, asker: { to: '2026-04' } });
    const { owners: alone } = reportOf(
      busy('2026-06', { ...paused, '2026-04': paused['2026-05'] ?? {} }),
      periodNamed('2026-Q2'),
    );
    expect(Object.keys(alone)).toEqual(['hub', 'clearance']);
    expect(shown(busy('2026-06', { ...paused, '2026-04': paused['2026-05'] ?? {} }), '2026-Q2')).toContain(
      'On average a first answer took the hub 4 working days.',
    );
  });
});

describe('reasons and replies', () => {
  const feedback = (...counts: number[]) =>
    Object.fromEntries(
      (['feedback-answered', 'feedback-clear', 'feedback-in-time'] as const).flatMap((list) =>
        listCounters(list).map((counter, place) => [counter, counts[place] ?? 0]),
      ),
    );

  test('that are few are told together with those beside them, at the end of the quarter', () => {
    const { lists } = reportOf(
      busy('2026-06', { '2026-05': feedback(20, 4, 2), '2026-06': feedback(9, 1, 0) }),
      periodNamed('2026-Q2'),
    );
    expect(lists['feedback-clear']).toEqual({
      ...{ from: '2026-04', to: '2026-06' },
      lines: [
        { from: 0, to: 0, count: 29 },
        { from: 1, to: 2, count: 7 },
      ],
    });
    expect(shown(busy('2026-06', { '2026-05': feedback(29, 5, 2) }), '2026-Q2')).toContain('Partly or No');
  });

  test('are held back, and said to be, when a quarter would tell no more than their number; never beyond the year', () => {
    const small: Extra = { '2026-04': feedback(8, 2, 1) };
    const report = reportOf(busy('2026-06', small), periodNamed('2026-Q2'));
    expect(report.heldBack).toEqual(['feedback-answered', 'feedback-clear', 'feedback-in-time']);
    expect(report.lists).toEqual({});
    expect(shown(busy('2026-06', small), '2026-Q2')).toContain('Not told yet of this period: What askers said.');
    expect(reportOf(busy('2026-12', small), periodNamed('2026')).lists['feedback-clear']).toMatchObject({
      lines: [{ from: 0, to: 2, count: 11 }],
    });
  });

  test('that were one line in a quarter are one line in its year', () => {
    const months = busy('2026-12', {
      '2026-02': feedback(9, 3, 3),
      '2026-05': feedback(9, 7, 8),
      '2026-08': feedback(9, 9, 9),
    });
    expect(reportOf(months, periodNamed('2026')).lists['feedback-clear']?.lines).toEqual([
      { from: 0, to: 0, count: 27 },
      { from: 1, to: 2, count: 39 },
    ]);
    expect(reportOf(months, periodNamed('2026-Q3')).lists['feedback-clear']?.lines).toHaveLength(3);
  });
});
