import type { Change, Loaded } from '../shared/change.ts';
import { expire, routeAgain } from '../shared/offering.ts';
import { Refused } from '../shared/refused.ts';
import { type LogFields, logged, loggedFault } from './lib/log.ts';
import { watchServices } from './lib/stream-services.ts';

const { queries, notices } = watchServices();
const caller = { kind: 'hub', function: 'watch' } as const;

const due = ({ query }: Loaded, now: string): Change =>
  query.status === 'offered' ? expire(query, now) : routeAgain(query, now);

/** Moves one query whose time has come; a query that somebody moved meanwhile is left to them. */
async function attend(id: string, now: string): Promise<void> {
  try {
    const loaded = await queries.find(id, 'attend', caller, now);
    await queries.commit(loaded, due(loaded, now), { caller, now });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logged('left alone', { queryId: id, reason: error.reason });
  }
}

/** Does one thing; a fault is reported and answered as such, so that what comes after it is done all the same. */
async function did(thing: Promise<unknown>, fields: LogFields): Promise<boolean> {
  try {
    await thing;
    return true;
  } catch (error) {
    loggedFault('not attended', error, fields);
    return false;
  }
}

/** Every five minutes: offers that lapsed, questions that found nobody yet, and notices that did not leave. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  const outcomes: boolean[] = [];
  for (const id of await queries.listIdsDue(now)) outcomes.push(await did(attend(id, now), { queryId: id }));
  for (const id of await notices.listStuck(now)) outcomes.push(await did(notices.wake(id, now), { noticeId: id }));
  logged('watched', { count: outcomes.length });
  if (outcomes.includes(false)) throw new Error('not everything that was due could be attended to');
}
