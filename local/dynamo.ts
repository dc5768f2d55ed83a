import * as z from 'zod';
import type { Call, Cost, Reply, Service } from './call.ts';
import { demandsOf, type Touch, touchesOf } from './dynamo-demands.ts';
import type { EnginePort } from './engine-port.ts';
import type { Table } from './tables.ts';

const Capacity = z.object({ CapacityUnits: z.number().default(0) });
const Answered = z.object({
  ConsumedCapacity: z.union([Capacity.transform((one) => [one]), z.array(Capacity)]).default([]),
  Count: z.number().optional(),
  Responses: z.union([z.array(z.unknown()), z.record(z.string(), z.array(z.unknown()))]).optional(),
});

const measured = /^(GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|Batch(Get|Write)Item|Transact(Get|Write)Items)$/;
const writes = /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;

/** DynamoDB in front of the engine: what calls demand, what they cost, and a word to whoever follows a table that it was written. */
export function dynamo(
  engine: EnginePort,
  tables: readonly Table[],
  region: string,
  written: (table: string) => void,
): Service {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    demandsOf: (call) => demandsOf(touchesOf(call, byName), byName, region),
    answer: async (call) => {
      const target = `DynamoDB_20120810.${call.operation}`;
      if (!measured.test(call.operation)) return engine.forward(target, call.body);
      const touches = touchesOf(call, byName);
      const reply = await measuredAnswer(call, touches, (body) => engine.forward(target, body));
      if (reply.status === 200 && writes.test(call.operation)) for (const { table } of touches) written(table);
      return reply;
    },
  };
}

/** Asks the engine what the call consumes, and takes the answer out again where the caller did not ask. */
async function measuredAnswer(
  call: Call,
  touches: readonly Touch[],
  forward: (body: Buffer) => Promise<Reply>,
): Promise<Reply> {
  const asked = call.body.includes('"ReturnConsumedCapacity"');
  const body = asked
    ? call.body
    : Buffer.concat([
        Buffer.from('{"ReturnConsumedCapacity":"TOTAL",'),
        call.body.subarray(call.body.indexOf('{') + 1),
      ]);
  const reply = await forward(body);
  if (reply.status !== 200) return reply;
  const { ConsumedCapacity: capacity, ...rest }: Record<string, unknown> = JSON.parse(reply.body.toString());
  const answered = Answered.parse({ ...rest, ConsumedCapacity: capacity });
  const cost = {
    tables: [...new Set(touches.map((touch) => touch.table))],
    items: itemsOf(answered, touches),
    capacityUnits: answered.ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0),
  };
  return { status: 200, body: asked ? reply.body : JSON.stringify(rest), cost };
}

function itemsOf({ Count, Responses }: z.infer<typeof Answered>, touches: readonly Touch[]): Cost['items'] {
  if (Count !== undefined) return Count;
  if (Responses !== undefined)
    return Array.isArray(Responses) ? Responses.length : Object.values(Responses).flat().length;
  return touches.length;
}
