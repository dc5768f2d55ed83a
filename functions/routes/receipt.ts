import * as z from 'zod';
import { Refused } from '../../shared/refused.ts';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/receipt: the page to keep, stable and printable. */
export const receipt = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/receipt',
  summary: 'The receipt of a query that was sent: reference and dates.',
  may: 'follow',
  input: z.strictObject({}),
  run: ({ query }) => {
    if (query.status === 'draft') throw new Refused('not-found');
    const { id, reference, status, submittedAt, clock } = query;
    return ok({ id, reference, status, submittedAt, dueAt: clock.dueAt });
  },
  page: ReceiptPage,
});
