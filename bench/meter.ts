import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type TableName, type TableShape, tableNames, tableShapes } from '../infra/tables.ts';
import type { Call, Reply } from '../local/call.ts';
import type { Hub } from '../local/hub.ts';
import { Item, itemBytes } from './item-size.ts';
import { type TouchedItem, writtenBy } from './touched.ts';
import { readUnits, totalOf, writeUnits } from './units.ts';

/** A call of one of the hub's functions, with what it takes by AWS's rule. */
export type Metered = {
  function: string;
  service: string;
  operation: string;
  invocation: string | undefined;
  tables: TableName[];
  /** The partition key that a single read asks for. */
  item: string | undefined;
  refused: boolean;
  began: number;
  ended: number;
  read: number;
  write: number;
  /** The units written, table by table and index by index: `Queries`, `Queries by-desk`. */
  written: Record<string, number>;
};

const Got = z.object({ Item: Item.optional() });
const Single = z.object({ Key: Item });
const Found = z.object({ Items: z.array(Item).default([]), LastEvaluatedKey: Item.optional() });
const FoundInBatch = z.object({ Responses: z.record(z.string(), z.array(Item)) });
const AskedInBatch = z.object({
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(Item), ConsistentRead: z.boolean().default(false) })),
});
const Asked = z.looseObject({
  ConsistentRead: z.boolean().default(false),
  KeyConditionExpression: z.string().default(''),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
});

/** The same question without what leaves out part of what is looked at. */
function unfiltered({ FilterExpression: _filter, ProjectionExpression: _part, ...asked }: z.infer<typeof Asked>) {
  const used = <One>(named: Record<string, One> | undefined) => {
    const left = Object.entries(named ?? {}).filter(([name]) => asked.KeyConditionExpression.includes(name));
    return left.length > 0 ? Object.fromEntries(left) : undefined;
  };
  return {
    ...asked,
    ExpressionAttributeNames: used(asked.ExpressionAttributeNames),
    ExpressionAttributeValues: used(asked.ExpressionAttributeValues),
  };
}

const consistency = (consistent: boolean) => (consistent ? 'consistent' : 'eventual');
const bytesOf = (items: readonly Item[]): number => items.reduce((all, item) => all + itemBytes(item), 0);

/** The function that makes a call, by its role; a token is shown to Cognito by whoever holds it, unsigned. */
const functionOf = (role: string | undefined): string =>
  role === undefined ? 'unsigned' : (/^[a-z]+/.exec(role)?.[0] ?? '');

/**
 * Follows every call of the hub's functions: when it was under way, and what it takes by AWS's published rule, from the
 * items themselves. Writes go one after the other meanwhile, and every call takes `patience` milliseconds more, so that
 * calls which do not wait for one another are seen side by side.
 */
export function meter(hub: Hub, patience = 0): { taken(): Metered[]; stop(): void } {
  const names = new Map<string, TableName>(tableNames.map((name) => [hub.tableName(name), name]));
  const nameOf = (table: string): TableName => {
    const name = names.get(table);
    if (!name) throw new Error(`the hub has no table ${table}`);
    return name;
  };
  const shapeOf = (table: string): TableShape => tableShapes[nameOf(table)];
  const taken: Metered[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function itemAt({ table, key }: TouchedItem): Promise<Item | undefined> {
    const asked = { TableName: table, Key: key, ConsistentRead: true };
    return (await hub.database.call('DynamoDB_20120810.GetItem', asked, Got)).Item;
  }

  type Taken = Pick<Metered, 'read' | 'write' | 'written'>;
  const nothing: Taken = { read: 0, write: 0, written: {} };

  /** What a write changed, item by item: nobody else writes meanwhile. */
  async function writing(call: Call, touched: readonly TouchedItem[], answer: () => Promise<Reply>) {
    const before = await Promise.all(touched.map(itemAt));
    const reply = await answer();
    const after = await Promise.all(touched.map(itemAt));
    const written: Record<string, number> = {};
    let write = 0;
    for (const [place, { table }] of touched.entries()) {
      const change = { before: before[place], after: after[place] };
      const units = writeUnits(change, shapeOf(table), call.operation === 'TransactWriteItems');
      write += totalOf(units);
      const name = nameOf(table);
      written[name] = (written[name] ?? 0) + units.table;
      for (const [index, more] of Object.entries(units.indexes))
        written[`${name} ${index}`] = (written[`${name} ${index}`] ?? 0) + more;
    }
    return { reply, taken: { read: 0, write, written } };
  }

  /** What a read looked at: all of it, also what a filter or a projection left out of the answer. */
  async function reading({ operation, input }: Call, { body }: Reply): Promise<Taken> {
    if (operation === 'BatchGetItem') {
      const { RequestItems: asked } = AskedInBatch.parse(input);
      const { Responses: found } = FoundInBatch.parse(JSON.parse(body.toString()));
      const units = Object.entries(asked).map(([table, { Keys, ConsistentRead }]) => {
        const items = found[table] ?? [];
        const sizes = [...items.map(itemBytes), ...Array.from({ length: Keys.length - items.length }, () => 0)];
        return sizes.reduce((all, bytes) => all + readUnits(bytes, consistency(ConsistentRead)), 0);
      });
      return { ...nothing, read: units.reduce((all, one) => all + one, 0) };
    }
    if (!['GetItem', 'Query', 'Scan'].includes(operation)) return nothing;
    const asked = Asked.parse(input);
    const answered: unknown = JSON.parse(body.toString());
    const items =
      operation === 'GetItem'
        ? [Got.parse(answered).Item ?? {}]
        : asked.FilterExpression || asked.ProjectionExpression
          ? (await hub.database.call(`DynamoDB_20120810.${operation}`, unfiltered(asked), Found)).Items
          : Found.parse(answered).Items;
    return { ...nothing, read: readUnits(bytesOf(items), consistency(asked.ConsistentRead)) };
  }

  /** The partition key of a read of one item. */
  function itemOf({ operation, input }: Call): string | undefined {
    if (operation !== 'GetItem') return undefined;
    const [key] = Object.values(Single.parse(input).Key);
    return key && 'S' in key ? key.S : undefined;
  }

  async function witnessed(call: Call, answer: () => Promise<Reply>) {
    const touched = call.service === 'dynamodb' ? writtenBy(call, shapeOf) : undefined;
    if (!touched) {
      const reply = await answer();
      const read = call.service === 'dynamodb' && reply.status === 200 ? await reading(call, reply) : nothing;
      return { reply, taken: read };
    }
    const turn = last.then(() => writing(call, touched, answer));
    last = turn.catch(() => {});
    return turn;
  }

  const stop = hub.witness(async (call, answer) => {
    if (call.role?.startsWith('ROOT')) return answer();
    const began = performance.now();
    const { reply, taken: units } = await witnessed(call, answer);
    await pause(patience);
    const { service, operation, invocation } = call;
    const tables = [...new Set((reply.cost?.tables ?? []).map(nameOf))].sort();
    taken.push({
      ...{
        function: functionOf(call.role),
        service,
        operation,
        invocation,
        tables,
        item: itemOf(call),
        refused: reply.status >= 300,
      },
      ...{ began, ended: performance.now(), ...units },
    });
    return reply;
  });
  return { taken: () => taken, stop };
}
