import * as z from 'zod/mini';
import { isOpen, isSent } from '../../shared/query.ts';
import { absenceOn } from '../../shared/routing.ts';
import { type QueueData, QueuePage } from '../../web/pages/queue.tsx';
import type { QueueCard } from '../../web/parts/queue-cards.tsx';
import { cardOf } from './queue-card.ts';
import { ok, route } from './route.ts';

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
    const cards: Record<keyof Omit<QueueData, 'room'>, QueueCard[]> = {
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
    const carried = cards.toAccept.length + cards.inProgress.length + cards.inReview.length;
    const free = person.role === 'expert' ? Math.max(0, person.expertise.capacity - carried) : 0;
    const absence = person.role === 'expert' ? absenceOn(person, now.slice(0, 10)) : undefined;
    return ok({ ...cards, room: { free, ...(absence ? { awayUntil: absence.to } : {}) } });
  },
  page: QueuePage,
});
