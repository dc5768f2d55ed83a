import { LedgerEntry } from '../shared/ledger.ts';
import type { Settings } from '../shared/settings.ts';
import { onStream } from './lib/stream.ts';
import { tallyServices } from './lib/stream-services.ts';

const { tallies, settings } = tallyServices();

/** How much later than an entry the settings must have been read to be those that its clocks go by. */
const surelyLater = 5000;

let read: { history: Settings[]; at: number } | undefined;

/** Every version of the settings that an entry of this moment can be judged by; a backlog needs them read once. */
async function historyFor(at: string): Promise<Settings[]> {
  if (read && read.at > Date.parse(at) + surelyLater) return read.history;
  const now = Date.now();
  read = { history: await settings.history(), at: now };
  return read.history;
}

/** Counts a query anew whenever something of it ends that figures are made of. */
export const handler = onStream(
  async (image) => {
    const { queryId, sequence, at } = LedgerEntry.parse(image);
    await tallies.count(queryId, { sequence, at }, () => historyFor(at));
  },
  // One after the other: most records of a moment add to the same row.
  { inOrder: true },
);
