import { expertOf, nextCheckAt, Query } from '../../shared/query.ts';
import { loggedFault } from './log.ts';

/** The keys by which lists find a query; every index is sparse, so a key that is absent is a list it is not on. */
type IndexKeys = {
  askerKey: string;
  institutionKey: string;
  sortAt: string;
  expertKey?: string;
  workSort?: string;
  deskKey?: string;
  dueAt?: string;
  checkKey?: string;
  nextCheckAt?: string;
};

function indexKeys(query: Query): IndexKeys {
  const keys = { askerKey: query.askerId, institutionKey: query.institutionId, sortAt: query.createdAt };
  if (query.status === 'draft') return keys;
  const check = nextCheckAt(query);
  const expert = expertOf(query);
  return {
    ...keys,
    deskKey: 'open',
    dueAt: query.clock.dueAt,
    // What is still to be done sorts above what is done, so that the newest page never hides it.
    ...(expert
      ? { expertKey: expert, workSort: `${query.status === 'answered' ? 'done' : 'open'} ${query.createdAt}` }
      : {}),
    ...(check ? { checkKey: 'due', nextCheckAt: check } : {}),
  };
}

/** A query as the Queries table keeps it. */
export const toItem = (query: Query) => ({ ...query, ...indexKeys(query) });

const indexed = [
  'askerKey',
  'institutionKey',
  'sortAt',
  'expertKey',
  'workSort',
  'deskKey',
  'dueAt',
  'checkKey',
  'nextCheckAt',
];

/** A stored item as a query; a shape that its status does not allow does not parse. */
export const fromItem = (item: Record<string, unknown>): Query =>
  Query.parse(Object.fromEntries(Object.entries(item).filter(([name]) => !indexed.includes(name))));

/** The row that puts a shared query on a co-owner's list: a pointer, so that nothing of the query is kept twice. */
export const shareItem = (query: Query, personId: string) => ({
  id: shareId(query, personId),
  askerKey: personId,
  sortAt: query.createdAt,
});

/** The id of that row. */
export const shareId = (query: Query, personId: string): string => `share#${personId}#${query.id}`;

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
