import type { Context } from 'aws-lambda';
import { expertAtWork } from '../shared/assignment.ts';
import { dueChange } from '../shared/due.ts';
import type { Query } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import { did, logged } from './lib/log.ts';
import { watchServices } from './lib/stream-services.ts';

const { queries, notices, directory, settings, clocks } = watchServices();
const caller = { kind: 'hub', function: 'watch' } as const;

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

/** What is left of its time when a run begins nothing more: the next one goes on. */
const mostLeft = 30_000;

/** Every five minutes: notices that did not leave, clocks that changed with the settings, and what has fallen due. */
export async function handler(_: unknown, { getRemainingTimeInMillis }: Context): Promise<void> {
  const now = new Date().toISOString();
  const hasTime = () => getRemainingTimeInMillis() >= mostLeft;
  const outcomes: boolean[] = [];
  for (const id of await notices.listStuck(now)) outcomes.push(await did(notices.wake(id, now), { noticeId: id }));
  const desk = await deskAt(now);
  // Clocks come first: nobody is told that something is late by a calendar that holds no more.
  outcomes.push(await did(clocks.setAll({ set: desk.settings, now, hasTime }), {}));
  for await (const id of queries.everyIdDue(now)) {
    if (!hasTime()) break;
    outcomes.push(await did(attend(id, desk), { queryId: id }));
  }
  logged('watched', { count: outcomes.length });
  if (outcomes.includes(false)) throw new Error('not everything that was due could be attended to');
}
