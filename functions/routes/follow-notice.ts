import * as z from 'zod/mini';
import { may } from '../../shared/access.ts';
import { Id } from '../../shared/fields.ts';
import { noticeActions } from '../../shared/notices.ts';
import { Refused } from '../../shared/refused.ts';
import { route, seeOther } from './route.ts';

// For each thing a person may do with a query, the page that shows it; a mail may be older than how things stand.
const pages = {
  follow: '/receipt',
  oversee: '/card',
  consider: '/offer',
  'consider-clearance': '/clearance',
  'stand-by': '/stand-in',
  read: '',
  'read-draft': '/edit',
  'approve-glass': '/break-glass',
  'see-access': '/access',
} as const satisfies Record<(typeof noticeActions)[keyof typeof noticeActions][number], string>;

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
    if (notice.kind === 'digest') return seeOther('/inbox');
    if (notice.kind === 'undeliverable' || notice.kind === 'standing-ends') {
      if (!may('manage-people', person)) throw new Refused('not-found');
      return seeOther('personId' in notice ? `/people/${notice.personId}` : `/institutions/${notice.institutionId}`);
    }
    if (notice.kind === 'grant-ended') return seeOther('/queue');
    const action = await queries.firstAllowed<keyof typeof pages>(
      notice.queryId,
      noticeActions[notice.kind],
      caller,
      now,
    );
    return seeOther(`/queries/${notice.queryId}${pages[action]}`);
  },
});
