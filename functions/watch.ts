import { expire, routeAgain } from '../shared/offering.ts';
import type { Query } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import { logged } from './lib/log.ts';
import { watchServices } from './lib/stream-services.ts';

const { queries, notices } = watchServices();
const caller = { kind: 'hub', function: 'watch' } as const;

/** Moves one query whose time has come; a query that somebody moved meanwhile is left to them. */
async function attend({ id, status }: Query, now: string): Promise<void> {
  try {
    const loaded = await queries.find(id, status === 'offered' ? 'expire' : 'route-again', caller, now);
    const { query } = loaded;
    await queries.commit(loaded, query.status === 'offered' ? expire(query, now) : routeAgain(query, now), {
      caller,
      now,
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logged('left alone', { queryId: id, reason: error.reason });
  }
}

/** Every five minutes: offers that lapsed, questions that found nobody yet, and notices that did not leave. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  const { queries: due } = await queries.listDueForCheck(now);
  for (const query of due) await attend(query, now);
  const stuck = await notices.listStuck(now);
  for (const id of stuck) await notices.wake(id, now);
  logged('watched', { count: due.length + stuck.length });
}
