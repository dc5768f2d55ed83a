import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { personFrom } from '../../functions/lib/directory.ts';
import { fromItem, toItem } from '../../functions/lib/query-item.ts';
import { queryStore } from '../../functions/lib/query-store.ts';
import type { Caller, QueryAction } from '../../shared/access.ts';
import type { Change } from '../../shared/change.ts';
import { Expert } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import type { World } from './world.ts';

/** Times that are long over. */
export const past = '2026-01-05T09:00:00.000Z';

/** An expert as they are on the roster now. */
export async function expertNow(world: World, name: string): Promise<Expert> {
  const item = await world.itemIn('Directory', { key: `person#${world.personOf(name).id}` });
  return Expert.parse(personFrom(item ?? {}));
}

/** What somebody decides about a query, written by the hub's own store: where a test is not about how they ask for it. */
export async function decides(
  world: World,
  who: string,
  id: string,
  action: QueryAction,
  decide: (query: Query, now: string) => Change,
): Promise<void> {
  const { dynamo, hub } = world;
  const store = queryStore(dynamo, {
    ...{ queries: hub.tableName('Queries'), ledger: hub.tableName('Ledger') },
    ...{ notices: hub.tableName('Notices'), directory: hub.tableName('Directory') },
  });
  const caller: Caller =
    who === 'watch' ? { kind: 'hub', function: who } : { kind: 'person', person: world.personOf(who) };
  const now = new Date().toISOString();
  const loaded = await store.find(id, action, caller, now);
  await store.commit(loaded, decide(loaded.query, now), { caller, now });
}

/** A query as it would stand later, or had it been earlier: rewritten with all that the lists find it by. */
export async function rewritten(world: World, id: string, change: (query: Query) => Query): Promise<void> {
  const item = await world.itemIn('Queries', { id });
  if (!item) throw new Error(`there is no query ${id}`);
  const Item = toItem(change(fromItem(item)));
  await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Queries'), Item }));
}
