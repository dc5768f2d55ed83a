import * as z from 'zod';
import type { Query } from '../../shared/query.ts';
import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { Cursor, cursorFrom } from './cursor.ts';
import { ok, route } from './route.ts';

const itemOf = (query: Query): OwnQuery => ({
  id: query.id,
  topic: query.topic,
  status: query.status,
  updatedAt: query.updatedAt,
  url: query.status === 'draft' ? `/queries/${query.id}/edit` : `/queries/${query.id}`,
  ...(query.status === 'draft'
    ? {}
    : { reference: query.reference, submittedAt: query.submittedAt, dueAt: query.clock.dueAt }),
});

const waitsForAsker = ({ status }: Query): boolean => status === 'draft' || status === 'answered';

/** GET /queries: an official's own queries, those that wait for them first. */
export const myQueries = route({
  in: 'desk',
  method: 'GET',
  path: '/queries',
  summary: 'Your queries, newest first. Titles are content and are not in lists.',
  may: 'list-own',
  input: z.strictObject({ cursor: Cursor.optional() }),
  run: async ({ person, caller, now, input, queries }) => {
    const reader = { caller, actions: ['follow'], now } as const;
    const { queries: own, next } = await queries.listOwn(reader, person.id, input.cursor);
    return ok({
      waiting: own.filter(waitsForAsker).map(itemOf),
      all: own.map(itemOf),
      ...(next ? { next: cursorFrom(next) } : {}),
    });
  },
  page: MyQueriesPage,
});
