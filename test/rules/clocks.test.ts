import { describe, expect, test } from 'vitest';
import { clocksOf, type Measured } from '../../shared/clocks.ts';
import { intervalsOf, whyThisDate } from '../../shared/intervals.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { answeringClock } from './answering-clock.ts';
import { tuesday } from './clock-stories.ts';
import { type Line, ledgerOf, until } from './ledgers.ts';
import { idOf } from './worlds.ts';

const written = (at: string) => `${at}:00.000Z`;
const now = '2026-07-01T08:00:00.000Z';
const minute = 60_000;
const hours = (count: number) => count * 60 * minute;

/** The clocks of a kind, as figures count them, in hours. */
function figures(lines: readonly Line[], which: Measured['kind'], at = now) {
  return clocksOf(ledgerOf(lines), [shippedSettings], at)
    .filter(({ kind }) => kind === which)
    .map(({ outcome, originalDueAt, netMilliseconds, grossMilliseconds, pausedMilliseconds, withinTarget }) => [
      outcome,
      originalDueAt.slice(0, 16),
      ...[netMilliseconds, grossMilliseconds, pausedMilliseconds].map((time) => time / hours(1)),
      withinTarget,
    ]);
}

const [anna, bela] = [{ expertId: idOf(5) }, { expertId: idOf(6) }];
// Tuesday to Thursday of the week after, worked out by hand; Geneva is open from 08:00 to 17:00 UTC.
const life: Line[] = [
  tuesday,
  ['2026-03-03T08:30', 'offered', anna],
  ['2026-03-03T14:00', 'declined'],
  ['2026-03-03T14:30', 'offered', bela],
  ['2026-03-04T09:00', 'accepted'],
  ['2026-03-05T09:00', 'information-asked'],
  ['2026-03-09T09:00', 'information-given'],
  ['2026-03-12T15:00', 'answered'],
];

describe('the clocks of a ledger, for the figures', () => {
  test('first advice: net of the pause, in all, and by the date that the pause moved', () => {
    expect(figures(life, 'first-advice')).toEqual([['done', '2026-03-19T17:00', 52, 223, 18, true]]);
  });

  test('acknowledgement ends with the acceptance', () => {
    expect(figures(life, 'acknowledgement')).toEqual([['done', '2026-03-05T17:00', 10, 25, 0, true]]);
  });

  test('each offer is a clock of its own; one that was declined is not done', () => {
    expect(figures(life, 'acceptance')).toEqual([
      ['ended', '2026-03-05T17:00', 5.5, 5.5, 0, undefined],
      ['done', '2026-03-05T17:00', 3.5, 18.5, 0, true],
    ]);
  });

  test('the asker hears something: from the receipt to the acceptance, to the question, to the answer', () => {
    expect(figures(life, 'keep-in-touch')).toEqual([
      ['done', '2026-03-17T17:00', 10, 25, 0, true],
      ['done', '2026-03-18T17:00', 9, 24, 0, true],
      ['done', '2026-03-23T17:00', 33, 174, 18, true],
    ]);
  });

  test('a later date does not flatter the figures', () => {
    const lines: Line[] = [
      tuesday,
      ['2026-03-16T10:00', 'extended', until('2026-03-24')],
      ['2026-03-18T08:00', 'answered'],
    ];
    expect(figures(lines, 'first-advice')).toEqual([['done', '2026-03-17T17:00', 99, 360, 0, false]]);
  });

  test('what was withdrawn during a pause has ended, neither within its target nor without', () => {
    const lines: Line[] = [tuesday, ['2026-03-05T08:00', 'information-asked'], ['2026-03-06T12:00', 'withdrawn']];
    expect(figures(lines, 'first-advice')).toEqual([['ended', '2026-03-19T17:00', 18, 76, 13, undefined]]);
  });

  test('what still runs is counted until now', () => {
    expect(figures([tuesday], 'first-advice', written('2026-03-04T08:30'))).toEqual([
      ['running', '2026-03-17T17:00', 9.5, 24.5, 0, undefined],
    ]);
  });

  test('across the change to summer time and to winter time an hour is an hour', () => {
    const spring: Line[] = [
      ['2026-03-23T08:00', 'submitted'],
      ['2026-03-27T16:00', 'information-asked'],
      ['2026-03-30T08:00', 'information-given'],
      ['2026-03-30T16:00', 'answered'],
    ];
    expect(figures(spring, 'first-advice')).toEqual([['done', '2026-04-09T16:00', 52, 176, 2, true]]);
    const autumn: Line[] = [
      ['2026-10-19T07:00', 'submitted'],
      ['2026-10-23T15:00', 'information-asked'],
      ['2026-10-26T09:00', 'information-given'],
      ['2026-10-26T17:00', 'answered'],
    ];
    expect(figures(autumn, 'first-advice')).toEqual([['done', '2026-11-03T17:00', 52, 178, 2, true]]);
  });

  test('urgency: the acknowledgement has a day, an offer made after it four working hours, one made before keeps its time', () => {
    const lines: Line[] = [
      ...[tuesday, ['2026-03-03T09:00', 'offered', anna] as const, ['2026-03-03T10:00', 'urgency-granted'] as const],
      ['2026-03-03T15:00', 'offered', bela],
    ];
    const due = (kind: Measured['kind']) => figures(lines, kind).map(([, originalDueAt]) => originalDueAt);
    expect(due('acknowledgement')).toEqual(['2026-03-04T17:00']);
    expect(due('acceptance')).toEqual(['2026-03-05T17:00', '2026-03-04T10:00']);
  });

  test('an offer runs while the asker is waited for; the acknowledgement does not', () => {
    const lines: Line[] = [tuesday, ['2026-03-03T09:00', 'offered', anna], ['2026-03-03T10:00', 'paused']];
    const now = written('2026-03-03T12:00');
    expect(figures(lines, 'acceptance', now)).toEqual([['running', '2026-03-05T17:00', 3, 3, 0, undefined]]);
    expect(figures(lines, 'acknowledgement', now)).toEqual([['running', '2026-03-05T17:00', 2, 4, 2, undefined]]);
  });

  test('an offer ends with a conflict of interest of that expert, and of no other', () => {
    const offered: Line[] = [tuesday, ['2026-03-03T09:00', 'offered', anna]];
    const found = (expert: object): Line => ['2026-03-03T10:00', 'conflict-found', { ...expert, conflict: 'declared' }];
    expect(figures([...offered, found(anna)], 'acceptance').map(([outcome]) => outcome)).toEqual(['ended']);
    expect(figures([...offered, found(bela)], 'acceptance').map(([outcome]) => outcome)).toEqual(['running']);
  });
});

