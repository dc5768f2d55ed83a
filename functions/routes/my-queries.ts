import * as z from 'zod/mini';
import { clockState } from '../../shared/clock.ts';
import { isOpen, isSent, type Query, statusToAsker, turnOf } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { cursorFrom, OwnCursor } from './cursor.ts';
import { ok, route } from './route.ts';

const urlOf = ({ id, status }: Query): string => {
  if (status === 'draft') return `/queries/${id}/edit`;
  return status === 'erased' ? `/queries/${id}/receipt` : `/queries/${id}`;
};

/** A query as its asker's list shows it: no title, for titles are content. */
function itemOf(query: Query, now: string, { calendar }: Settings): OwnQuery {
  const { id, updatedAt } = query;
  const item = { id, status: statusToAsker(query.status), turn: turnOf(query), updatedAt, url: urlOf(query) };
  if (query.status === 'erased') return { ...item, reference: query.reference, submittedAt: query.submittedAt };
  if (!isSent(query)) return { ...item, topic: query.topic };
  const { topic, reference, submittedAt, clock, pause } = query;
  return {
    ...{ ...item, topic, reference, submittedAt },
    ...(clock.kind === 'follow-up' && isOpen(query) ? { followUp: true } : {}),
    ...(isOpen(query) ? { dueAt: clock.dueAt, clock: clockState(clock, now, calendar) } : {}),
    ...(pause ? { waits: { why: pause.why, since: pause.since } } : {}),
    ...(query.referral ? { referral: true } : {}),
  };
}

/** GET /queries: an official's own queries, those that wait for them first. */
export const myQueries = route({
  in: 'desk',
  method: 'GET',
  path: '/queries',
  summary:
    'Your queries: those that wait for you, those with advice, open, ended; each newest first. Titles are content and are not in lists.',
  may: 'list-own',
  input: z.strictObject({ show: z.optional(z.enum(['open', 'ended'])), cursor: z.optional(OwnCursor) }),
  run: async ({ person, caller, now, input, queries, settings }) => {
    const reader = { caller, actions: ['keep-receipt'], now } as const;
    const [{ queries: own, next }, set] = await Promise.all([
      queries.listOwn(reader, person.id, input),
      settings.current(),
    ]);
    const all = own.map((query) => itemOf(query, now, set));
    return ok({
      waiting: all.filter(({ turn }) => turn === 'asker'),
      all,
      ...(input.show ? { show: input.show } : {}),
      ...(next ? { next: cursorFrom(next) } : {}),
    });
  },
  page: MyQueriesPage,
});
