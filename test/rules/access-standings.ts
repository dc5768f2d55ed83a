import { isSent, type Query, type SentQuery, type Status } from '../../shared/query.ts';
import type { Standing } from './access-table.ts';
import { minutesAfter, now, situations } from './cast.ts';

/** The situations in which a query is met. */
export type Situation = keyof typeof situations;
/** Every one of them. */
export const everySituation = Object.keys(situations) as Situation[];
/** The situations of these statuses. */
export const inStatuses = (...statuses: Status[]): Situation[] =>
  everySituation.filter((situation) => statuses.some((status) => situations[situation].status === status));

/** How somebody stands, by situation. */
export type Stands = Partial<Record<Situation, readonly Standing[]>>;

/** The same standings in each of these situations. */
export const standing = (standings: readonly Standing[], among: readonly Situation[]): Stands =>
  Object.fromEntries(among.map((situation) => [situation, standings]));

const notSent: readonly Status[] = ['draft', 'discarded', 'erased'];
const sentOnes = everySituation.filter((situation) => !notSent.includes(situations[situation].status));
/** These standings to every query that was sent. */
export const inSent = (...standings: Standing[]) => standing(standings, sentOnes);
/** A standing of those who ask, from the draft to the receipt. */
export const ofAskers = (one: Standing): Stands => ({
  ...{ draft: [one], erased: ['holder of a receipt'] },
  ...inSent(one),
});

/** To nothing at all. */
export const nowhere: Stands = {};
/** Where there is an offer. */
export const whereOffered = standing(['expert with an offer'], inStatuses('offered'));
/** Where an expert is at work. */
export const whereAtWork = standing(
  ['expert with a grant'],
  inStatuses('in_progress', 'needs_information', 'in_review').filter((one) => one !== 'asked about by the desk'),
);
// What was withdrawn while at work ended the grant; an answer's window outlives its query's end.
const whereWindow = standing(['expert with a grant'], ['answered', 'closed']);
/** Where an expert may read. */
export const whereGranted: Stands = { ...whereAtWork, ...whereWindow };
/** Where the expert has an offer or may read. */
export const whereOfferedOrGranted: Stands = { ...whereOffered, ...whereGranted };
/** Where a deputy stands by. */
export const whereDeputy = standing(['deputy'], Object.keys(whereAtWork) as Situation[]);
const whereAskedToClear = standing(['expert asked to clear'], ['in review, a second expert asked']);
/** Where a second expert is asked, and where they clear. */
export const whereClears: Stands = {
  ...whereAskedToClear,
  ...standing(['expert who clears'], ['in_review', 'in review, waiting by request']),
};

/** A change of those queries alone that were sent. */
export const sentOnly = (change: (query: SentQuery) => Query) => (query: Query) =>
  isSent(query) ? change(query) : query;

/** The query with this emergency. */
export const withGlass = (glass: SentQuery['glass']) => sentOnly((query) => (glass ? { ...query, glass } : query));

/** The query with an approved emergency. */
export const approved = (memberId: string, approvedBy: string, expiresAt: string) =>
  withGlass({ status: 'approved', memberId, approvedBy, expiresAt });

/** The offer as it lapses this moment. */
export function offerLapsed(query: Query): Query {
  return query.status === 'offered' ? { ...query, offer: { ...query.offer, expiresAt: now } } : query;
}

/** The offer in its last minute. */
export function offerLastMinute(query: Query): Query {
  return query.status === 'offered' ? { ...query, offer: { ...query.offer, expiresAt: minutesAfter(1) } } : query;
}

/** The grant with this end, where there is a window after an answer. */
export const windowUntil = (endsAt: string) => (query: Query) =>
  (query.status === 'answered' || query.status === 'closed') && query.grant
    ? { ...query, grant: { ...query.grant, endsAt } }
    : query;

/** A clearance that is asked for until then. */
export function clearanceUntil(query: Query, expiresAt: string): Query {
  if (query.status !== 'in_review' || query.clearance.clearer?.status !== 'asked') return query;
  return { ...query, clearance: { ...query.clearance, clearer: { ...query.clearance.clearer, expiresAt } } };
}

/** The query as it would be had somebody been put to clear it who must not. */
export const clearedBy = (expertId: string) => (query: Query) =>
  query.status === 'in_review' && query.clearance.clearer
    ? { ...query, clearance: { ...query.clearance, clearer: { ...query.clearance.clearer, expertId } } }
    : query;

/** The query as restricted. */
export const restricted = (query: Query): Query =>
  query.status === 'erased' ? query : { ...query, confidentiality: 'restricted' };

/** The query after this expert gave it back: whatever stands now stands with another. */
export const passedBy = (expertId: string) => sentOnly((query) => ({ ...query, passedBy: [expertId] }));
