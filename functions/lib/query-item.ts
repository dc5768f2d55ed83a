import * as z from 'zod';
import { nextCheckAt, Query } from '../../shared/query.ts';
import { loggedFault } from './log.ts';

/** The keys by which lists find a query; every index is sparse, so a key that is absent is a list it is not on. */
type IndexKeys = {
  askerKey: string;
  sortAt: string;
  expertKey?: string;
  deskKey?: string;
  dueAt?: string;
  checkKey?: string;
  nextCheckAt?: string;
};

function indexKeys(query: Query): IndexKeys {
  const keys: IndexKeys = { askerKey: query.askerId, sortAt: query.createdAt };
  if (query.status === 'draft') return keys;
  const check = nextCheckAt(query);
  const expert =
    query.status === 'offered' ? query.offer.expertId : 'grant' in query ? query.grant.expertId : undefined;
  return {
    ...keys,
    deskKey: 'open',
    dueAt: query.clock.dueAt,
    ...(expert ? { expertKey: expert } : {}),
    ...(check ? { checkKey: 'due', nextCheckAt: check } : {}),
  };
}

/** A query as the Queries table keeps it. */
export const toItem = (query: Query) => ({ ...query, ...indexKeys(query) });

const Stored = z
  .looseObject({})
  .transform(
    ({ askerKey: _1, sortAt: _2, expertKey: _3, deskKey: _4, dueAt: _5, checkKey: _6, nextCheckAt: _7, ...query }) =>
      query,
  )
  .pipe(Query);

/** A stored item as a query; a shape that its status does not allow does not parse. */
export const fromItem = (item: Record<string, unknown>): Query => Stored.parse(item);

/** The items of a list as queries; one that does not parse is reported as a fault and keeps nobody from the others. */
export function readable(items: readonly Record<string, unknown>[]): Query[] {
  return items.flatMap((item) => {
    try {
      return [fromItem(item)];
    } catch (error) {
      loggedFault('unreadable query', error, { queryId: String(item.id) });
      return [];
    }
  });
}
