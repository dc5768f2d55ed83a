import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Caller, mayWith, type QueryAction } from '../../shared/access.ts';
import type { Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type Dynamo, getAll } from './dynamo.ts';
import { fromItem, readable } from './query-item.ts';

type Allows = (id: string, actions: readonly QueryAction[], caller: Caller, now: string) => Promise<boolean>;

/** Reads single queries, always for somebody who may. */
export function queryReader(client: Dynamo, table: string) {
  async function read(id: string): Promise<Query | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
    return Item && fromItem(Item);
  }

  return {
    /** The query, if this caller may do this with it now. */
    async readFor(id: string, action: QueryAction, caller: Caller, now: string): Promise<Query | undefined> {
      const query = await read(id);
      return query && mayWith(query, action, caller, now) ? query : undefined;
    },
    /** May this caller do any of these with the query? */
    async allows(id: string, actions: readonly QueryAction[], caller: Caller, now: string): Promise<boolean> {
      const query = await read(id);
      return query !== undefined && actions.some((action) => mayWith(query, action, caller, now));
    },
    /** The same question of many queries, which are read at once. */
    async allowing(ids: readonly string[]): Promise<{ allows: Allows }> {
      const keys = [...new Set(ids)].map((id) => ({ id }));
      const found = readable((await getAll(client, { [table]: keys }))[table] ?? []);
      const byId = new Map(found.map((query) => [query.id, query]));
      return {
        allows: async (id, actions, caller, now) => {
          const query = byId.get(id);
          return query !== undefined && actions.some((action) => mayWith(query, action, caller, now));
        },
      };
    },
    /** The first of these actions that the caller may do with the query; `not-found` when there is none. */
    async firstAllowed<Action extends QueryAction>(
      id: string,
      actions: readonly Action[],
      caller: Caller,
      now: string,
    ): Promise<Action> {
      const query = await read(id);
      const action = query && actions.find((one) => mayWith(query, one, caller, now));
      if (!action) throw new Refused('not-found');
      return action;
    },
  };
}

export type QueryReader = ReturnType<typeof queryReader>;
