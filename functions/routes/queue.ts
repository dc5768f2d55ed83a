import * as z from 'zod';
import { genevaCalendar, workingTimeBetween } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import type { SentQuery } from '../../shared/query.ts';
import { type QueueCard, QueuePage } from '../../web/pages/queue.tsx';
import { ok, route } from './route.ts';

const workingDay = 9 * 3_600_000;

function cardOf(query: SentQuery, now: string): QueueCard {
  const { id, reference, topic, language, clock } = query;
  return {
    ...{ id, reference, topic, language },
    dueAt: clock.dueAt,
    clock: clockState(clock, now, genevaCalendar),
    workingDaysLeft: Math.ceil(workingTimeBetween(now, clock.dueAt, genevaCalendar) / workingDay),
    ...(query.status === 'offered' ? { expiresAt: query.offer.expiresAt } : {}),
    url: query.status === 'offered' ? `/queries/${id}/offer` : `/queries/${id}`,
  };
}

/** GET /queue: what an expert is offered, works on and has answered. */
export const queue = route({
  in: 'desk',
  method: 'GET',
  path: '/queue',
  summary: 'What you are offered, what you work on, what you answered.',
  may: 'list-queue',
  input: z.strictObject({}),
  run: async ({ person, caller, now, queries }) => {
    const { queries: theirs } = await queries.listByExpert({ caller, actions: ['consider', 'read'], now }, person.id);
    const sent = theirs.filter((query) => query.status !== 'draft');
    const cards = (status: SentQuery['status']) =>
      sent.filter((query) => query.status === status).map((query) => cardOf(query, now));
    return ok({ toAccept: cards('offered'), inProgress: cards('in_progress'), answered: cards('answered') });
  },
  page: QueuePage,
});
