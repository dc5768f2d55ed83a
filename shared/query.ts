import * as z from 'zod';
import { Clock } from './clock.ts';
import { CalendarDate, Id, line, Moment, text } from './fields.ts';
import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import type { LedgerEvent, LedgerHead } from './ledger.ts';
import type { Notice } from './notices.ts';
import { Refused } from './refused.ts';
import { State } from './states.ts';
import { Topic } from './topics.ts';

/** What the asker writes, class C3: sealed, and nowhere else. */
export const Question = z.strictObject({ title: line(200), body: text(10_000) });
export type Question = z.infer<typeof Question>;

/** The advice, class C3. */
export const Advice = z.strictObject({ body: text(40_000) });
export type Advice = z.infer<typeof Advice>;

/** How soon it is needed: asked for with a date and a reason, granted by the secretariat. The reason is read by the secretariat. */
export const Urgency = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal('standard') }),
  z.strictObject({ level: z.literal('requested'), neededBy: CalendarDate, reason: text(500) }),
  z.strictObject({ level: z.literal('granted'), neededBy: CalendarDate, reason: text(500), grantedAt: Moment }),
]);
export type Urgency = z.infer<typeof Urgency>;

/** What is known of every query from its first draft on, classes C1 and C2. */
const facts = {
  id: Id,
  version: z.int().min(1),
  askerId: Id,
  institutionId: Id,
  institutionKind: InstitutionKind,
  state: State,
  topic: Topic,
  language: QueryLanguage,
  urgency: Urgency,
  /** Characters of the question, which is all an offer tells of its text. */
  length: z.int().min(1),
  /** The version of the sealed question that belongs to this state of the query. */
  questionVersion: z.int().min(1),
  createdAt: Moment,
  updatedAt: Moment,
};

const sent = {
  ...facts,
  reference: z.string(),
  submittedAt: Moment,
  clock: Clock,
  /** Experts who turned it down or let the offer lapse: they are not asked again. */
  passedBy: z.array(Id),
};

/** An offer to one expert; they see the card and nothing of the text. */
export const Offer = z.strictObject({ expertId: Id, offeredAt: Moment, expiresAt: Moment });
export type Offer = z.infer<typeof Offer>;

/** The right of one expert to read and answer. */
export const Grant = z.strictObject({ expertId: Id, reason: z.literal('accepted-offer'), startedAt: Moment });
export type Grant = z.infer<typeof Grant>;

const Draft = z.strictObject({ status: z.literal('draft'), ...facts });
const Submitted = z.strictObject({ status: z.literal('submitted'), ...sent, routingDueAt: Moment });
const Offered = z.strictObject({ status: z.literal('offered'), ...sent, offer: Offer });
const InProgress = z.strictObject({ status: z.literal('in_progress'), ...sent, grant: Grant });
const Answered = z.strictObject({
  status: z.literal('answered'),
  ...sent,
  grant: Grant,
  answeredAt: Moment,
  adviceVersion: z.int().min(1),
});

/** A query's metadata; a combination of fields that its status does not allow does not parse. */
export const Query = z.discriminatedUnion('status', [Draft, Submitted, Offered, InProgress, Answered]);
export type Query = z.infer<typeof Query>;
export type Status = Query['status'];
export type SentQuery = Exclude<Query, { status: 'draft' }>;

/** Who stands where to a query, as far as its rules know. */
export type Relation = 'asker' | 'offered-expert' | 'granted-expert' | 'secretariat' | 'auditor' | 'router' | 'watch';

/** Every move of a query: from where, to where, by whom. What is not here cannot happen. */
export const transitions = {
  save: { from: ['draft'], to: 'draft', by: ['asker'] },
  send: { from: ['draft'], to: 'submitted', by: ['asker'] },
  offer: { from: ['submitted'], to: 'offered', by: ['router'] },
  'report-unplaced': { from: ['submitted'], to: 'submitted', by: ['router'] },
  'route-again': { from: ['submitted'], to: 'submitted', by: ['watch'] },
  assign: { from: ['submitted', 'offered'], to: 'offered', by: ['secretariat'] },
  'grant-urgency': { from: ['submitted', 'offered', 'in_progress'], to: 'same', by: ['secretariat'] },
  accept: { from: ['offered'], to: 'in_progress', by: ['offered-expert'] },
  decline: { from: ['offered'], to: 'submitted', by: ['offered-expert'] },
  expire: { from: ['offered'], to: 'submitted', by: ['watch'] },
  answer: { from: ['in_progress'], to: 'answered', by: ['granted-expert'] },
} as const satisfies Record<string, { from: readonly Status[]; to: Status | 'same'; by: readonly Relation[] }>;

export type Verb = keyof typeof transitions;
type From<V extends Verb> = Extract<Query, { status: (typeof transitions)[V]['from'][number] }>;

const stands = <V extends Verb>(verb: V, query: Query): query is From<V> => {
  const { from }: { from: readonly Status[] } = transitions[verb];
  return from.includes(query.status);
};

/** The query as one that this verb may move; refuses `not-possible-now` when it stands elsewhere. */
export function movable<V extends Verb>(verb: V, query: Query): From<V> {
  if (!stands(verb, query)) throw new Refused('not-possible-now');
  return query;
}

/** A query as read, with the head of its ledger at that moment: what a change is decided on. */
export type Loaded = { query: Query; head: LedgerHead };

/** Text to be sealed with a change, one part of the query at one version. */
export type Content = { part: string; version: number; fields: Record<string, string> };

/** What a change does to the open work of experts: the capacity rule is enforced where this is written. */
export type LoadChange = { take?: { expertId: string; capacity: number; at: string }; release?: string };

/** A decided change: the query as it will be, what happened, who is told. It is written whole or not at all. */
export type Change = {
  query: Query;
  event: LedgerEvent;
  notices: readonly Notice[];
  content?: Content;
  load?: LoadChange;
};

/** The fields every status after draft shares, so that a change can start from them. */
export function sentFacts(query: SentQuery) {
  const { id, version, askerId, institutionId, institutionKind, state, topic, language, urgency, length } = query;
  const { questionVersion, createdAt, updatedAt, reference, submittedAt, clock, passedBy } = query;
  return {
    ...{ id, version, askerId, institutionId, institutionKind, state, topic, language, urgency, length },
    ...{ questionVersion, createdAt, updatedAt, reference, submittedAt, clock, passedBy },
  };
}

/** The sealed parts a query has, at the versions that belong to it: what a reading opens, and nothing older. */
export function sealedParts(query: Query): { part: string; version: number }[] {
  const question = { part: 'question', version: query.questionVersion };
  return query.status === 'answered' ? [question, { part: 'advice', version: query.adviceVersion }] : [question];
}

/** When `watch` must look at a query again; undefined when nothing can fall due. */
export function nextCheckAt(query: Query): string | undefined {
  if (query.status === 'submitted') return query.routingDueAt;
  return query.status === 'offered' ? query.offer.expiresAt : undefined;
}
