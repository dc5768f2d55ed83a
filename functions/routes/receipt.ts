import * as z from 'zod';
import { isSent, statusToAsker } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/receipt: the page to keep, stable and printable. */
export const receipt = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/receipt',
  summary: 'The receipt of a query that was sent: reference and dates.',
  may: 'keep-receipt',
  input: z.strictObject({}),
  run: async ({ query, settings }) => {
    if (query.status === 'draft' || query.status === 'discarded') throw new Refused('not-found');
    const { id, reference, status, submittedAt } = query;
    const offerDays = (await settings.current()).targets.acceptance.standard;
    return ok({
      id,
      reference,
      status: statusToAsker(status),
      submittedAt,
      offerDays,
      ...(isSent(query) ? { dueAt: query.clock.dueAt } : {}),
      ...(query.status === 'erased' ? { erasedAt: query.erasedAt } : {}),
    });
  },
  page: ReceiptPage,
});
