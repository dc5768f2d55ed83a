import type { Context } from 'aws-lambda';
import { erase } from '../shared/erasing.ts';
import { Refused } from '../shared/refused.ts';
import { logged, loggedFault } from './lib/log.ts';
import { eraseServices } from './lib/stream-services.ts';

const { queries, remains } = eraseServices();
const caller = { kind: 'hub', function: 'erase' } as const;

/** Erases one query: first that it says so and its key is gone, then the ciphertext that nobody can open any more. */
async function eraseOne(id: string, now: string): Promise<void> {
  try {
    const loaded = await queries.find(id, 'dispose', caller, now);
    const { status } = loaded.query;
    if (status !== 'discarded' && status !== 'erased')
      await queries.commit(loaded, erase(loaded.query, now), { caller, now }, [remains.keyItem(id)]);
    await remains.sweep(id);
    // Last, so that whatever breaks off before comes again.
    if (status === 'discarded') await remains.forget(id);
    else await remains.settle(id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logged('left alone', { queryId: id, reason: error.reason });
  }
}

/** What is left of its time when a run begins nothing more: the next one goes on. */
const mostLeft = 30_000;

/** Every hour: drafts that were thrown away, and queries whose time to be kept has ended and was announced. */
export async function handler(_: unknown, { getRemainingTimeInMillis }: Context): Promise<void> {
  const now = new Date().toISOString();
  let done = 0;
  let failed = 0;
  for await (const id of queries.everyIdDue(now, 'erase')) {
    if (getRemainingTimeInMillis() < mostLeft) break;
    try {
      await eraseOne(id, now);
      done += 1;
    } catch (error) {
      failed += 1;
      loggedFault('not erased', error, { queryId: id });
    }
  }
  logged('erased', { count: done });
  if (failed > 0) throw new Error('not everything that was to be erased could be');
}
