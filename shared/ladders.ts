import type { Measured } from './clocks.ts';

/** The clocks whose lengths are counted; keeping in touch is looked at in the single query alone. */
export const countedClocks = ['acknowledgement', 'acceptance', 'first-advice', 'follow-up'] as const;
export type CountedClock = (typeof countedClocks)[number];

const quick = [0.25, 0.5, 1, 1.5, 2, 3, 5, 10];

/**
 * The steps in which lengths are counted, each by its longest in days: working days for net time, days of 24 hours for
 * gross. What is longer than the last is on one more step. They are narrow around the targets, so that a median told as
 * «within so many days» is true and close.
 */
export const ladders: Readonly<Record<CountedClock, readonly number[]>> = {
  acknowledgement: quick,
  acceptance: quick,
  'first-advice': [0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 60],
  'follow-up': [0.5, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20],
};

/** Is this clock among those whose lengths are counted? */
export const isCounted = (kind: Measured['kind']): kind is CountedClock => kind !== 'keep-in-touch';

/** The step of a ladder on which a length lies, from 0. */
export function stepOf(clock: CountedClock, days: number): number {
  const step = ladders[clock].findIndex((longest) => days <= longest);
  return step < 0 ? ladders[clock].length : step;
}

/** How many steps a clock's ladder has, the one without end among them. */
export const stepsOf = (clock: CountedClock): number => ladders[clock].length + 1;
