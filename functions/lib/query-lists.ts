import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Caller, mayWith, type QueryAction } from '../../shared/access.ts';
import { DeskRow, type DeskView } from '../../shared/desk.ts';
import type { Query } from '../../shared/query.ts';
import { type Dynamo, getAll, itemsOf } from './dynamo.ts';
import { readable, referenceRow } from './query-item.ts';

/** A page of a list, and where the next one starts. */
export type Listed = { queries: Query[]; next?: After };

/** The same of the board; `lookedThrough` where a page is not full because so many rows were looked at for it. */
type BoardPage = { rows: DeskRow[]; next?: After; lookedThrough?: number };

/** The last row that was shown of a list: its id, and its place in the list's order. */
export type After = { id: string; at: string };

/** Who looks, and how: a list shows nothing that its reader could not open one by one. */
export type Reader = { caller: Caller; actions: readonly QueryAction[]; now: string };

/** What the desk looks at: one heading, or what is open by the day it is due; narrowed to rows that have these values. */
export type DeskRange = {
  view?: DeskView | undefined;
  dueFrom?: string | undefined;
  dueUntil?: string | undefined;
  latestFirst?: boolean | undefined;
  only: Partial<Pick<DeskRow, 'topic' | 'state' | 'region' | 'language' | 'expertId'>>;
  changedSince?: string | undefined;
};

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
/** How many rows a narrowed board looks at in one go: what it costs has an end, however much there is. */
const mostLookedAt = 500;
/** How many rows, those due last, are looked at for what changed: it is asked again and again, in one small call. */
const lookedAtForNews = 200;
const Id = z.object({ id: z.string() });
const Named = z.object({ queryId: z.string() });
// The id of a row: the query's own, or a pointer's, which ends in it.
const queryIdIn = (rowId: string): string => rowId.slice(rowId.lastIndexOf('#') + 1);

/** The lists of queries: one call on an index, and a second for the rows where the index keeps ids only. */
export function queryLists(client: Dynamo, table: string) {
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
    /**
     * A page of the board: the rows of a heading or of a stretch of due dates, by the day they are due. A narrowed board
     * looks on until a page is full or it has looked at enough, and `next` says where to go on; `lookedThrough` says that it
     * was enough, and how many.
     */
    async listDesk(range: DeskRange, after?: After): Promise<BoardPage> {
      const narrowed = Object.keys(range.only).length > 0;
      const found: DeskRow[] = [];
      let [next, looked] = [after, 0];
      do {
        const page = await client.send(new QueryCommand(deskQuery(table, range, next)));
        const room = pageSize - found.length;
        const items = (page.Items ?? []).slice(0, room);
        found.push(...items.map(({ row }) => DeskRow.parse(row)));
        // What did not fit comes first on the next page.
        const last = (page.Items ?? []).length > room ? items.at(-1) : page.LastEvaluatedKey;
        next = last && { id: String(last.id), at: String(last.dueAt) };
        looked += pageSize;
      } while (narrowed && next && found.length < pageSize && looked < mostLookedAt);
      if (!next) return { rows: found };
      return { rows: found, next, ...(narrowed && found.length < pageSize ? { lookedThrough: looked } : {}) };
    },
    /** How many rows of a view have changed since a moment, as far as a look at those due last tells. */
    async countChanged(range: DeskRange & { changedSince: string }): Promise<number> {
      const wanted = deskQuery(table, { ...range, latestFirst: true });
      const { Count = 0 } = await client.send(new QueryCommand({ ...wanted, Limit: lookedAtForNews, Select: 'COUNT' }));
      return Count;
    },
    /** Every open query, page after page, as the board's rows; what is paused under its own heading. */
    async *everyOpen(): AsyncGenerator<DeskRow> {
      for (const range of [{ only: {} }, { view: 'paused', only: {} }] as const)
        for await (const { row } of itemsOf(client, deskQuery(table, range))) yield DeskRow.parse(row);
    },
    listThese,
    /** The query that has this reference, if the reader may see it. */
    async findByReference(reader: Reader, reference: string): Promise<Query | undefined> {
      const [row] = (await getAll(client, { [table]: [{ id: referenceRow(reference) }] }))[table] ?? [];
      return row && (await listThese(reader, [Named.parse(row).queryId]))[0];
    },
    /** Every open query itself, page after page, for whoever computes something of all of them. */
    async *everyOpenQuery(reader: Reader): AsyncGenerator<Query> {
      let ids: string[] = [];
      for await (const { id } of this.everyOpen()) {
        ids.push(id);
        if (ids.length < 2 * pageSize) continue;
        yield* await listThese(reader, ids);
        ids = [];
      }
      yield* await listThese(reader, ids);
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

function deskQuery(
  table: string,
  { view, dueFrom, dueUntil, latestFirst, only, changedSince }: DeskRange,
  after?: After,
) {
  const [index, key, value] = view ? ['by-view', 'viewKey', view] : ['by-desk', 'deskKey', 'open'];
  const wanted = Object.entries({ ...only, ...(changedSince ? { updatedAt: changedSince } : {}) });
  const due = dueFrom || dueUntil ? ' AND dueAt BETWEEN :from AND :until' : '';
  return {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: `${key} = :value${due}`,
    ...(wanted.length > 0
      ? {
          FilterExpression: wanted
            .map(([name], index) => `#row.#name${index} ${name === 'updatedAt' ? '>' : '='} :only${index}`)
            .join(' AND '),
          ExpressionAttributeNames: Object.fromEntries([
            ['#row', 'row'],
            ...wanted.map(([name], index) => [`#name${index}`, name]),
          ]),
        }
      : {}),
    ExpressionAttributeValues: {
      ':value': value,
      ...(due ? { ':from': dueFrom ?? '0', ':until': dueUntil ?? '9' } : {}),
      ...Object.fromEntries(wanted.map(([, one], index) => [`:only${index}`, one])),
    },
    ScanIndexForward: !latestFirst,
    Limit: pageSize,
    // The partition is the desk's own, whatever the cursor says.
    ...(after ? { ExclusiveStartKey: { id: after.id, [key]: value, dueAt: after.at } } : {}),
  };
}
