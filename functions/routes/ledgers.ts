import * as z from 'zod/mini';
import { CalendarDate, Id } from '../../shared/fields.ts';
import { firstFault } from '../../shared/ledger.ts';
import { Refused } from '../../shared/refused.ts';
import { LedgerPage } from '../../web/pages/ledger.tsx';
import { LedgersPage } from '../../web/pages/ledgers.tsx';
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

/** GET /ledgers/{subjectId}: one ledger, entry by entry, and whether its chain and its anchors hold. */
export const ledgerPage = route({
  in: 'audit',
  method: 'GET',
  path: '/ledgers/{subjectId}',
  summary: 'One ledger with the verification of its chain and of the last signed anchor that names it.',
  may: 'audit-ledgers',
  input: z.strictObject({ subjectId: Id }),
  run: async ({ input, ledgers, anchors }) => {
    // The anchor first: one that is made meanwhile must not seem to know more than the ledger does.
    const anchor = await anchors.find(input.subjectId);
    const { entries, unreadable } = await ledgers.entriesOf(input.subjectId);
    if (entries.length + unreadable.length === 0 && !anchor) throw new Refused('not-found');
    const found = await firstFault(input.subjectId, entries, anchor?.head);
    // What is there but is no entry any more was not taken out: it was altered.
    const altered = unreadable.some(({ sequence }) => sequence === found?.sequence);
    const fault = found && altered ? { ...found, fault: 'altered' as const } : found;
    return ok({
      subjectId: input.subjectId,
      entries,
      ...(fault ? { fault } : {}),
      ...(anchor ? { anchor: { sequence: anchor.head.sequence, signedAt: anchor.signedAt } } : {}),
    });
  },
  page: LedgerPage,
});
