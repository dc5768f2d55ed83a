import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DeskRow, type DeskView } from '../../shared/desk.ts';
import { type Dynamo, itemsOf } from './dynamo.ts';
import type { After } from './query-lists.ts';

/** A page of the board, and where the next one starts; `lookedThrough` says how many rows were looked at for one that is not full. */
type BoardPage = { rows: DeskRow[]; next?: After; lookedThrough?: number };

/** What the desk looks at: one heading, or what is open by the day it is due; narrowed to rows that have these values. */
export type DeskRange = {
  view?: DeskView | undefined;
  dueFrom?: string | undefined;
  dueUntil?: string | undefined;
  latestFirst?: boolean | undefined;
  only: Partial<Pick<DeskRow, 'topic' | 'state' | 'region' | 'language' | 'expertId'>>;
  changedSince?: string | undefined;
};

const pageSize = 50;
/** How many rows a narrowed board looks at in one go: what it costs has an end, however much there is. */
const mostLookedAt = 500;
/** How many rows, those due last, are looked at for what changed: it is asked again and again, in one small call. */
const lookedAtForNews = 200;

/** The board's lists: rows that stand beside the queries, so that a page costs the same however many there are. */
export function deskLists(client: Dynamo, table: string) {
  return {
    /**
     * A page of the board: the rows of a heading or of a stretch of due dates, by the day they are due. A narrowed board
     * looks on until a page is full or it has looked at enough, and `next` says where to go on; `lookedThrough` says that it
     * was enough, and how many.
     */
    async listDesk(range: DeskRange, after?: After): Promise<BoardPage> {
      const narrowed = Object.keys(range.only).length > 0;
      const found: DeskRow[] = [];
      const place = placeIn(range, after);
      if (place === 'over') return { rows: found };
      let [next, looked] = [place === 'beginning' ? undefined : after, 0];
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
  };
}

/**
 * Where a list goes on in a stretch of due dates, which moves with the time between two pages: where it was, from the
 * beginning if the stretch begins later by now, or nowhere if it ends before. DynamoDB takes no place outside of it.
 */
function placeIn(
  { dueFrom = '0', dueUntil = '9', latestFirst }: DeskRange,
  after?: After,
): After | 'beginning' | 'over' {
  if (!after) return 'beginning';
  if (after.at < dueFrom) return latestFirst ? 'over' : 'beginning';
  if (after.at > dueUntil) return latestFirst ? 'beginning' : 'over';
  return after;
}

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
