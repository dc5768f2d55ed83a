import { release } from '../shared/asking.ts';
import type { Loaded } from '../shared/change.ts';
import { askClearer, reportUncleared } from '../shared/clearing.ts';
import { conflictOf } from '../shared/conflict.ts';
import { endByConflict, endBySuspension, isWith } from '../shared/ending.ts';
import { standingHolds } from '../shared/institutions.ts';
import { LedgerEntry } from '../shared/ledger.ts';
import { offer, reportUnplaced } from '../shared/offering.ts';
import type { Expert } from '../shared/people.ts';
import { isSent, type SentQuery } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import { type Candidate, eligible, isProposalOnly, type Load, rank, rankClearers } from '../shared/routing.ts';
import { onStream } from './lib/stream.ts';
import { routerServices } from './lib/stream-services.ts';

const { queries, directory, settings } = routerServices();
const caller = { kind: 'hub', function: 'offer' } as const;

type Submitted = Extract<SentQuery, { status: 'submitted' }>;
type InReview = Extract<SentQuery, { status: 'in_review' }>;

/** Those who fit, best first; what they carry is read only of those against whom nothing else stands. */
async function fitting(ranked: (loads: ReadonlyMap<string, Load>) => Candidate[]): Promise<Expert[]> {
  const could = eligible(ranked(new Map())).map(({ expert }) => expert.id);
  const loads = await queries.loadsOf(could);
  return eligible(ranked(loads)).map(({ expert }) => expert);
}

/** The experts a query may be offered to by itself, who advised before first. */
async function candidatesFor(query: Submitted, roster: readonly Expert[], now: string): Promise<Expert[]> {
  const fit = await fitting((loads) => rank(query, roster, loads, now.slice(0, 10)));
  return [...fit.filter(({ id }) => id === query.lastAdviser), ...fit.filter(({ id }) => id !== query.lastAdviser)];
}

/** Offers a query that waits for an expert to the best one; tells the secretariat when nobody fits. */
async function placeWithExpert(loaded: Loaded, query: Submitted, now: string): Promise<void> {
  const [roster, set] = await Promise.all([directory.roster(), settings.current()]);
  // A restricted question, or one of a topic set to manual, is proposed to the secretariat, never offered by itself.
  const byHand = isProposalOnly(query, set);
  for (const expert of byHand ? [] : await candidatesFor(query, roster, now)) {
    try {
      await queries.commit(loaded, offer(query, expert, set, now), { caller, now });
      return;
    } catch (error) {
      // Somebody else's query took the last place meanwhile: the next expert is asked.
      if (!(error instanceof Refused && error.reason === 'at-capacity')) throw error;
    }
  }
  const secretariat = await directory.secretariat();
  const restricted = query.confidentiality === 'restricted';
  const why = byHand ? (restricted ? 'restricted' : 'manual-topic') : 'nobody-fits';
  const unplaced = reportUnplaced(query, { considered: roster.length, why, secretariat }, set, now);
  await queries.commit(loaded, unplaced, { caller, now });
}

/** Asks a second expert to clear advice that waits for one; tells the secretariat when nobody else can. */
async function placeWithClearer(loaded: Loaded, query: InReview, now: string): Promise<void> {
  if (query.clearance.clearer) return;
  const [roster, set] = await Promise.all([directory.roster(), settings.current()]);
  // Of a restricted question nobody learns by itself, the second expert no more than the first.
  const restricted = query.confidentiality === 'restricted';
  const ranked = (loads: ReadonlyMap<string, Load>) => rankClearers(query, roster, loads, now.slice(0, 10));
  const [first] = restricted ? [] : await fitting(ranked);
  if (first) {
    await queries.commit(loaded, askClearer(query, first, set, now), { caller, now });
    return;
  }
  const secretariat = await directory.secretariat();
  const found = { considered: roster.length - 1, why: restricted ? 'restricted' : 'nobody-fits', secretariat } as const;
  await queries.commit(loaded, reportUncleared(query, found, set, now), { caller, now });
}

/** Finds whoever a query waits for: an expert, or a second one. */
async function place(queryId: string, now: string): Promise<void> {
  const loaded = await queries.find(queryId, 'offer', caller, now);
  const { query } = loaded;
  if (query.status === 'submitted') await placeWithExpert(loaded, query, now);
  if (query.status === 'in_review') await placeWithClearer(loaded, query, now);
}

/** Ends what an expert has of States they turn out to be tied to, or everything when they were suspended. */
async function endAccess(expertId: string, newTies: readonly string[], now: string): Promise<void> {
  const expert = await directory.findPerson(expertId);
  if (expert?.role !== 'expert') return;
  const secretariat = await directory.secretariat();
  for await (const { id } of queries.everyOfExpert({ caller, actions: ['end-access'], now }, expertId)) {
    const loaded = await queries.find(id, 'end-access', caller, now);
    const { query } = loaded;
    if (!isSent(query) || !isWith(query, expertId, now)) continue;
    // A tie that was taken back since it was declared still ends what it touched.
    const declared = newTies.includes(query.state) ? 'declared' : undefined;
    const conflict = conflictOf(expert.expertise.interests, query.state, now.slice(0, 10)) ?? declared;
    if (conflict)
      await queries.commit(loaded, endByConflict(query, { expertId, conflict }, secretariat, now), { caller, now });
    else if (expert.status === 'suspended')
      await queries.commit(loaded, endBySuspension(query, expertId, now), { caller, now });
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
