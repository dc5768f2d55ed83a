import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { type TableName, type TableShape, tableNames, tableShapes } from '../infra/tables.ts';
import type { Call, Reply } from '../local/call.ts';
import type { Hub } from '../local/hub.ts';
import { Item, itemBytes, type Value } from './item-size.ts';
import { type TouchedItem, writtenBy } from './touched.ts';
import { readUnits, writeUnits } from './units.ts';

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
  /** The same, by where it goes: table or index, and the partition key there. */
  traffic: Traffic[];
};

/** Units at one partition key of a table, `Queries`, or of an index, `Queries by-desk`. */
export type Traffic = { place: string; key: string; read: number; write: number };

const Got = z.object({ Item: Item.optional() });
const Single = z.object({ Key: Item });
const Found = z.object({ Items: z.array(Item).default([]), LastEvaluatedKey: Item.optional() });
const FoundInBatch = z.object({ Responses: z.record(z.string(), z.array(Item)) });
const AskedInBatch = z.object({
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(Item), ConsistentRead: z.boolean().default(false) })),
});
const Asked = z.looseObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: Item.optional(),
  ConsistentRead: z.boolean().default(false),
  KeyConditionExpression: z.string().default(''),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: Item.optional(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
});

/** A key as it is compared. */
const textOf = (value: Value | undefined): string => (value && 'S' in value ? value.S : '');

/** The partition key of a read: of the item, or the first that the key condition compares. */
function partitionOf({ Key, KeyConditionExpression, ExpressionAttributeValues }: z.infer<typeof Asked>): string {
  const [named = ''] = /:\w+/.exec(KeyConditionExpression) ?? [];
  return textOf(Key ? Object.values(Key)[0] : ExpressionAttributeValues?.[named]);
}

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

/** The function that makes a call, by its role; who has only begun to sign in shows Cognito a session, unsigned. */
const functionOf = (role: string | undefined): string =>
  role === undefined ? 'unsigned' : (/^[a-z]+/.exec(role)?.[0] ?? '');

/**
 * Follows every call of the hub's functions: when it was under way, and what it takes by AWS's published rule, from the
 * items themselves. Writes go one after the other meanwhile, and every call takes `patience` milliseconds more, so that
 * calls which do not wait for one another are seen side by side. They pass one by one: on a busy machine each takes
 * longer, and gives whoever is about to make the next call a turn.
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

  type Taken = Pick<Metered, 'read' | 'write' | 'traffic'>;
  const taking = (traffic: Traffic[]): Taken => ({
    read: traffic.reduce((all, { read }) => all + read, 0),
    write: traffic.reduce((all, { write }) => all + write, 0),
    traffic,
  });

  /** What a write changed, item by item: nobody else writes meanwhile. */
  async function writing(call: Call, touched: readonly TouchedItem[], answer: () => Promise<Reply>) {
    const before = await Promise.all(touched.map(itemAt));
    const reply = await answer();
    const after = await Promise.all(touched.map(itemAt));
    const traffic = touched.flatMap(({ table, key }, place) => {
      const [name, shape] = [nameOf(table), shapeOf(table)];
      const change = { before: before[place], after: after[place] };
      const units = writeUnits(change, shape, call.operation === 'TransactWriteItems');
      const at = (item: Item | undefined, attribute: string) => textOf(item?.[attribute]);
      return [
        { place: name, key: at(key, shape.partition.name), read: 0, write: units.table },
        ...Object.entries(units.indexes).map(([index, write]) => {
          const attribute = shape.indexes?.[index]?.partition.name ?? '';
          const where = at(change.after, attribute) || at(change.before, attribute);
          return { place: `${name} ${index}`, key: where, read: 0, write };
        }),
      ];
    });
    return { reply, taken: taking(traffic) };
  }

  /** What a read looked at: all of it, also what a filter or a projection left out of the answer. */
  async function reading({ operation, input }: Call, { body }: Reply): Promise<Taken> {
    if (operation === 'BatchGetItem') {
      const { RequestItems: asked } = AskedInBatch.parse(input);
      const { Responses: found } = FoundInBatch.parse(JSON.parse(body.toString()));
      return taking(
        Object.entries(asked).flatMap(([table, { Keys, ConsistentRead }]) => {
          const names = [shapeOf(table).partition.name, shapeOf(table).sort?.name ?? ''];
          return Keys.map((key) => {
            const item = (found[table] ?? []).find((one) =>
              names.every((name) => isDeepStrictEqual(one[name], key[name])),
            );
            const read = readUnits(itemBytes(item ?? {}), consistency(ConsistentRead));
            return { place: nameOf(table), key: textOf(key[names[0] ?? '']), read, write: 0 };
          });
        }),
      );
    }
    if (!['GetItem', 'Query', 'Scan'].includes(operation)) return taking([]);
    const asked = Asked.parse(input);
    const answered: unknown = JSON.parse(body.toString());
    const items =
      operation === 'GetItem'
        ? [Got.parse(answered).Item ?? {}]
        : asked.FilterExpression || asked.ProjectionExpression
          ? (await hub.database.call(`DynamoDB_20120810.${operation}`, unfiltered(asked), Found)).Items
          : Found.parse(answered).Items;
    const read = readUnits(bytesOf(items), consistency(asked.ConsistentRead));
    const place = [nameOf(asked.TableName), asked.IndexName].filter(Boolean).join(' ');
    return taking([{ place, key: partitionOf(asked), read, write: 0 }]);
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
      const read = call.service === 'dynamodb' && reply.status === 200;
      return { reply, taken: read ? await reading(call, reply) : taking([]) };
    }
    const turn = last.then(() => writing(call, touched, answer));
    last = turn.catch(() => {});
    return turn;
  }

  const stop = hub.witness(async (call, answer) => {
    if (call.role?.startsWith('ROOT')) return answer();
    const began = performance.now();
    const { reply, taken: units } = await witnessed(call, answer);
    for (let passed = 0; passed < patience; passed += 1) await pause(1);
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
