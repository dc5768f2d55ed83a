import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Caller, mayWith, type QueryAction } from '../../shared/access.ts';
import type { Query } from '../../shared/query.ts';
import { type Dynamo, getAll } from './dynamo.ts';
import { readable } from './query-item.ts';

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
  sort: 'sortAt' | 'workSort' | 'dueAt' | 'nextCheckAt';
  newestFirst?: boolean;
  until?: string;
  after?: After | undefined;
};

const pageSize = 50;
const Id = z.object({ id: z.string() });
// The id of a row: the query's own, or a pointer's, which ends in it.
const queryIdIn = (rowId: string): string => rowId.slice(rowId.lastIndexOf('#') + 1);

/** The lists of queries: one call on an index, and a second for the rows where the index keeps ids only. */
export function queryLists(client: Dynamo, table: string) {
  async function rows({ index, key, value, sort, newestFirst = false, until, after }: Range) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: until ? `${key} = :value AND nextCheckAt <= :until` : `${key} = :value`,
        ExpressionAttributeValues: { ':value': value, ...(until ? { ':until': until } : {}) },
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

  /** A page judged and shown by the index alone: for readers whose right does not depend on the single query. */
  async function list(range: Range, reader: Reader): Promise<Listed> {
    const { items, next } = await rows(range);
    const queries = allowed(readable(items), reader);
    return next ? { queries, next } : { queries };
  }

  /** A page whose rows are read from the table itself, so that a right which has just ended shows nothing more. */
  async function listByIds(range: Range, reader: Reader): Promise<Listed> {
    const { items, next } = await rows(range);
    const ids = items.map((item) => queryIdIn(Id.parse(item).id));
    const found = (await getAll(client, { [table]: ids.map((id) => ({ id })) }))[table] ?? [];
    const byId = new Map(allowed(readable(found), reader).map((query) => [query.id, query]));
    const queries = ids.map((id) => byId.get(id)).filter((query) => query !== undefined);
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
    /** The queries of an official, asked or shared with them, newest first. */
    listOwn: (reader: Reader, personId: string, after?: After) =>
      listByIds(
        { index: 'by-asker', key: 'askerKey', value: personId, sort: 'sortAt', newestFirst: true, after },
        reader,
      ),
    /** The queries an expert is offered or works on, then those they answered, newest first. */
    listByExpert: (reader: Reader, expertId: string, after?: After) =>
      listByIds({ ...ofExpert(expertId), after }, reader),
    /** All of them, page after page. */
    everyOfExpert: (reader: Reader, expertId: string) => every(ofExpert(expertId), (range) => listByIds(range, reader)),
    /** What the desk watches over, soonest due first. */
    listOpen: (reader: Reader, after?: After) =>
      list({ index: 'by-desk', key: 'deskKey', value: 'open', sort: 'dueAt', after }, reader),
    /** The latest queries of an institution, newest first. */
    listOfInstitution: (reader: Reader, institutionId: string) => listByIds(ofInstitution(institutionId), reader),
    /** All of them, page after page. */
    everyOfInstitution: (reader: Reader, institutionId: string) =>
      every(ofInstitution(institutionId), (range) => listByIds(range, reader)),
    /** The ids of what falls due for a check by `until`, soonest first. */
    async listIdsDue(until: string): Promise<string[]> {
      return (await rows({ index: 'by-check', key: 'checkKey', value: 'due', sort: 'nextCheckAt', until })).items.map(
        (item) => Id.parse(item).id,
      );
    },
  };
}
