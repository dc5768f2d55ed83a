import * as z from 'zod/mini';
import { clearance, grant, offer } from './assignment.ts';
import { AskAbout, GlassReason, NotAdvisedReason, Outcome, Partner, ReferralReason, RequestKind } from './choices.ts';
import { Clock } from './clock.ts';
import { CalendarDate, Count, Id, Moment, Ordinal, text } from './fields.ts';
import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { Part } from './parts.ts';
import { State } from './states.ts';
import { LaterStep } from './steps.ts';
import { Topic } from './topics.ts';
import { namesOf, unionBy, whenNeeded } from './when-needed.ts';

/** The languages in which the asker can use a reply. */
export const ReplyLanguages = z.array(QueryLanguage).check(z.minLength(1));

/** How soon it is needed: asked for with a date and a reason, granted by the secretariat. The reason is read by the secretariat. */
const urgency = () =>
  z.discriminatedUnion('level', [
    z.strictObject({ level: z.literal('standard') }),
    z.strictObject({ level: z.literal('requested'), neededBy: CalendarDate, reason: text(500) }),
    z.strictObject({ level: z.literal('granted'), neededBy: CalendarDate, reason: text(500), grantedAt: Moment }),
  ]);
export type Urgency = z.infer<ReturnType<typeof urgency>>;

/** How much an expert may learn of who asks: `restricted` hides State, institution and person from them, everywhere. */
export const Confidentiality = z.enum(['standard', 'restricted']);
export type Confidentiality = z.infer<typeof Confidentiality>;

/** A secretariat member's way to one query in an emergency: asked for by one member, approved by another, for an hour. */
const glass = () =>
  z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('requested'),
      memberId: Id,
      reason: GlassReason,
      text: z.string(),
      requestedAt: Moment,
    }),
    z.strictObject({ status: z.literal('approved'), memberId: Id, approvedBy: Id, expiresAt: Moment }),
  ]);
export type Glass = z.infer<ReturnType<typeof glass>>;

/**
 * Why the clock stands still: the asker was asked for information (`about` says what by, when the secretariat asked), or
 * the asker wants it to wait. `reminded` counts the reminders; `proposedAt` is when closing was proposed.
 */
const pause = whenNeeded(() =>
  z.strictObject({
    why: z.enum(['information', 'requested']),
    since: Moment,
    about: z.optional(AskAbout),
    reminded: z.int().check(z.minimum(0), z.maximum(2)),
    nextReminderAt: z.optional(Moment),
    proposedAt: z.optional(Moment),
  }),
);
export type Pause = z.infer<ReturnType<typeof pause>>;

/** A moment of the clock that somebody is told of, once each in every round. */
export const Threshold = z.enum(['at-risk', 'due-today', 'overdue', 'long-overdue']);
export type Threshold = z.infer<typeof Threshold>;

/** How many colleagues an asker may let in. */
export const coOwnerLimit = 20;

/** What names a query and those it belongs to, from the first draft to the receipt that outlives it. */
const naming = whenNeeded(() => ({
  id: Id,
  version: Ordinal,
  askerId: Id,
  /** Colleagues of the same institution whom the asker let in. */
  coOwners: z.array(Id).check(z.maxLength(coOwnerLimit)),
  institutionId: Id,
  createdAt: Moment,
  updatedAt: Moment,
}));

/** What is known of every query from its first draft on, classes C1 and C2. */
const facts = whenNeeded(() => ({
  ...naming(),
  institutionKind: InstitutionKind,
  state: State,
  confidentiality: Confidentiality,
  requestKind: RequestKind,
  topic: Topic,
  language: QueryLanguage,
  replyLanguages: ReplyLanguages,
  urgency: urgency(),
  /** Characters of the question and its background, which is all an offer tells of its text. */
  length: Ordinal,
  /** The sealed texts that belong to this state of the query, in the order in which they were first written. */
  parts: z.array(Part).check(z.minLength(1)),
}));

const sent = whenNeeded(() => ({
  ...facts(),
  reference: z.string(),
  submittedAt: Moment,
  clock: Clock,
  /** Of this round: which thresholds of the clock were told of already. */
  told: z.array(Threshold),
  /** When the asker must have heard from the hub again. */
  wordDueAt: Moment,
  /** Experts who had it, or an offer of it, and have it no more: the router does not ask them again, and they stand in for nobody. */
  passedBy: z.array(Id),
  /** Those of them who gave up nothing: somebody else was assigned, or took over. The secretariat may come back to them by hand. */
  replaced: z.optional(z.array(Id)),
  /** Experts who wrote a version of the advice: none of them clears any. */
  drafters: z.array(Id),
  /** Experts who turned a clearance down or let it lapse. */
  clearancePassedBy: z.array(Id),
  /** The expert who last advised: asked first when there is more to ask. */
  lastAdviser: z.optional(Id),
  pause: z.optional(pause()),
  referral: z.optional(z.strictObject({ partner: Partner, proposedAt: Moment, reason: z.optional(ReferralReason) })),
  glass: z.optional(glass()),
}));