describe('why this date', () => {
  const clockOf = (lines: readonly Line[]) => {
    const clock = answeringClock(ledgerOf(lines), [shippedSettings], now);
    if (!clock) throw new Error('it was sent');
    return clock;
  };
  const why = (lines: readonly Line[]) => whyThisDate(clockOf(lines), shippedSettings);

  test('10 working days from 3 March, paused 4 days', () => {
    expect(why([tuesday, ['2026-03-05T08:00', 'paused'], ['2026-03-11T08:00', 'resumed']])).toEqual({
      ...{ reason: 'question', workingDays: 10, startedOn: '2026-03-03', pausedDays: 4, wishedDays: 4 },
    });
  });

  test('the days that the asker wished it to wait, and those that it waited for their reply', () => {
    const lines: Line[] = [
      ...[tuesday, ['2026-03-05T08:00', 'paused'] as const, ['2026-03-06T08:00', 'resumed'] as const],
      ...[['2026-03-09T08:00', 'information-asked'] as const, ['2026-03-11T08:00', 'information-given'] as const],
    ];
    expect(why(lines)).toMatchObject({ pausedDays: 3, wishedDays: 1 });
    const later: Line[] = [tuesday, ['2026-03-04T10:00', 'extended', until('2026-03-24')], ...lines.slice(1)];
    expect(why(later)).toMatchObject({ pausedDaysSince: 3, wishedDaysSince: 1 });
  });

  test('by the settings that the clock was set by, whatever is set later', () => {
    const clock = clockOf([tuesday, ['2026-03-12T15:00', 'answered']]);
    const shorter = { ...shippedSettings.targets, firstAdvice: { standard: 5, urgent: 2 } };
    const set = { ...shippedSettings, version: 2, targets: shorter };
    expect(() => whyThisDate(clock, set)).toThrow('set by settings 1');
  });

  test('two hours of a pause that moved the date count as the day by which they moved it', () => {
    const lines: Line[] = [tuesday, ['2026-03-05T08:00', 'paused'], ['2026-03-05T10:00', 'resumed']];
    expect(clockOf(lines).dueAt).toBe('2026-03-18T17:00:00.000Z');
    expect(why(lines)).toMatchObject({ pausedDays: 1 });
  });

  test('a later date, with the days of the pause that came after it', () => {
    const lines: Line[] = [
      ...[tuesday, ['2026-03-04T10:00', 'extended', until('2026-03-24')] as const],
      ...[['2026-03-05T08:00', 'paused'] as const, ['2026-03-06T08:00', 'resumed'] as const],
    ];
    expect(why(lines)).toMatchObject({ pausedDays: 1, extendedTo: '2026-03-24', pausedDaysSince: 1 });
  });

  test.each([
    ['urgent', 2, [tuesday, ['2026-03-04T08:00', 'urgency-granted']]],
    ['document-review', 20, [['2026-03-03T08:00', 'held', { requestKind: 'document-review' }]]],
    ['follow-up', 5, [tuesday, ['2026-03-05T08:00', 'answered'], ['2026-03-06T08:00', 'follow-up-asked']]],
  ] as [string, number, Line[]][])('%s: %i working days', (reason, workingDays, lines) => {
    expect(why(lines)).toMatchObject({ reason, workingDays, pausedDays: 0 });
  });

  test('the intervals follow each other from the start to the end', () => {
    expect(intervalsOf(clockOf(life), shippedSettings, now)).toEqual([
      {
        from: written('2026-03-03T08:00'),
        to: written('2026-03-05T09:00'),
        kind: 'running',
        netWorkingMilliseconds: hours(19),
      },
      {
        from: written('2026-03-05T09:00'),
        to: written('2026-03-09T09:00'),
        kind: 'paused',
        netWorkingMilliseconds: hours(18),
      },
      {
        from: written('2026-03-09T09:00'),
        to: written('2026-03-12T15:00'),
        kind: 'running',
        netWorkingMilliseconds: hours(33),
      },
    ]);
  });

  test('a pause that is open lasts until now', () => {
    const waiting: Line[] = [tuesday, ['2026-03-03T10:00', 'information-asked']];
    expect(intervalsOf(clockOf(waiting), shippedSettings, written('2026-03-03T11:00')).at(-1)).toEqual({
      ...{ from: written('2026-03-03T10:00'), to: written('2026-03-03T11:00') },
      ...{ kind: 'paused', netWorkingMilliseconds: hours(1) },
    });
  });
});
