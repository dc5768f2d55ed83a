import { describe, expect, test } from 'vitest';
import { genevaCalendar } from '../../shared/calendar.ts';
import { Clock, clockOf, clockState, hastened, paused, resumed, started, stopped } from '../../shared/clock.ts';
import { type Settings, shippedSettings } from '../../shared/settings.ts';
import { answeringClock, factsFrom } from './answering-clock.ts';
import { stories, tuesday } from './clock-stories.ts';
import { type Line, ledgerOf, until } from './ledgers.ts';

const written = (at: string) => `${at}:00.000Z`;

/** What a story comes to when it is read in the summer after, or earlier. */
function readAt(lines: readonly Line[], history: readonly Settings[] = [shippedSettings], now = '2026-07-01T08:00') {
  const clock = answeringClock(ledgerOf(lines), history, written(now));
  if (!clock) throw new Error('it was sent');
  expect(Clock.parse(clock)).toEqual(clock);
  return clock;
}

describe('when an answer is due', () => {
  test.each(stories)('$story', ({ lines, due, original }) => {
    const { dueAt, originalDueAt } = readAt(lines);
    expect({ dueAt, originalDueAt }).toEqual({ dueAt: written(due), originalDueAt: written(original ?? due) });
  });

  test('nothing is due before a question is sent', () => {
    expect(answeringClock(ledgerOf([['2026-03-03T08:00', 'drafted']]), [shippedSettings], tuesday[0])).toBeUndefined();
  });

  test.each([
    ['on a Saturday', '2026-02-28T12:00', '2026-03-11T12:30:00.000Z', '2026-03-27T17:00:00.000Z'],
    ['on Good Friday', '2026-04-03T08:00', '2026-04-16T11:30:00.000Z', '2026-05-04T16:00:00.000Z'],
    ['at 17:59', '2026-03-03T16:59', '2026-03-13T12:29:45.000Z', '2026-04-01T16:00:00.000Z'],
    ['at 18:01', '2026-03-03T17:01', '2026-03-13T12:30:00.000Z', '2026-03-31T16:00:00.000Z'],
  ])('received %s it is at risk after three quarters of the time, long overdue after twice', (_, at, risk, long) => {
    expect(readAt([[at, 'submitted']])).toMatchObject({ atRiskAt: risk, longOverdueAt: long });
  });

  test('with a later date, three quarters and twice are of the time until then', () => {
    const lines: Line[] = [tuesday, ['2026-03-20T10:00', 'extended', until('2026-04-04')]];
    expect(readAt(lines)).toMatchObject({
      atRiskAt: '2026-03-26T17:00:00.000Z',
      longOverdueAt: '2026-05-11T16:00:00.000Z',
    });
  });
});

describe('what the secretariat changes', () => {
  const since = '2026-03-09T06:00:00.000Z';
  const targets = { ...shippedSettings.targets, firstAdvice: { standard: 5, urgent: 1 } };
  const shorter: Settings[] = [shippedSettings, { ...shippedSettings, version: 2, since, targets }];
  const calendar = { ...genevaCalendar, version: 2, holidays: [...genevaCalendar.holidays, '2026-03-12'] };
  const dayOff: Settings[] = [shippedSettings, { ...shippedSettings, version: 2, since, calendar }];
  const pausedADay: Line[] = [tuesday, ['2026-03-05T08:00', 'paused'], ['2026-03-06T08:00', 'resumed']];

  test.each([
    ['a target changes', shorter, pausedADay, '2026-03-11T17:00', 2],
    [
      'a target changes after the answer',
      shorter,
      [...pausedADay, ['2026-03-06T12:00', 'answered']],
      '2026-03-18T17:00',
      1,
    ],
    [
      'a target changes before the answer',
      shorter,
      [...pausedADay, ['2026-03-10T12:00', 'answered']],
      '2026-03-11T17:00',
      2,
    ],
    ['a day off is added', dayOff, [tuesday], '2026-03-18T17:00', 2],
    ['a day off is added after the answer', dayOff, [tuesday, ['2026-03-06T12:00', 'answered']], '2026-03-17T17:00', 1],
    [
      'a day off is added after it was withdrawn',
      dayOff,
      [tuesday, ['2026-03-06T12:00', 'withdrawn']],
      '2026-03-17T17:00',
      1,
    ],
  ] as [string, Settings[], Line[], string, number][])(
    '%s: what runs is computed anew with its pauses, what stopped keeps its date',
    (_, history, lines, due, settings) => {
      expect(readAt(lines, history)).toMatchObject({ dueAt: written(due), settings });
    },
  );

  test('before a change is in force, nothing has changed', () => {
    expect(readAt([tuesday], dayOff, '2026-03-09T05:59')).toMatchObject({
      dueAt: '2026-03-17T17:00:00.000Z',
      settings: 1,
    });
  });
});

