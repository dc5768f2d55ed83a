import * as z from 'zod';
import { Clock } from './clock.ts';
import { CalendarDate, Id, line, Moment, text } from './fields.ts';
import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { GlassReason, RequestKind } from './ledger.ts';
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

/** How much an expert may learn of who asks: `restricted` hides State, institution and person from them, everywhere. */
export const Confidentiality = z.enum(['standard', 'restricted']);
export type Confidentiality = z.infer<typeof Confidentiality>;

/** A secretariat member's way to one query in an emergency: asked for by one member, approved by another, for an hour. */
export const Glass = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('requested'),
    memberId: Id,
    reason: GlassReason,
    text: z.string(),
    requestedAt: Moment,
  }),
  z.strictObject({ status: z.literal('approved'), memberId: Id, approvedBy: Id, expiresAt: Moment }),
]);
export type Glass = z.infer<typeof Glass>;

/** How many colleagues an asker may let in. */
export const coOwnerLimit = 20;

/** What is known of every query from its first draft on, classes C1 and C2. */
const facts = {
  id: Id,
  version: z.int().min(1),
  askerId: Id,
  /** Colleagues of the same institution whom the asker let in. */
  coOwners: z.array(Id).max(coOwnerLimit),
  institutionId: Id,
  institutionKind: InstitutionKind,
  state: State,
  confidentiality: Confidentiality,
  requestKind: RequestKind,
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
  /** Experts who turned it down, let the offer lapse, or gave it back: they are not asked again. */
  passedBy: z.array(Id),
  glass: Glass.optional(),
};

const Offer = z.strictObject({ expertId: Id, offeredAt: Moment, expiresAt: Moment });

/** The right of one expert to read and answer, from its start to its end. */
const Grant = z.strictObject({
  expertId: Id,
  reason: z.literal('accepted-offer'),
  startedAt: Moment,
  /** The end of the window after the answer; absent while the expert is at work. */
  endsAt: Moment.optional(),
});

const Draft = z.strictObject({ status: z.literal('draft'), ...facts });
const Held = z.strictObject({ status: z.literal('held'), ...sent });
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
export const Query = z.discriminatedUnion('status', [Draft, Held, Submitted, Offered, InProgress, Answered]);
export type Query = z.infer<typeof Query>;
export type Status = Query['status'];
export type SentQuery = Exclude<Query, { status: 'draft' }>;

/** The fields every status after draft shares, so that a change can start from them. */
export function sentFacts(query: SentQuery) {
  const { id, version, askerId, coOwners, institutionId, institutionKind, state, confidentiality } = query;
  const { requestKind, topic, language, urgency, length, questionVersion, createdAt, updatedAt } = query;
  const { reference, submittedAt, clock, passedBy, glass } = query;
  return {
    ...{ id, version, askerId, coOwners, institutionId, institutionKind, state, confidentiality },
    ...{ requestKind, topic, language, urgency, length, questionVersion, createdAt, updatedAt },
    ...{ reference, submittedAt, clock, passedBy },
    ...(glass ? { glass } : {}),
  };
}

/** The expert a query is with, by offer or grant. */
export function expertOf(query: Query): string | undefined {
  if (query.status === 'offered') return query.offer.expertId;
  return 'grant' in query ? query.grant.expertId : undefined;
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