/** How a query ended, and what is to become of what was written: announced a month before, erased after two years, or kept on hold. */
const ended = whenNeeded(() => ({
  ...sent(),
  endedAt: Moment,
  eraseAt: Moment,
  erasure: z.enum(['planned', 'announced', 'held']),
  grant: z.optional(grant()),
}));

const draft = () => ({
  ...facts(),
  /** The steps after the question that were saved. */
  steps: z.array(LaterStep),
  /** How many of the characters are the background's. */
  backgroundLength: Count,
});

const submitted = () => ({
  ...sent(),
  routingDueAt: Moment,
  /** The router found nobody, and the secretariat was told. */
  unplaced: z.optional(z.literal(true)),
});

const answered = () => ({
  ...sent(),
  grant: grant(),
  answeredAt: Moment,
  /** When the window for a follow-up closes, and the query with it. */
  closesAt: Moment,
});

const erased = () => ({
  ...naming(),
  reference: z.string(),
  submittedAt: Moment,
  erasedAt: Moment,
  /** The ciphertext, which nobody can open any more, is still to be taken away. */
  sweepAt: z.optional(Moment),
});

/** What is kept of a query in each status there is. */
const kept = {
  draft,
  discarded: facts,
  held: sent,
  submitted,
  offered: () => ({ ...sent(), offer: offer() }),
  in_progress: () => ({ ...sent(), grant: grant() }),
  needs_information: () => ({ ...sent(), pause: pause(), grant: z.optional(grant()) }),
  in_review: () => ({ ...sent(), grant: grant(), clearance: clearance() }),
  answered,
  closed: () => ({ ...ended(), outcome: Outcome }),
  declined: () => ({ ...ended(), reason: NotAdvisedReason, turnTo: Partner }),
  referred: () => ({ ...ended(), partner: Partner }),
  withdrawn: ended,
  erased,
};

/** A query's metadata; a combination of fields that its status does not allow does not parse. */
export const Query = unionBy('status', kept);
export type Query = z.infer<typeof Query>;
export type Draft = Extract<Query, { status: 'draft' }>;
export type Status = Query['status'];
/** Every status there is. */
export const statuses: readonly Status[] = namesOf(kept);
/** A query that was sent and of which there is still something to read. */
export type SentQuery = Exclude<Query, { status: 'draft' | 'discarded' | 'erased' }>;
/** A query that came to its end, whichever. */
export type EndedQuery = Extract<SentQuery, { endedAt: string }>;

/** Was it sent, and not erased since? */
export const isSent = (query: Query): query is SentQuery =>
  query.status !== 'draft' && query.status !== 'discarded' && query.status !== 'erased';

/** Has it come to an end? */
export const isEnded = (query: SentQuery): query is EndedQuery => 'endedAt' in query;

/** The statuses in which the hub is still to answer. */
export const openStatuses = ['held', 'submitted', 'offered', 'in_progress', 'needs_information', 'in_review'] as const;

/** Is the hub still to answer it? */
export const isOpen = ({ status }: { status: Status }): boolean => openStatuses.some((open) => open === status);

// What is not among these is left out: a plain object schema keeps the fields it names.
const sentOnly = whenNeeded(() => z.object(sent()));

/** The fields every status after draft shares, so that a change can start from them. */
export const sentFacts = (query: SentQuery): z.infer<ReturnType<typeof sentOnly>> => sentOnly().parse(query);

/** Whose turn it is: the asker's while they are waited for, the hub's while it works, nobody's once there is nothing to do. */
export function turnOf(query: Query): 'asker' | 'hub' | 'nobody' {
  if (query.status === 'draft') return 'asker';
  if (!isSent(query) || !isOpen(query)) return 'nobody';
  return query.pause || query.referral ? 'asker' : 'hub';
}

/** The status as the asker's side is told it: that a second expert reads is nobody's business but the experts'. */
export const statusToAsker = (status: Status): Status => (status === 'in_review' ? 'in_progress' : status);
