import { workingTimeBetween } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import type { SentQuery } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import type { QueueCard } from '../../web/parts/queue-cards.tsx';

const workingDay = 9 * 3_600_000;

/** A query as an expert's lists show it: no State, no text; `url` is where its reader goes with it. */
export function cardOf(
  query: SentQuery,
  url: string,
  now: string,
  { calendar }: Settings,
  expiresAt?: string,
): QueueCard {
  const { id, reference, topic, language, clock } = query;
  return {
    ...{ id, reference, topic, language, url },
    dueAt: clock.dueAt,
    clock: clockState(clock, now, calendar),
    workingDaysLeft: Math.ceil(workingTimeBetween(now, clock.dueAt, calendar) / workingDay),
    ...(expiresAt ? { expiresAt } : {}),
  };
}
