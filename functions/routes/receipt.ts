import * as z from 'zod/mini';
import { isSent, statusToAsker } from '../../shared/query.ts';
import { checkCode } from '../../shared/receipt.ts';
import { Refused } from '../../shared/refused.ts';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/receipt: the page to keep, stable and printable. */
export const receipt = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/receipt',
  summary: 'The receipt of a query that was sent: reference, dates and check code.',
  may: 'keep-receipt',
  input: z.strictObject({}),
  run: async ({ loaded, query, person, settings, queries }) => {
    if (query.status === 'draft' || query.status === 'discarded') throw new Refused('not-found');
    const { id, reference, status, submittedAt } = query;
    const [set, entries] = await Promise.all([settings.current(), queries.ledgerOf(loaded)]);
    const checked = checkCode(entries);
    return ok({
      id,
      reference,
      status: statusToAsker(status),
      submittedAt,
      noticesBy: person.noticesBy ?? 'mail',
      offerDays: set.targets.acceptance.standard,
      ...(checked ? { checkCode: checked } : {}),
      ...(isSent(query) ? { dueAt: query.clock.dueAt } : {}),
      ...(query.status === 'erased' ? { erasedAt: query.erasedAt } : {}),
    });
  },
  page: ReceiptPage,
});
