import { genevaCalendar } from '../shared/calendar.ts';
import { LedgerEntry } from '../shared/ledger.ts';
import { offer, reportUnplaced } from '../shared/offering.ts';
import { Refused } from '../shared/refused.ts';
import { eligible, rank } from '../shared/routing.ts';
import { onStream } from './lib/stream.ts';
import { routerServices } from './lib/stream-services.ts';

const { queries, directory } = routerServices();
const caller = { kind: 'hub', function: 'offer' } as const;

/** Offers a query that was sent, declined or let lapse to the next expert; tells the secretariat when nobody fits. */
export const handler = onStream(async (image) => {
  const { queryId } = LedgerEntry.parse(image);
  const now = new Date().toISOString();
  const [loaded, roster] = await Promise.all([queries.find(queryId, 'offer', caller, now), directory.roster()]);
  const { query } = loaded;
  if (query.status !== 'submitted') return;
  const loads = await queries.loadsOf(roster.map(({ id }) => id));
  for (const { expert } of eligible(rank(query, roster, loads, now.slice(0, 10)))) {
    try {
      await queries.commit(loaded, offer(query, expert, genevaCalendar, now), { caller, now });
      return;
    } catch (error) {
      // Somebody else's query took the last place meanwhile: the next expert is asked.
      if (!(error instanceof Refused && error.reason === 'at-capacity')) throw error;
    }
  }
  const secretariat = await directory.secretariat();
  const unplaced = reportUnplaced(query, roster.length, secretariat, genevaCalendar, now);
  await queries.commit(loaded, unplaced, { caller, now });
});
