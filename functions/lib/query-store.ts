import * as z from 'zod/mini';
import { actorOf, type Caller, type QueryAction } from '../../shared/access.ts';
import type { Change, Loaded, Unchanged } from '../../shared/change.ts';
import { newId } from '../../shared/identifiers.ts';
import { chained, emptyLedger, type LedgerEntry, type LedgerHead } from '../../shared/ledger.ts';
import { isSent, Query, type SentQuery } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import type { Load } from '../../shared/routing.ts';
import { type Dynamo, getAll, type TransactItem, type Write, writeAll } from './dynamo.ts';
import { entriesOf, entryItem, headOf } from './ledger-store.ts';
import { noticeItem } from './notice-item.ts';
import { DoneBefore, type KeptReply, type Once, onceItem } from './once.ts';
import { pointersOf, referenceRow, toItem } from './query-item.ts';
import { queryLists } from './query-lists.ts';
import { queryReader } from './query-reader.ts';

export type Tables = { queries: string; ledger: string; notices: string; directory?: string };

/** By whom and when a change is made, and the request it must be done once for. */
export type Authorship = { caller: Caller; now: string; once?: { once: Once; reply: KeptReply } };

const StoredLoad = z.object({ openQueries: z.optional(z.set(z.string())), lastAssignedAt: z.optional(z.string()) });
const tries = 5;

/** The store of queries: everything it hands out was asked for by somebody who may. */
export function queryStore(client: Dynamo, tables: Tables) {
  const reader = queryReader(client, tables);

  /** The query for this caller and this action, with its ledger's head; forbidden and absent are both `not-found`. */
  async function find(id: string, action: QueryAction, caller: Caller, now: string): Promise<Loaded> {
    const reading = reader.readFor(id, action, caller, now);
    const [query, head] = await Promise.all([reading, headOf(client, tables.ledger, id)]);
    if (!query) throw new Refused('not-found');
    return { query, head };
  }

  /** The open work of these experts, as it was a moment ago: taking one more is conditional on what it is by then. */
  async function loadsOf(expertIds: readonly string[]): Promise<Map<string, Load>> {
    const loads = new Map<string, Load>();
    const keys = expertIds.map((id) => ({ id: `load#${id}` }));
    for (const item of (await getAll(client, { [tables.queries]: keys }, 'a moment ago'))[tables.queries] ?? []) {
      const { openQueries, lastAssignedAt } = StoredLoad.parse(item);
      const id = String(item.id).slice('load#'.length);
      loads.set(id, { openQueries: [...(openQueries ?? [])], ...(lastAssignedAt ? { lastAssignedAt } : {}) });
    }
    return loads;
  }

  type Meaning = 'stale' | 'ledger-moved' | 'at-capacity' | 'done-before' | 'busy-try-again' | 'load-moved';

  function writesOf(before: Query | undefined, change: Change, entry: LedgerEntry, by: Authorship): Write<Meaning>[] {
    const { query, notices, load } = change;
    const writes: Write<Meaning>[] = [
      {
        item: { Put: { TableName: tables.queries, Item: toItem(Query.parse(query)), ...unchangedSince(before) } },
        otherwise: 'stale',
      },
      { item: entryItem(tables.ledger, entry), otherwise: 'ledger-moved' },
    ];
    for (const notice of notices)
      writes.push({ item: noticeItem(tables.notices, notice, newId(), by.now), otherwise: 'busy-try-again' });
    if (before?.status === 'draft' && isSent(query))
      writes.push({ item: referenceItem(tables.queries, query), otherwise: 'busy-try-again' });
    if (load?.take) writes.push({ item: takeItem(tables.queries, query.id, load.take), otherwise: 'at-capacity' });
    if (load?.release)
      writes.push({ item: releaseItem(tables.queries, query.id, load.release), otherwise: 'load-moved' });
    for (const one of change.onlyIf ?? [])
      writes.push({ item: unchangedItem(tables.directory, one), otherwise: 'busy-try-again' });
    for (const item of pointerItems(tables.queries, before, query)) writes.push({ item, otherwise: 'stale' });
    // The record of the request comes first: a repeated request is told what it did, not that the query has moved on.
    if (by.once)
      writes.unshift({
        item: onceItem(tables.queries, by.once.once, by.once.reply, by.now),
        otherwise: 'done-before',
      });
    return writes;
  }

  /**
   * Writes a change whole: query, ledger entry, notices, `also`, and the request's record in one transaction.
   * Refuses `stale` when the query moved since it was read; a ledger that only grew by a reading is chained anew.
   */
  async function commit(
    loaded: Loaded | undefined,
    change: Change,
    by: Authorship,
    also: readonly TransactItem[] = [],
  ): Promise<LedgerEntry> {
    const { query, event } = change;
    let head: LedgerHead = loaded?.head ?? emptyLedger;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const entry = await chained(head, event, { queryId: query.id, actor: actorOf(by.caller), at: by.now });
      const extra = also.map((item): Write<Meaning> => ({ item, otherwise: 'stale' }));
      const failed = await writeAll(client, [...writesOf(loaded?.query, change, entry, by), ...extra]);
      if (failed === undefined) return entry;
      if (failed === 'done-before') throw new DoneBefore();
      if (failed === 'load-moved') throw new Refused('busy-try-again');
      if (failed !== 'ledger-moved') throw new Refused(failed);
      head = await headOf(client, tables.ledger, query.id);
    }
    throw new Refused('busy-try-again');
  }

  return {
    find,
    firstAllowed: reader.firstAllowed,
    allows: reader.allows,
    allowing: reader.allowing,
    commit,
    loadsOf,
    ...queryLists(client, tables.queries),
    /** The whole ledger of a query that was found for a caller. */
    ledgerOf: (found: Loaded): Promise<LedgerEntry[]> => entriesOf(client, tables.ledger, found.query.id),
  };
}

