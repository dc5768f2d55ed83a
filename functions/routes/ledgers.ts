import * as z from 'zod/mini';
import { CalendarDate, Id } from '../../shared/fields.ts';
import { LedgerPage } from '../../web/pages/ledger.tsx';
import { LedgersPage } from '../../web/pages/ledgers.tsx';
import { VerifiedLedgersPage } from '../../web/pages/verified-ledgers.tsx';
import { Cursor, cursorFrom } from './cursor.ts';
import { ok, route } from './route.ts';

/** GET /ledgers: what happened on one day, over all ledgers. */
export const ledgersPage = route({
  in: 'audit',
  method: 'GET',
  path: '/ledgers',
  summary: 'Every entry of one day, over all ledgers: who, what, when. Never content.',
  may: 'audit-ledgers',
  input: z.strictObject({ day: z.optional(CalendarDate), cursor: z.optional(Cursor) }),
  run: async ({ input, now, ledgers }) => {
    const day = input.day ?? now.slice(0, 10);
    const { entries, unreadable, next } = await ledgers.ofDay(day, input.cursor);
    return ok({ day, entries, unreadable, ...(next ? { next: cursorFrom(next) } : {}) });
  },
  page: LedgersPage,
});

/** GET /ledgers/verification: the ledgers that were ever signed, some at a time, each verified. */
export const verifiedLedgersPage = route({
  in: 'audit',
  method: 'GET',
  path: '/ledgers/verification',
  summary: 'All ledgers that were ever signed, 20 at a time, each verified against every signature on it.',
  may: 'audit-ledgers',
  input: z.strictObject({ cursor: z.optional(Id) }),
  run: async ({ input, verification }) => {
    const { verified, next } = await verification.listVerified(input.cursor);
    const ledgers = verified.map(({ subjectId, entries, faults }) => ({ subjectId, entries: entries.length, faults }));
    return ok({ ledgers, ...(next ? { next } : {}) });
  },
  page: VerifiedLedgersPage,
});

/** GET /ledgers/{subjectId}: one ledger, entry by entry, and whether it is what was written and signed. */
export const ledgerPage = route({
  in: 'audit',
  method: 'GET',
  path: '/ledgers/{subjectId}',
  summary: 'One ledger, verified: its chain, and every signature on it with the anchor as it was first written.',
  may: 'audit-ledgers',
  input: z.strictObject({ subjectId: Id }),
  run: async ({ input, verification }) => ok(await verification.find(input.subjectId)),
  page: LedgerPage,
});
