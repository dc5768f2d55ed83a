import { chained } from '../../shared/ledger.ts';
import type { StoredNotice } from '../../shared/notices.ts';
import { type Dynamo, type Write, writeAll } from './dynamo.ts';
import { entryItem, headOf } from './ledger-store.ts';
import { cancelItem } from './notice-item.ts';

const tries = 5;
const actor = { id: 'notify', role: 'hub' } as const;

/** Ends notices that nobody is to be told of any more: on the notice and, where it is about a query, on its ledger. */
export function cancelling(client: Dynamo, tables: { notices: string; ledger: string }) {
  /** Both are written or neither; a notice that ended otherwise meanwhile is left as it is. */
  return async (notice: StoredNotice, now: string): Promise<void> => {
    const cancelled: Write<'ended' | 'moved'> = {
      item: cancelItem(tables.notices, notice.id, now),
      otherwise: 'ended',
    };
    if (!('queryId' in notice)) {
      await writeAll(client, [cancelled]);
      return;
    }
    const { queryId, recipientId, kind } = notice;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const head = await headOf(client, tables.ledger, queryId);
      const event = { code: 'notice-cancelled', details: { recipientId, kind } } as const;
      const entry = await chained(head, event, { queryId, actor, at: now });
      const failed = await writeAll(client, [
        cancelled,
        { item: entryItem(tables.ledger, entry), otherwise: 'moved' as const },
      ]);
      if (failed !== 'moved') return;
    }
    throw new Error('a ledger moved on again and again');
  };
}

export type Cancelling = ReturnType<typeof cancelling>;
