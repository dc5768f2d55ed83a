import * as z from 'zod/mini';
import { LedgerEntry } from '../../shared/ledger.ts';
import type { Dynamo } from './dynamo.ts';
import { type AfterEntry, rowsOf, rowsOfDay } from './ledger-store.ts';

/** A row that somebody changed until it was no entry any more: which, for the auditor to see. */
export type Unreadable = { subjectId: string; sequence: number };

const Place = z.object({ queryId: z.string(), sequence: z.number() });

/** The rows that are entries, and where the others lie. */
export function sorted(rows: readonly Record<string, unknown>[]): {
  entries: LedgerEntry[];
  unreadable: Unreadable[];
} {
  const entries: LedgerEntry[] = [];
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const entry = LedgerEntry.safeParse(row);
    const { queryId, sequence } = Place.parse(row);
    if (entry.success) entries.push(entry.data);
    else unreadable.push({ subjectId: queryId, sequence });
  }
  return { entries, unreadable };
}

/** All ledgers, to be read as they are: what was altered past the hub is said, not hidden. */
export function ledgers(client: Dynamo, table: string) {
  return {
    /** What happened on one day, over all ledgers. */
    async ofDay(day: string, after?: AfterEntry) {
      const { rows, next } = await rowsOfDay(client, table, day, after);
      return { ...sorted(rows), ...(next ? { next } : {}) };
    },
    /** One ledger, oldest entry first. */
    async entriesOf(subjectId: string) {
      return sorted(await rowsOf(client, table, subjectId));
    },
  };
}

export type Ledgers = ReturnType<typeof ledgers>;