export type QueryStore = ReturnType<typeof queryStore>;

const unchangedSince = (before: Query | undefined) =>
  before
    ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
    : { ConditionExpression: 'attribute_not_exists(id)' };

function pointerItems(table: string, before: Query | undefined, after: Query): TransactItem[] {
  const had = before ? pointersOf(before) : [];
  const has = pointersOf(after);
  const isThere = (row: Record<string, string>) =>
    had.some(({ id, askerSort }) => id === row.id && askerSort === row.askerSort);
  return [
    ...has.filter((row) => !isThere(row)).map((Item) => ({ Put: { TableName: table, Item } })),
    ...had
      .filter(({ id }) => !has.some((row) => row.id === id))
      .map(({ id }) => ({ Delete: { TableName: table, Key: { id } } })),
  ];
}

function unchangedItem(table: string | undefined, { kind, id, version }: Unchanged): TransactItem {
  if (!table) throw new Error('who must be unchanged is in the Directory');
  return {
    ConditionCheck: {
      TableName: table,
      Key: { key: `${kind}#${id}` },
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

const referenceItem = (table: string, query: SentQuery): TransactItem => ({
  Put: {
    TableName: table,
    Item: { id: referenceRow(query.reference), queryId: query.id },
    ConditionExpression: 'attribute_not_exists(id)',
  },
});

const takeItem = (
  table: string,
  queryId: string,
  { expertId, capacity, at }: { expertId: string; capacity: number; at: string },
): TransactItem => ({
  Update: {
    TableName: table,
    Key: { id: `load#${expertId}` },
    UpdateExpression: 'ADD openQueries :queries SET lastAssignedAt = :at',
    // A set of ids, not a counter: taking twice is taking once, and nothing can drift.
    ConditionExpression: ':capacity > :none AND (attribute_not_exists(openQueries) OR size(openQueries) < :capacity)',
    ExpressionAttributeValues: { ':queries': new Set([queryId]), ':capacity': capacity, ':none': 0, ':at': at },
  },
});

const releaseItem = (table: string, queryId: string, expertId: string): TransactItem => ({
  Update: {
    TableName: table,
    Key: { id: `load#${expertId}` },
    UpdateExpression: 'DELETE openQueries :queries',
    ExpressionAttributeValues: { ':queries': new Set([queryId]) },
  },
});
