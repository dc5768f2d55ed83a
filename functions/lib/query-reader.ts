import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Caller, expertBehind, mayWith, type QueryAction, standingInFor } from '../../shared/access.ts';
import type { Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { directory } from './directory.ts';
import { type Dynamo, getAll } from './dynamo.ts';
import { fromItem, readable } from './query-item.ts';

type Allows = (id: string, actions: readonly QueryAction[], caller: Caller, now: string) => Promise<boolean>;

/** Reads single queries, always for somebody who may. */
export function queryReader(client: Dynamo, tables: { queries: string; directory?: string }) {
  const table = tables.queries;

  const findPerson = async (id: string) =>
    tables.directory ? directory(client, tables.directory).findPerson(id) : undefined;

  async function read(id: string): Promise<Query | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
    return Item && fromItem(Item);
  }

  /** The first of these actions that the caller may do with the query. */
  async function firstFor<Action extends QueryAction>(
    query: Query,
    actions: readonly Action[],
    { caller, now }: { caller: Caller; now: string },
    personOf = findPerson,
  ): Promise<Action | undefined> {
    const firstAs = (by: Caller) => actions.find((action) => mayWith(query, action, by, now));
    const first = firstAs(caller);
    const expertId = first ? undefined : expertBehind(query, actions, caller);
    // Whose deputy they are is asked of the expert's profile as it is now, and only where nothing else gives the right.
    return expertId ? firstAs(standingInFor(caller, await personOf(expertId))) : first;
  }

  return {
    /** The query, if this caller may do this with it now. */
    async readFor(id: string, action: QueryAction, caller: Caller, now: string): Promise<Query | undefined> {
      const query = await read(id);
      return query && (await firstFor(query, [action], { caller, now })) ? query : undefined;
    },
    /** May this caller do any of these with the query? */
    async allows(id: string, actions: readonly QueryAction[], caller: Caller, now: string): Promise<boolean> {
      const query = await read(id);
      return query !== undefined && (await firstFor(query, actions, { caller, now })) !== undefined;
    },
    /** The same question of many queries, which are read at once. */
    async allowing(ids: readonly string[]): Promise<{ allows: Allows }> {
      const keys = [...new Set(ids)].map((id) => ({ id }));
      const found = readable((await getAll(client, { [table]: keys }))[table] ?? []);
      const byId = new Map(found.map((query) => [query.id, query]));
      const asked = new Map<string, ReturnType<typeof findPerson>>();
      const personOf = (id: string) => {
        const person = asked.get(id) ?? findPerson(id);
        asked.set(id, person);
        return person;
      };
      return {
        allows: async (id, actions, caller, now) => {
          const query = byId.get(id);
          return query !== undefined && (await firstFor(query, actions, { caller, now }, personOf)) !== undefined;
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
      const action = query && (await firstFor(query, actions, { caller, now }));
      if (!action) throw new Refused('not-found');
      return action;
    },
  };
}

export type QueryReader = ReturnType<typeof queryReader>;
