import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Caller, mayWith, type QueryAction } from '../../shared/access.ts';
import type { Query } from '../../shared/query.ts';
import { deskLists } from './desk-lists.ts';
import { type Dynamo, getAll, itemsOf } from './dynamo.ts';
import { readable, referenceRow } from './query-item.ts';

/** A page of a list, and where the next one starts. */
export type Listed = { queries: Query[]; next?: After };

/** The last row that was shown of a list: its id, and its place in the list's order. */
export type After = { id: string; at: string };

/** Who looks, and how: a list shows nothing that its reader could not open one by one. */
export type Reader = { caller: Caller; actions: readonly QueryAction[]; now: string };

type Range = {
  index: string;
  key: string;
  value: string;
  sort: 'askerSort' | 'sortAt' | 'workSort';
  newestFirst?: boolean;
  between?: readonly [from: string, to: string] | undefined;
  after?: After | undefined;
};

/** What an official may look at alone: what is not over, or what is, by the first word of the list's order. */
type Show = 'open' | 'ended';
const stretches = { open: ['open', 'waits~'], ended: ['done', 'done~'] } as const satisfies Record<
  Show,
  Range['between']
>;

const pageSize = 50;
const Id = z.object({ id: z.string() });
const Named = z.object({ queryId: z.string() });
// The id of a row: the query's own, or a pointer's, which ends in it.
const queryIdIn = (rowId: string): string => rowId.slice(rowId.lastIndexOf('#') + 1);

/** The lists of queries: one call on an index, and a second for the rows where the index keeps ids only. */
export function queryLists(client: Dynamo, table: string) {
  const desk = deskLists(client, table);

  async function rows({ index, key, value, sort, newestFirst = false, between, after }: Range) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: between ? `${key} = :value AND ${sort} BETWEEN :from AND :to` : `${key} = :value`,
        ExpressionAttributeValues: { ':value': value, ...(between ? { ':from': between[0], ':to': between[1] } : {}) },
        ScanIndexForward: !newestFirst,
        Limit: pageSize,
        // The partition is the caller's own, whatever the cursor says.
        ...(after ? { ExclusiveStartKey: { id: after.id, [key]: value, [sort]: after.at } } : {}),
      }),
    );
    const last = LastEvaluatedKey;
    return { items: Items ?? [], next: last && { id: String(last.id), at: String(last[sort]) } };
  }

  const allowed = (queries: readonly Query[], { caller, actions, now }: Reader): Query[] =>
    queries.filter((query) => actions.some((action) => mayWith(query, action, caller, now)));

  /** These queries, in this order, as far as the reader may see them. */
  async function listThese(reader: Reader, ids: readonly string[]): Promise<Query[]> {
    const found = (await getAll(client, { [table]: ids.map((id) => ({ id })) }))[table] ?? [];
    const byId = new Map(allowed(readable(found), reader).map((query) => [query.id, query]));
    return ids.map((id) => byId.get(id)).filter((query) => query !== undefined);
  }

  /** A page whose rows are read from the table itself, so that a right which has just ended shows nothing more. */
  async function listByIds(range: Range, reader: Reader): Promise<Listed> {
    const { items, next } = await rows(range);
    const queries = await listThese(
      reader,
      items.map((item) => queryIdIn(Id.parse(item).id)),
    );
    return next ? { queries, next } : { queries };
  }

  /** Every query of a range, page after page, for work that must miss none. */
  async function* every(range: Range, page: (range: Range) => Promise<Listed>): AsyncGenerator<Query> {
    let after: After | undefined;
    do {
      const { queries, next } = await page({ ...range, after });
      yield* queries;
      after = next;
    } while (after);
  }

  const ofInstitution = (institutionId: string): Range => ({
    index: 'by-institution',
    key: 'institutionKey',
    value: institutionId,
    sort: 'sortAt',
    newestFirst: true,
  });

  const ofExpert = (expertId: string): Range => ({
    index: 'by-expert',
    key: 'expertKey',
    value: expertId,
    sort: 'workSort',
    newestFirst: true,
  });

  return {
    /** The queries of an official, asked or shared with them: those that wait for them, those with advice, open, ended; newest first. */
    listOwn: (
      reader: Reader,
      personId: string,
      { show, cursor }: { show?: Show | undefined; cursor?: After | undefined } = {},
    ) => {
      const between = show && stretches[show];
      // A cursor of another stretch leads nowhere in this one: it begins at its beginning.
      const after = between && cursor && (cursor.at < between[0] || cursor.at > between[1]) ? undefined : cursor;
      return listByIds(
        { index: 'by-asker', key: 'askerKey', value: personId, sort: 'askerSort', newestFirst: true, between, after },
        reader,
      );
    },
    /** The queries an expert is offered or works on, then those they answered, newest first. */
    listByExpert: (reader: Reader, expertId: string, after?: After) =>
      listByIds({ ...ofExpert(expertId), after }, reader),
    /** All of them, page after page. */
    everyOfExpert: (reader: Reader, expertId: string) => every(ofExpert(expertId), (range) => listByIds(range, reader)),
    ...desk,
    listThese,
    /** The query that has this reference, if the reader may see it. */
    async findByReference(reader: Reader, reference: string): Promise<Query | undefined> {
      const [row] = (await getAll(client, { [table]: [{ id: referenceRow(reference) }] }))[table] ?? [];
      return row && (await listThese(reader, [Named.parse(row).queryId]))[0];
    },
    /** Every open query itself, page after page, for whoever computes something of all of them. */
    async *everyOpenQuery(reader: Reader): AsyncGenerator<Query> {
      // One that pauses meanwhile is met under both headings, and asking for it twice in one call is refused.
      const ids = new Set<string>();
      for await (const { id } of desk.everyOpen()) {
        ids.add(id);
        if (ids.size < 2 * pageSize) continue;
        yield* await listThese(reader, [...ids]);
        ids.clear();
      }
      yield* await listThese(reader, [...ids]);
    },
    /** The latest queries of an institution, newest first. */
    listOfInstitution: (reader: Reader, institutionId: string) => listByIds(ofInstitution(institutionId), reader),
    /** All of them, page after page. */
    everyOfInstitution: (reader: Reader, institutionId: string) =>
      every(ofInstitution(institutionId), (range) => listByIds(range, reader)),
    /** The ids of what falls due for a check, or for erasing, by `until`, soonest first, page after page. */
    async *everyIdDue(until: string, what: 'due' | 'erase' = 'due'): AsyncGenerator<string> {
      const due = itemsOf(client, {
        TableName: table,
        IndexName: 'by-check',
        KeyConditionExpression: 'checkKey = :what AND nextCheckAt <= :until',
        ExpressionAttributeValues: { ':what': what, ':until': until },
        Limit: pageSize,
      });
      for await (const item of due) yield Id.parse(item).id;
    },
  };
}

export type QueryLists = ReturnType<typeof queryLists>;
