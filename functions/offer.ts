import { release } from '../shared/asking.ts';
import { conflictOf } from '../shared/conflict.ts';
import { endByConflict, endBySuspension, isWith } from '../shared/ending.ts';
import { standingHolds } from '../shared/institutions.ts';
import { LedgerEntry } from '../shared/ledger.ts';
import { offer, reportUnplaced } from '../shared/offering.ts';
import { Refused } from '../shared/refused.ts';
import { eligible, rank } from '../shared/routing.ts';
import { shippedSettings } from '../shared/settings.ts';
import { onStream } from './lib/stream.ts';
import { routerServices } from './lib/stream-services.ts';

const { queries, directory } = routerServices();
const caller = { kind: 'hub', function: 'offer' } as const;

/** Offers a query that waits for an expert to the best one; tells the secretariat when nobody fits. */
async function place(queryId: string, now: string): Promise<void> {
  const [loaded, roster] = await Promise.all([queries.find(queryId, 'offer', caller, now), directory.roster()]);
  const { query } = loaded;
  if (query.status !== 'submitted') return;
  const loads = await queries.loadsOf(roster.map(({ id }) => id));
  // A restricted question is proposed to the secretariat, never offered by itself.
  const candidates = query.confidentiality === 'restricted' ? [] : rank(query, roster, loads, now.slice(0, 10));
  for (const { expert } of eligible(candidates)) {
    try {
      await queries.commit(loaded, offer(query, expert, shippedSettings, now), { caller, now });
      return;
    } catch (error) {
      // Somebody else's query took the last place meanwhile: the next expert is asked.
      if (!(error instanceof Refused && error.reason === 'at-capacity')) throw error;
    }
  }
  const secretariat = await directory.secretariat();
  const unplaced = reportUnplaced(query, { considered: roster.length, secretariat }, shippedSettings, now);
  await queries.commit(loaded, unplaced, { caller, now });
}

/** Ends what an expert has of States they turn out to be tied to, or everything when they were suspended. */
async function endAccess(expertId: string, newTies: readonly string[], now: string): Promise<void> {
  const expert = await directory.findPerson(expertId);
  if (expert?.role !== 'expert') return;
  const secretariat = await directory.secretariat();
  for await (const { id } of queries.everyOfExpert({ caller, actions: ['end-access'], now }, expertId)) {
    const loaded = await queries.find(id, 'end-access', caller, now);
    const { query } = loaded;
    if (!isWith(query, expertId, now)) continue;
    // A tie that was taken back since it was declared still ends what it touched.
    const declared = newTies.includes(query.state) ? 'declared' : undefined;
    const conflict = conflictOf(expert.expertise.interests, query.state, now.slice(0, 10)) ?? declared;
    if (conflict) await queries.commit(loaded, endByConflict(query, conflict, secretariat, now), { caller, now });
    else if (expert.status === 'suspended') await queries.commit(loaded, endBySuspension(query, now), { caller, now });
  }
}

/** Sends on what was held until an institution's standing was confirmed. */
async function releaseHeld(institutionId: string, now: string): Promise<void> {
  const institution = await directory.findInstitution(institutionId);
  if (!institution || !standingHolds(institution, now.slice(0, 10))) return;
  for await (const { id, status } of queries.everyOfInstitution({ caller, actions: ['release'], now }, institutionId)) {
    if (status !== 'held') continue;
    const loaded = await queries.find(id, 'release', caller, now);
    if (loaded.query.status === 'held') await queries.commit(loaded, release(loaded.query, now), { caller, now });
  }
}

/** Brings queries to experts and away from them, as the ledger says it is time to. */
export const handler = onStream(async (image) => {
  const { queryId: subjectId, code, details } = LedgerEntry.parse(image);
  const now = new Date().toISOString();
  if (code === 'interests-changed') return endAccess(subjectId, details.newTies, now);
  if (code === 'person-suspended') return endAccess(subjectId, [], now);
  if (code === 'standing-confirmed') return releaseHeld(subjectId, now);
  return place(subjectId, now);
});
