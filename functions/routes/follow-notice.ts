import * as z from 'zod';
import { Id } from '../../shared/fields.ts';
import type { NoticeKind } from '../../shared/notices.ts';
import { Refused } from '../../shared/refused.ts';
import { route, seeOther } from './route.ts';

const pages = {
  received: 'receipt',
  offer: 'offer',
  'no-expert': 'card',
  'advice-available': '',
} as const satisfies Record<NoticeKind, string>;

/** GET /notices/{id}: from a mail to the page it is about, for the person it was sent to and nobody else. */
export const followNotice = route({
  in: 'desk',
  method: 'GET',
  path: '/notices/{id}',
  summary: 'From a mail to the page it is about.',
  may: 'be-signed-in',
  input: z.strictObject({ id: z.string() }),
  run: async ({ person, input, notices }) => {
    const { success, data: id } = Id.safeParse(input.id);
    const notice = success ? await notices.find(id) : undefined;
    if (notice?.recipientId !== person.id) throw new Refused('not-found');
    const page = pages[notice.kind];
    return seeOther(`/queries/${notice.queryId}${page && `/${page}`}`);
  },
});
