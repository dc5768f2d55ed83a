import * as z from 'zod';
import { addWorkingTime, type Calendar, dateOn, endOfWorkingDay, workingTimeBetween } from './calendar.ts';
import { Moment } from './fields.ts';
import type { LedgerEntry } from './ledger.ts';

const hour = 3_600_000;

/** The times the hub promises, in working days or working hours (design: life of a query, clocks). */
export const targets = {
  firstAdviceWorkingDays: { standard: 10, urgent: 2 },
  offerWorkingDays: 2,
  urgentOfferWorkingHours: 4,
} as const;

/** When the first advice is due, with the moments at which its state changes; `stoppedAt` once it was given. */
export const Clock = z.strictObject({
  startedAt: Moment,
  atRiskAt: Moment,
  dueAt: Moment,
  longOverdueAt: Moment,
  stoppedAt: Moment.optional(),
});
export type Clock = z.infer<typeof Clock>;

/** How a clock reads at a moment; `met` and `missed` are final. */
export type ClockState = 'on-track' | 'at-risk' | 'due-today' | 'overdue' | 'long-overdue' | 'met' | 'missed';

/** The first-advice clock of a question received at `startedAt`: at risk after 75 % of its working time, long overdue at twice. */
export function firstAdviceClock(startedAt: string, urgent: boolean, calendar: Calendar): Clock {
  const days = targets.firstAdviceWorkingDays[urgent ? 'urgent' : 'standard'];
  const dueAt = endOfWorkingDay(startedAt, days, calendar);
  return {
    startedAt,
    atRiskAt: addWorkingTime(startedAt, workingTimeBetween(startedAt, dueAt, calendar) * 0.75, calendar),
    dueAt,
    longOverdueAt: endOfWorkingDay(startedAt, days * 2, calendar),
  };
}

/** The same clock read from the ledger alone; what a query caches must equal this. Undefined before sending. */
export function firstAdviceFromLedger(entries: readonly LedgerEntry[], calendar: Calendar): Clock | undefined {
  const received = entries.find((entry) => entry.code === 'submitted' || entry.code === 'held');
  if (!received) return undefined;
  const urgent = entries.some((entry) => entry.code === 'urgency-granted');
  const answered = entries.find((entry) => entry.code === 'answered');
  const clock = firstAdviceClock(received.at, urgent, calendar);
  return answered ? { ...clock, stoppedAt: answered.at } : clock;
}

/** How the clock reads at `now`. */
export function clockState(clock: Clock, now: string, calendar: Calendar): ClockState {
  if (clock.stoppedAt) return clock.stoppedAt <= clock.dueAt ? 'met' : 'missed';
  if (now > clock.longOverdueAt) return 'long-overdue';
  if (now > clock.dueAt) return 'overdue';
  if (dateOn(now, calendar) === dateOn(clock.dueAt, calendar)) return 'due-today';
  return now >= clock.atRiskAt ? 'at-risk' : 'on-track';
}

/** When an offer made at `offeredAt` lapses: two working days, four working hours when urgent. */
export function offerExpiry(offeredAt: string, urgent: boolean, calendar: Calendar): string {
  return urgent
    ? addWorkingTime(offeredAt, targets.urgentOfferWorkingHours * hour, calendar)
    : endOfWorkingDay(offeredAt, targets.offerWorkingDays, calendar);
}
