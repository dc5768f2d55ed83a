import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  type Contribution,
  type Counts,
  contributionOf,
  differences,
  nothing,
  noughtsOf,
  type RowName,
  rowNamed,
} from '../../shared/contribution.ts';
import { dimensions, valuesOf } from '../../shared/dimensions.ts';
import { Count, Ordinal } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Dynamo, type Write, writeAll } from './dynamo.ts';
import { entriesOf } from './ledger-store.ts';

/** The row that says until when everything was counted; it stands among the months, so that it is read with them. */
export const countedRow = { series: 'all', cell: 'counted' } as const;

/** What a query has added so far stands in a row of its own. */
const keyOf = (queryId: string) => ({ series: `query#${queryId}`, cell: 'contribution' });

const Kept = z.object({
  version: Ordinal,
  sequence: Count,
  rows: z.record(z.string(), z.record(z.string(), z.int())),
});

/** A contribution as it is kept, with the number that a change of it is conditional on. */
type KeptContribution = Contribution & { version: number };

/** Every row of a month but the one over everything, which is laid out last: where it is, the others are. */
const rowsOfMonth = (month: string): RowName[] =>
  dimensions.flatMap((series) => valuesOf[series].map((value) => ({ series, cell: `${month}#${value}` })));

/** A transaction takes a hundred writes; a query that lived through more months than fit is counted in several. */
const rowsAtOnce = 90;
const tries = 5;

/** Where queries are counted: each adds what its ledger says, once, however often and in whatever order it is told. */
export function tallies(client: Dynamo, tables: { reports: string; ledger: string }) {
  const opened = new Set<string>();

  async function insert(name: RowName): Promise<void> {
    const Item = { ...name, ...noughtsOf(name) };
    const ConditionExpression = 'attribute_not_exists(series)';
    await client.send(new PutCommand({ TableName: tables.reports, Item, ConditionExpression })).catch(unlessCondition);
  }

  /** Lays out all rows of a month that is counted in for the first time, so that they are as long as they will be. */
  async function openMonth(month: string): Promise<void> {
    if (opened.has(month)) return;
    const Key = { series: 'all', cell: month };
    const { Item } = await client.send(new GetCommand({ TableName: tables.reports, Key, ConsistentRead: true }));
    if (!Item) {
      await Promise.all(rowsOfMonth(month).map(insert));
      await insert({ series: 'all', cell: month });
    }
    opened.add(month);
  }

  /** What a query has added so far. */
  async function kept(queryId: string): Promise<KeptContribution> {
    const Key = keyOf(queryId);
    const { Item } = await client.send(new GetCommand({ TableName: tables.reports, Key, ConsistentRead: true }));
    return Item ? Kept.parse(Item) : { ...nothing, version: 0 };
  }

  /**
   * Adds to the rows what a query's contribution is more than the kept one, and keeps it: both or neither. The version
   * under which it is kept; undefined when the kept one had moved.
   */
  async function replace(queryId: string, before: KeptContribution, after: Contribution): Promise<number | undefined> {
    let stored = before;
    for (;;) {
      const missing = differences(stored, after);
      const part = missing.slice(0, rowsAtOnce);
      for (const { key } of part) await openMonth(rowNamed(key).cell.slice(0, 7));
      const rows = { ...stored.rows };
      for (const { key } of part) rows[key] = after.rows[key] ?? {};
      const whole = part.length === missing.length;
      const next = { ...(whole ? after : { sequence: stored.sequence, rows }), version: stored.version + 1 };
      const written = await writeAll(client, [
        { item: keepItem(tables.reports, queryId, stored, next), otherwise: 'moved' },
        ...part.map(
          ({ key, counts }): Write<'moved'> => ({ item: addItem(tables.reports, key, counts), otherwise: 'moved' }),
        ),
      ]);
      if (written === 'moved') return undefined;
      if (whole) return next.version;
      stored = next;
    }
  }

  /** Everything is counted until this moment, as far as records came in order. */
  async function countedUntil(at: string): Promise<void> {
    const command = new UpdateCommand({
      TableName: tables.reports,
      Key: countedRow,
      UpdateExpression: 'SET countedUntil = :at',
      ConditionExpression: 'attribute_not_exists(countedUntil) OR countedUntil < :at',
      ExpressionAttributeValues: { ':at': at },
    });
    await client.send(command).catch(unlessCondition);
  }

  return {
    kept,
    replace,
    countedUntil,
    /** Adds to a row what it has too little or too much of, if these counts still stand in it as they were read. */
    async correct(key: string, counts: Counts, read: Counts): Promise<boolean> {
      await openMonth(rowNamed(key).cell.slice(0, 7));
      const { Update } = addItem(tables.reports, key, counts);
      const names = Object.keys(counts);
      const asRead = names.map((name, index) =>
        // A counter that is new since the month was laid out is not in its row yet.
        read[name] ? `#c${index} = :read${index}` : `(attribute_not_exists(#c${index}) OR #c${index} = :read${index})`,
      );
      const values = Object.fromEntries(names.map((name, index) => [`:read${index}`, read[name] ?? 0]));
      return client
        .send(
          new UpdateCommand({
            ...Update,
            ConditionExpression: asRead.join(' AND '),
            ExpressionAttributeValues: { ...Update.ExpressionAttributeValues, ...values },
          }),
        )
        .then(() => true, unlessCondition);
    },
    /** Counts a query as its ledger stands now, if it was not counted as far as this entry yet. */
    async count(queryId: string, reached: { sequence: number; at: string }, history: () => Promise<Settings[]>) {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const before = await kept(queryId);
        if (before.sequence >= reached.sequence) return;
        const [entries, settings] = await Promise.all([entriesOf(client, tables.ledger, queryId), history()]);
        if (!(await replace(queryId, before, contributionOf(entries, settings)))) continue;
        await countedUntil(reached.at);
        return;
      }
      throw new Refused('busy-try-again');
    },
  };
}

export type Tallies = ReturnType<typeof tallies>;

function unlessCondition(error: unknown): false {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
}

const keepItem = (table: string, queryId: string, before: KeptContribution, after: KeptContribution) => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(queryId), ...after },
    ...(before.version === 0
      ? { ConditionExpression: 'attribute_not_exists(series)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': before.version },
        }),
  },
});

function addItem(table: string, key: string, counts: Counts) {
  const named = Object.entries(counts);
  return {
    Update: {
      TableName: table,
      Key: rowNamed(key),
      UpdateExpression: `ADD ${named.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(named.map(([name], index) => [`#c${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(named.map(([, count], index) => [`:c${index}`, count])),
    },
  };
}
