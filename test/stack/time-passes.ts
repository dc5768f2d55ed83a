import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { fromItem, toItem } from '../../functions/lib/query-item.ts';
import { Query } from '../../shared/query.ts';
import type { World } from './world.ts';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The same value with every moment in it so much earlier. */
function earlier(value: unknown, milliseconds: number): unknown {
  if (typeof value === 'string' && moment.test(value)) return new Date(Date.parse(value) - milliseconds).toISOString();
  if (Array.isArray(value)) return value.map((one) => earlier(one, milliseconds));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, earlier(one, milliseconds)]));
  return value;
}

/** The fields of every query that a moment can be asked of; which are there depends on its status. */
type Moments = {
  updatedAt: string;
  clock: { atRiskAt: string; dueAt: string; longOverdueAt: string };
  offer?: { remindAt?: string; expiresAt: string };
  pause?: { since: string; nextReminderAt?: string };
  clearance?: { routingDueAt?: string; clearer?: { expiresAt?: string } };
  wordDueAt: string;
  closesAt: string;
  endedAt: string;
  eraseAt: string;
};

/**
 * Lets time pass for one query until a moment of its own is just over, without waiting: everything that is kept of when
 * things happened to it, and will happen, is so much longer ago or so much nearer.
 */
export async function passUntil(world: World, id: string, of: (query: Moments) => string | undefined): Promise<void> {
  const item = await world.itemIn('Queries', { id });
  if (!item) throw new Error(`there is no query ${id}`);
  // What the test asks for is there, or it fails here.
  const until = of(item as Moments);
  if (until === undefined) throw new Error(`query ${id} has no such moment`);
  const passed = Math.max(0, Date.parse(until) - Date.now() + 5);
  const query = Query.parse(earlier(fromItem(item), passed));
  await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Queries'), Item: toItem(query) }));
}
