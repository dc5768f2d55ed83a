import * as z from 'zod';
import { workingTimeBetween } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import { isOpen, isSent, type SentQuery } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import { type QueueCard, type QueueData, QueuePage } from '../../web/pages/queue.tsx';
import { ok, route } from './route.ts';

const workingDay = 9 * 3_600_000;

function cardOf(query: SentQuery, url: string, now: string, { calendar }: Settings, expiresAt?: string): QueueCard {
  const { id, reference, topic, language, clock } = query;
  return {
    ...{ id, reference, topic, language, url },
    dueAt: clock.dueAt,
    clock: clockState(clock, now, calendar),
    workingDaysLeft: Math.ceil(workingTimeBetween(now, clock.dueAt, calendar) / workingDay),
    ...(expiresAt ? { expiresAt } : {}),
  };
}

/** GET /queue: what an expert is offered, works on, clears and has answered. */
export const queue = route({
  in: 'desk',
  method: 'GET',
  path: '/queue',
  summary: 'What you are offered, what you work on, what you clear, what you answered.',
  may: 'list-queue',
  input: z.strictObject({}),
  run: async ({ person, caller, now, queries, settings }) => {
    const reader = { caller, actions: ['consider', 'consider-clearance', 'read'], now } as const;
    const [{ queries: theirs }, set] = await Promise.all([queries.listByExpert(reader, person.id), settings.current()]);
    const cards: Record<keyof QueueData, QueueCard[]> = {
      ...{ toAccept: [], inProgress: [], toClear: [], inReview: [], answered: [] },
    };
    for (const query of theirs.filter(isSent)) {
      const { id } = query;
      const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
      if (query.status === 'offered')
        cards.toAccept.push(cardOf(query, `/queries/${id}/offer`, now, set, query.offer.expiresAt));
      else if (clearer?.expertId === person.id && clearer.status === 'asked')
        cards.toClear.push(cardOf(query, `/queries/${id}/clearance`, now, set, clearer.expiresAt));
      else if (clearer?.expertId === person.id) cards.toClear.push(cardOf(query, `/queries/${id}`, now, set));
      else if (query.status === 'in_review') cards.inReview.push(cardOf(query, `/queries/${id}`, now, set));
      else if (isOpen(query)) cards.inProgress.push(cardOf(query, `/queries/${id}`, now, set));
      else cards.answered.push(cardOf(query, `/queries/${id}`, now, set));
    }
    return ok(cards);
  },
  page: QueuePage,
});
