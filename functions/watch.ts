import type { Context } from 'aws-lambda';
import type { DeskRow } from '../shared/desk.ts';
import { dueChange } from '../shared/due.ts';
import { expertAtWork, type Query } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import type { Settings } from '../shared/settings.ts';
import { retime } from '../shared/timing.ts';
import { type LogFields, logged, loggedFault } from './lib/log.ts';
import { watchServices } from './lib/stream-services.ts';

const { queries, notices, directory, settings } = watchServices();
const caller = { kind: 'hub', function: 'watch' } as const;

/** For so long after the settings changed, clocks may still have been set by processes that had not heard of it. */
const settlingMilliseconds = 15 * 60_000;

/** A query has only so many things that can have fallen due since it was looked at last. */
const mostAtOnce = 10;

type Desk = Parameters<typeof dueChange>[1];

/** What deciding takes besides a query, read once for everything that is due. */
async function deskAt(now: string): Promise<Desk> {
  const [set, secretariat] = await Promise.all([settings.current(), directory.secretariat()]);
  const head = set.headId && secretariat.includes(set.headId) ? [set.headId] : secretariat;
  return { settings: set, secretariat, head, now };
}

/** Whom the expert at work names as their deputy. */
async function deputyFor(query: Query): Promise<string | undefined> {
  const expertId = expertAtWork(query);
  const expert = expertId && (await directory.findPerson(expertId));
  return expert && expert.role === 'expert' ? expert.expertise.deputyId : undefined;
}

/** Does for one query all whose time has come; a query that somebody moved meanwhile is left to them. */
async function attend(id: string, desk: Desk): Promise<void> {
  const { now } = desk;
  try {
    for (let done = 0; done < mostAtOnce; done += 1) {
      const loaded = await queries.find(id, 'attend', caller, now);
      const deputyId = await deputyFor(loaded.query);
      await queries.commit(loaded, dueChange(loaded.query, { ...desk, deputyId }), { caller, now });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reason !== 'not-possible-now') logged('left alone', { queryId: id, reason: error.reason });
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

const setBefore = ({ settingsVersion }: DeskRow, { version }: Settings): boolean => settingsVersion < version;

/** Computes one clock anew. */
async function setAnew(id: string, { settings: set, now }: Desk): Promise<void> {
  try {
    const loaded = await queries.find(id, 'retime', caller, now);
    await queries.commit(loaded, retime(loaded.query, set, now), { caller, now });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logged('left alone', { queryId: id, reason: error.reason });
  }
}

/** After a change of calendar or targets: every clock that still runs by older ones. */
async function setClocksAnew(desk: Desk): Promise<boolean[]> {
  const { settings: set, now } = desk;
  if (set.version === 1 || Date.parse(now) - Date.parse(set.since) > settlingMilliseconds) return [];
  const outcomes: boolean[] = [];
  for await (const row of queries.everyOpen())
    if (setBefore(row, set)) outcomes.push(await did(setAnew(row.id, desk), { queryId: row.id }));
  return outcomes;
}

/** What is left of its time when a run begins nothing more: the next one goes on. */
const mostLeft = 30_000;

/** Every five minutes: notices that did not leave, what has fallen due, and clocks that changed with the settings. */
export async function handler(_: unknown, { getRemainingTimeInMillis }: Context): Promise<void> {
  const now = new Date().toISOString();
  const outcomes: boolean[] = [];
  for (const id of await notices.listStuck(now)) outcomes.push(await did(notices.wake(id, now), { noticeId: id }));
  const desk = await deskAt(now);
  for await (const id of queries.everyIdDue(now)) {
    if (getRemainingTimeInMillis() < mostLeft) break;
    outcomes.push(await did(attend(id, desk), { queryId: id }));
  }
  outcomes.push(...(await setClocksAnew(desk)));
  logged('watched', { count: outcomes.length });
  if (outcomes.includes(false)) throw new Error('not everything that was due could be attended to');
}
