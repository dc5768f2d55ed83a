import * as PlainDate from 'temporal-polyfill/fns/PlainDate';

// Temporal's functions rather than its classes: of those, all would be in every bundle, and read at every start.

/** A calendar date, `2026-12-02`, as Temporal's functions take it; throws RangeError when there is no such day. */
export function plainDate(date: string): PlainDate.Record {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return PlainDate.create(year, month, day);
}

/** The ISO weekday of a date: Monday 1 to Sunday 7. */
export const weekdayOf = (date: string): number => PlainDate.dayOfWeek(plainDate(date));

/** The date so many years before; of a leap day in a year without one, the 28 February. */
export const yearsBefore = (date: string, years: number): string =>
  PlainDate.toString(PlainDate.subtractYears(plainDate(date), years));