describe('how a clock reads', () => {
  const stateAt = (lines: readonly Line[], now: string) => clockState(readAt(lines), now, genevaCalendar);

  test.each([
    ['2026-03-03T08:00:00.000Z', 'on-track'],
    ['2026-03-13T10:14:59.999Z', 'on-track'],
    ['2026-03-13T10:15:00.000Z', 'at-risk'],
    ['2026-03-13T10:15:00.001Z', 'at-risk'],
    ['2026-03-16T22:59:59.999Z', 'at-risk'],
    ['2026-03-16T23:00:00.000Z', 'due-today'],
    ['2026-03-17T16:59:59.999Z', 'due-today'],
    ['2026-03-17T17:00:00.000Z', 'due-today'],
    ['2026-03-17T17:00:00.001Z', 'overdue'],
    ['2026-04-01T15:59:59.999Z', 'overdue'],
    ['2026-04-01T16:00:00.000Z', 'overdue'],
    ['2026-04-01T16:00:00.001Z', 'long-overdue'],
  ])('at %s it reads %s', (now, state) => {
    expect(stateAt([tuesday], now)).toBe(state);
  });

  test('while the asker is waited for it is never late, however long', () => {
    const waiting: Line[] = [tuesday, ['2026-03-17T16:59', 'information-asked']];
    for (const now of ['2026-03-17T16:59:00.000Z', '2026-03-17T17:00:00.001Z', '2026-12-01T08:00:00.000Z'])
      expect(stateAt(waiting, now)).toBe('paused');
    expect(stateAt([...waiting, ['2026-06-01T16:00', 'information-given']], '2026-06-02T07:00:00.000Z')).toBe(
      'due-today',
    );
  });

  test.each([
    ['2026-03-17T17:00:00.000Z', 'met'],
    ['2026-03-17T17:00:00.001Z', 'missed'],
  ])('answered at %s it has %s its date, for good', (at, state) => {
    const clock = clockOf(stopped(readAt([tuesday]), at), shippedSettings);
    for (const now of [tuesday[0], '2026-12-01T08:00:00.000Z'])
      expect(clockState(clock, now, genevaCalendar)).toBe(state);
  });
});

describe('what is done to a clock that a query keeps', () => {
  const asked = { requestKind: 'question', urgent: false } as const;
  const facts = started('first-advice', '2026-03-03T08:00:00.000Z', asked);
  const [first, second] = ['2026-03-04T08:00:00.000Z', '2026-03-05T08:00:00.000Z'];

  test('to pause twice, or to resume what runs, changes nothing; the end ends the pause', () => {
    expect(paused(paused(facts, first, 'reply'), second, 'wish').pauses).toEqual([{ from: first }]);
    expect(resumed(facts, first)).toBe(facts);
    expect(stopped(paused(facts, first, 'reply'), second)).toMatchObject({
      pauses: [{ from: first, to: second }],
      stoppedAt: second,
    });
  });

  test('they come to the same as the ledger', () => {
    const story: Line[] = [tuesday, ['2026-03-04T08:00', 'information-asked'], ['2026-03-05T08:00', 'answered']];
    expect(factsFrom(ledgerOf(story))).toEqual(stopped(paused(facts, first, 'reply'), second));
  });

  test('what has stopped stays as it was', () => {
    const answered = stopped(facts, first);
    for (const change of [resumed, stopped, hastened]) expect(change(answered, second)).toBe(answered);
    for (const why of ['reply', 'wish'] as const) expect(paused(answered, second, why)).toBe(answered);
  });
});
