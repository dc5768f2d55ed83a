import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { actorOf, type Caller, mayWith, type QueryAction } from '../../shared/access.ts';
import { newId } from '../../shared/identifiers.ts';
import { chained, emptyLedger, type LedgerEntry, type LedgerHead } from '../../shared/ledger.ts';
import type { Change, Loaded, Query, SentQuery } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import type { Load } from '../../shared/routing.ts';
import { type Dynamo, type TransactItem, type Write, writeAll } from './dynamo.ts';
import { entriesOf, entryItem, headOf } from './ledger-store.ts';
import { noticeItem } from './notice-store.ts';
import { type KeptReply, type Once, onceItem } from './once.ts';
import { fromItem, readable, toItem } from './query-item.ts';

export type Tables = { queries: string; ledger: string; notices: string };

/** By whom and when a change is made, and the request it must be done once for. */
export type Authorship = { caller: Caller; now: string; once?: { once: Once; reply: KeptReply } };

/** The same request was done before: its reply is on record. */
export class DoneBefore extends Error {
  override readonly name = 'DoneBefore';
}

const StoredLoad = z.object({ openQueries: z.set(z.string()).optional(), lastAssignedAt: z.string().optional() });
const pageSize = 50;
const tries = 5;

/** A page of a list, and where the next one starts. */
export type Listed = { queries: Query[]; next?: After };

/** The last row that was shown of a list: its id, and its place in the list's order. */
export type After = { id: string; at: string };

/** The store of queries: everything it hands out was asked for by somebody who may. */
export function queryStore(client: Dynamo, tables: Tables) {
  async function read(id: string): Promise<Query | undefined> {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.queries, Key: { id }, ConsistentRead: true }),
    );
    return Item && fromItem(Item);
  }

  /** The query for this caller and this action, with its ledger's head; forbidden and absent are both `not-found`. */
  async function find(id: string, action: QueryAction, caller: Caller, now: string): Promise<Loaded> {
    const [query, head] = await Promise.all([read(id), headOf(client, tables.ledger, id)]);
    if (!query || !mayWith(query, action, caller, now)) throw new Refused('not-found');
    return { query, head };
  }

  /** The first of these actions that the caller may do with the query; `not-found` when there is none. */
  async function firstAllowed<Action extends QueryAction>(
    id: string,
    actions: readonly Action[],
    caller: Caller,
    now: string,
  ): Promise<Action> {
    const query = await read(id);
    const action = query && actions.find((one) => mayWith(query, one, caller, now));
    if (!action) throw new Refused('not-found');
    return action;
  }

  async function list(
    index: string,
    key: string,
    value: string,
    sort: string,
    after: After | undefined,
    forward: boolean,
    until?: string,
  ): Promise<Listed> {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tables.queries,
        IndexName: index,
        KeyConditionExpression: until ? `${key} = :value AND nextCheckAt <= :until` : `${key} = :value`,
        ExpressionAttributeValues: { ':value': value, ...(until ? { ':until': until } : {}) },
        ScanIndexForward: forward,
        Limit: pageSize,
        // The partition is the caller's own, whatever the cursor says.
        ...(after ? { ExclusiveStartKey: { id: after.id, [key]: value, [sort]: after.at } } : {}),
      }),
    );
    const queries = readable(Items ?? []);
    if (!LastEvaluatedKey) return { queries };
    return { queries, next: { id: String(LastEvaluatedKey.id), at: String(LastEvaluatedKey[sort]) } };
  }

  /** The open work of these experts, as it is now. */
  async function loadsOf(expertIds: readonly string[]): Promise<Map<string, Load>> {
    const loads = new Map<string, Load>();
    for (let start = 0; start < expertIds.length; start += 100) {
      const keys = expertIds.slice(start, start + 100).map((id) => ({ id: `load#${id}` }));
      const { Responses } = await client.send(
        new BatchGetCommand({ RequestItems: { [tables.queries]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[tables.queries] ?? []) {
        const { openQueries, lastAssignedAt } = StoredLoad.parse(item);
        const id = String(item.id).slice('load#'.length);
        loads.set(id, { openQueries: [...(openQueries ?? [])], ...(lastAssignedAt ? { lastAssignedAt } : {}) });
      }
    }
    return loads;
  }

  type Meaning = 'stale' | 'ledger-moved' | 'at-capacity' | 'done-before' | 'busy-try-again' | 'load-moved';

  function writesOf(before: Query | undefined, change: Change, entry: LedgerEntry, by: Authorship): Write<Meaning>[] {
    const { query, notices, load } = change;
    const writes: Write<Meaning>[] = [
      {
        item: { Put: { TableName: tables.queries, Item: toItem(query), ...unchangedSince(before) } },
        otherwise: 'stale',
      },
      { item: entryItem(tables.ledger, entry), otherwise: 'ledger-moved' },
    ];
    for (const notice of notices)
      writes.push({ item: noticeItem(tables.notices, notice, newId(), by.now), otherwise: 'busy-try-again' });
    if (before?.status === 'draft' && query.status === 'submitted')
      writes.push({ item: referenceItem(tables.queries, query), otherwise: 'busy-try-again' });
    if (load?.take) writes.push({ item: takeItem(tables.queries, query.id, load.take), otherwise: 'at-capacity' });
    if (load?.release)
      writes.push({ item: releaseItem(tables.queries, query.id, load.release), otherwise: 'load-moved' });
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
    firstAllowed,
    commit,
    loadsOf,
    /** An asker's queries, newest first. */
    listByAsker: (askerId: string, after?: After): Promise<Listed> =>
      list('by-asker', 'askerKey', askerId, 'sortAt', after, false),
    /** The queries an expert is offered, works on or has answered, newest first. */
    listByExpert: (expertId: string, after?: After): Promise<Listed> =>
      list('by-expert', 'expertKey', expertId, 'sortAt', after, false),
    /** What the desk watches over, soonest due first. */
    listOpen: (after?: After): Promise<Listed> => list('by-desk', 'deskKey', 'open', 'dueAt', after, true),
    /** What falls due for a check by `until`, soonest first. */
    listDueForCheck: (until: string): Promise<Listed> =>
      list('by-check', 'checkKey', 'due', 'nextCheckAt', undefined, true, until),
    /** The whole ledger of a query that was found for a caller. */
    ledgerOf: (found: Loaded): Promise<LedgerEntry[]> => entriesOf(client, tables.ledger, found.query.id),
  };
}

export type QueryStore = ReturnType<typeof queryStore>;

const unchangedSince = (before: Query | undefined) =>
  before
    ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
    : { ConditionExpression: 'attribute_not_exists(id)' };

const referenceItem = (table: string, query: SentQuery): TransactItem => ({
  Put: {
    TableName: table,
    Item: { id: `reference#${query.reference}`, queryId: query.id },
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
