import { type Calendar, dateOn, workingDayLength, workingTimeBetween } from '../../shared/calendar.ts';
import { clockState, pausedSince } from '../../shared/clock.ts';
import { intervalsOf, whyThisDate } from '../../shared/intervals.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { day, later } from '../../shared/moments.ts';
import { isEnded, type SentQuery } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TimelineEvent } from '../../web/parts/timeline.tsx';

const hour = 3_600_000;

/** Working time as days and hours of work. */
function workOf(milliseconds: number, calendar: Calendar): { days: number; hours: number } {
  const length = workingDayLength(calendar) / hour;
  const hours = Math.round(milliseconds / hour);
  const days = Math.floor(hours / length);
  return { days, hours: Math.round(hours - days * length) };
}

/** The clock of a query with all that makes it read as it does; `set` are the settings that it was set by. */
export function clockCardOf({ clock }: SentQuery, set: Settings, now: string) {
  const { calendar } = set;
  const { kind, startedAt, dueAt, originalDueAt, stoppedAt } = clock;
  const since = pausedSince(clock);
  const intervals = intervalsOf(clock, set, now);
  const sum = (wanted: 'running' | 'paused') =>
    intervals.filter((one) => one.kind === wanted).reduce((total, one) => total + one.netWorkingMilliseconds, 0);
  const latest = dateOn(dueAt, calendar) > dateOn(now, calendar) ? dueAt : now;
  return {
    ...{ kind, startedAt, dueAt },
    state: clockState(clock, now, calendar),
    ...(stoppedAt ? { stoppedAt } : {}),
    ...(since ? { pausedSince: since } : {}),
    ...(clock.extensions.length > 0 ? { originalDueAt } : {}),
    why: whyThisDate(clock, set),
    intervals: intervals.map(({ from, to, kind: what, netWorkingMilliseconds }) => ({
      ...{ from, to, kind: what },
      work: workOf(netWorkingMilliseconds, calendar),
    })),
    ran: workOf(sum('running'), calendar),
    waited: workOf(sum('paused'), calendar),
    ...(stoppedAt || since ? {} : leftOf(dueAt, calendar, now)),
    /** The first day that a later date can be. */
    laterFrom: later(dateOn(latest, calendar), day).slice(0, 10),
  };
}

/** How much working time is left until it is due; nothing when it is late. */
const leftOf = (dueAt: string, calendar: Calendar, now: string) =>
  now < dueAt ? { left: workOf(workingTimeBetween(now, dueAt, calendar), calendar) } : {};

/** What a query waits for, and how it stands with those who are asked: offer, clearance, referral, erasure. */
export function standingOf(query: SentQuery, names: ReadonlyMap<string, string>) {
  const { pause, referral } = query;
  const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
  return {
    ...(pause ? { pause } : {}),
    ...(referral ? { referral } : {}),
    ...(query.status === 'offered' ? { offerExpiresAt: query.offer.expiresAt } : {}),
    ...(clearer
      ? {
          clearer: {
            name: names.get(clearer.expertId) ?? '',
            status: clearer.status,
            at: clearer.status === 'asked' ? clearer.expiresAt : clearer.startedAt,
          },
        }
      : {}),
    ...(isEnded(query) ? { kept: { erasure: query.erasure, eraseAt: query.eraseAt } } : {}),
  };
}

/** An entry of the ledger as the timeline shows it to the secretariat. */
export function eventOf(entry: LedgerEntry, names: ReadonlyMap<string, string>): TimelineEvent {
  const { queryId: _1, sequence: _2, previousHash: _3, hash: _4, actor, ...event } = entry;
  const concerns = 'expertId' in event.details ? names.get(event.details.expertId) : undefined;
  const actorName = names.get(actor.id);
  return {
    ...event,
    actorRole: actor.role,
    ...(actorName ? { actorName } : {}),
    ...(concerns ? { expertName: concerns } : {}),
  };
}
