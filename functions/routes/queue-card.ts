import { workingDaysLeft } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import type { SentQuery } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import type { QueueCard } from '../../web/parts/queue-cards.tsx';

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
    workingDaysLeft: workingDaysLeft(now, clock.dueAt, calendar),
    ...(expiresAt ? { expiresAt } : {}),
  };
}
