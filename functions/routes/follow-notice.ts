import * as z from 'zod';
import { Id } from '../../shared/fields.ts';
import type { NoticeKind } from '../../shared/notices.ts';
import { Refused } from '../../shared/refused.ts';
import { route, seeOther } from './route.ts';

// For each way a person may stand to a query, the page that shows it; a mail may be older than how things stand.
const pages = { consider: '/offer', read: '', follow: '/receipt', oversee: '/card' } as const;

type Way = keyof typeof pages;

const ways = {
  received: ['follow'],
  offer: ['consider', 'read'],
  'no-expert': ['oversee'],
  'advice-available': ['read'],
} as const satisfies Record<NoticeKind, readonly Way[]>;

/** GET /notices/{id}: from a mail to the page it is about, for the person it was sent to and nobody else. */
export const followNotice = route({
  in: 'desk',
  method: 'GET',
  path: '/notices/{id}',
  summary: 'From a mail to the page it is about.',
  may: 'be-signed-in',
  input: z.strictObject({ id: z.string() }),
  run: async ({ person, caller, input, now, notices, queries }) => {
    const { success, data: id } = Id.safeParse(input.id);
    const notice = success ? await notices.find(id) : undefined;
    if (notice?.recipientId !== person.id) throw new Refused('not-found');
    const way = await queries.firstAllowed<Way>(notice.queryId, ways[notice.kind], caller, now);
    return seeOther(`/queries/${notice.queryId}${pages[way]}`);
  },
});
