import { expertOf } from '../../shared/assignment.ts';
import { type DeskRow, deskRowOf } from '../../shared/desk.ts';
import { eraseAt, nextCheckAt } from '../../shared/due.ts';
import { isOpen, isSent, Query, type SentQuery, turnOf } from '../../shared/query.ts';
import { loggedFault } from './log.ts';

/** The keys by which lists find a query; every index is sparse, so a key that is absent is a list it is not on. */
type IndexKeys = {
  askerKey?: string;
  askerSort?: string;
  institutionKey?: string;
  sortAt?: string;
  expertKey?: string;
  workSort?: string;
  viewKey?: string;
  deskKey?: string;
  dueAt?: string;
  row?: DeskRow;
  checkKey?: string;
  nextCheckAt?: string;
};

function checkKeys(query: Query): Pick<IndexKeys, 'checkKey' | 'nextCheckAt'> {
  const erasing = eraseAt(query);
  if (erasing) return { checkKey: 'erase', nextCheckAt: erasing };
  const check = nextCheckAt(query);
  return check ? { checkKey: 'due', nextCheckAt: check } : {};
}

/** Whose queue a query is in: what is to be done sorts above what is done, so that the newest page never hides it. */
function expertKeys(query: SentQuery): Pick<IndexKeys, 'expertKey' | 'workSort'> {
  const expert = expertOf(query);
  return expert ? { expertKey: expert, workSort: `${isOpen(query) ? 'open' : 'done'} ${query.createdAt}` } : {};
}

/** Where a query stands in its asker's list: what waits for them sorts above advice they have, that above what is open. */
function askerSortOf(query: Query): string {
  const rank =
    query.status === 'answered' ? 'reply' : ({ asker: 'waits', hub: 'open', nobody: 'done' } as const)[turnOf(query)];
  return `${rank} ${query.createdAt}`;
}

function indexKeys(query: Query): IndexKeys {
  const keys = {
    askerKey: query.askerId,
    askerSort: askerSortOf(query),
    institutionKey: query.institutionId,
    sortAt: query.createdAt,
  };
  if (query.status === 'discarded') return checkKeys(query);
  if (!isSent(query)) return { ...keys, ...checkKeys(query) };
  const row = deskRowOf(query);
  return {
    ...keys,
    ...checkKeys(query),
    ...expertKeys(query),
    viewKey: row.view,
    // What is paused is due on no day: it is under its own heading alone.
    ...(isOpen(query) && !query.pause ? { deskKey: 'open' } : {}),
    dueAt: row.dueAt,
    row,
  };
}

/** A query as the Queries table keeps it. */
export const toItem = (query: Query) => ({ ...query, ...indexKeys(query) });

const indexed: ReadonlySet<string> = new Set<keyof IndexKeys>([
  ...(['askerKey', 'askerSort', 'institutionKey', 'sortAt', 'expertKey', 'workSort', 'viewKey'] as const),
  ...(['deskKey', 'dueAt', 'row', 'checkKey', 'nextCheckAt'] as const),
]);

/** A stored item as a query; a shape that its status does not allow does not parse. */
export function fromItem(item: Record<string, unknown>): Query {
  const query: Record<string, unknown> = {};
  for (const name in item) if (!indexed.has(name)) query[name] = item[name];
  return Query.parse(query);
}

/** The row by which a query is found from its reference. */
export const referenceRow = (reference: string) => `reference#${reference}`;

/** The rows that put a query on the lists of others than its asker and its expert: pointers, so that nothing is kept twice. */
export function pointersOf(query: Query): Record<string, string>[] {
  const shares = query.status === 'discarded' ? [] : query.coOwners;
  const clearer = query.status === 'in_review' ? query.clearance.clearer?.expertId : undefined;
  return [
    ...shares.map((personId) => ({
      id: `share#${personId}#${query.id}`,
      askerKey: personId,
      askerSort: askerSortOf(query),
    })),
    ...(clearer
      ? [{ id: `clear#${clearer}#${query.id}`, expertKey: clearer, workSort: `open ${query.createdAt}` }]
      : []),
  ];
}

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
