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

/** Every hour: drafts that were thrown away, and queries whose time to be kept has ended and was announced. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  let failed = 0;
  const due = await queries.listIdsDue(now, 'erase');
  for (const id of due) {
    try {
      await eraseOne(id, now);
    } catch (error) {
      failed += 1;
      loggedFault('not erased', error, { queryId: id });
    }
  }
  logged('erased', { count: due.length - failed });
  if (failed > 0) throw new Error('not everything that was to be erased could be');
}
