import type { Calendar } from './calendar.ts';
import { type ClockFacts, clockOf } from './clock.ts';
import type { LedgerEvent } from './events.ts';
import { canonical } from './ledger.ts';
import { weekdayOf } from './plain-date.ts';
import { isOpen, isSent, type Query } from './query.ts';
import { Refused } from './refused.ts';
import type { RegistryChange } from './registry.ts';
import type { Settings } from './settings.ts';

type Part = Extract<LedgerEvent, { code: 'settings-changed' }>['details']['part'];
type Parts = {
  calendar: Pick<Settings, 'calendar'>;
  targets: Pick<Settings, 'targets'>;
  topics: Pick<Settings, 'manualTopics'>;
  head: Pick<Settings, 'headId'>;
};

/** The settings with one part set anew: the next version, in force from now on. */
export function settingsWith<One extends Part>(before: Settings, _part: One, set: Parts[One], now: string): Settings {
  const { headId, ...rest } = { ...before, ...set, version: before.version + 1, since: now };
  return { ...rest, ...(headId ? { headId } : {}) };
}

/** What settings say, whichever version they are. */
const saidBy = ({ version: _1, since: _2, calendar, ...rest }: Settings) => ({
  ...rest,
  calendar: { ...calendar, version: 0 },
});

/** Do clocks run alike by both? Calendar and targets alone make a difference to them. */
export const runsAlike = (one: Settings, other: Settings): boolean => clockwork(one) === clockwork(other);

const clockwork = (settings: Settings): string => {
  const { calendar, targets } = saidBy(settings);
  return canonical({ calendar, targets });
};

/** The secretariat sets one part anew; to set what is set already is refused, so that no version says nothing. */
export function changeSettings<One extends Part>(
  before: Settings,
  part: One,
  set: Parts[One],
  now: string,
): RegistryChange {
  const subject = settingsWith(before, part, set, now);
  if (canonical(saidBy(subject)) === canonical(saidBy(before))) throw new Refused('not-possible-now');
  const event: LedgerEvent = { code: 'settings-changed', details: { part, settings: subject.version } };
  return { kind: 'settings', subject, isNew: false, event };
}

/** Holidays that fall on a day off: they change nothing, and are most often a slip of the hand. */
export const idleHolidays = ({ holidays, weekend }: Calendar): string[] =>
  holidays.filter((day) => weekend.includes(weekdayOf(day)));

/** A query whose date moves when other settings come into force. */
export type Moved = { id: string; reference: string; dueAt: string; newDueAt: string };

/** Does the date of this query move? What has been answered keeps its own. */
export function movedBy(query: Query, settings: Settings): Moved | undefined {
  if (!isSent(query) || !isOpen(query) || query.clock.stoppedAt) return undefined;
  const { id, reference, clock } = query;
  const facts: ClockFacts = clock;
  const { dueAt: newDueAt } = clockOf(facts, settings);
  return newDueAt === clock.dueAt ? undefined : { id, reference, dueAt: clock.dueAt, newDueAt };
}
