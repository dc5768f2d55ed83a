import * as z from 'zod/mini';
import {
  AskAbout,
  AssignReason,
  DeclineReason,
  ExtensionReason,
  Feedback,
  GlassReason,
  HoldReason,
  NotAdvisedReason,
  Outcome,
  Partner,
  PauseReason,
  RecusalReason,
  ReferralReason,
  RequestKind,
  TopicReason,
} from './choices.ts';
import { Conflict } from './conflict.ts';
import { CalendarDate, Count, Id, Moment, Ordinal } from './fields.ts';
import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { NoticesBy } from './mailing.ts';
import { QueryNoticeKind } from './notice-kinds.ts';
import { roles } from './people.ts';
import { Region } from './regions.ts';
import { State } from './states.ts';
import { Step } from './steps.ts';
import { Topic } from './topics.ts';
import { namesOf } from './when-needed.ts';

/** What is known of a question when it comes in. */
const received = () => ({
  topic: Topic,
  language: QueryLanguage,
  institutionKind: InstitutionKind,
  region: Region,
  requestKind: RequestKind,
  urgencyRequested: z.boolean(),
});

/** The clock that an event of the watch is about. */
const ofClock = () => ({ clock: z.enum(['first-advice', 'follow-up']) });

/** The event says it all. */
const nothing = () => ({});

/**
 * Everything that can happen to a query, a person or an institution, each with its parameters: classes C1 and C2,
 * never content. Each of them has a ledger of its own, named by its id.
 */
const parameters = {
  drafted: nothing,
  saved: () => ({ step: Step }),
  submitted: received,
  held: received,
  offered: () => ({
    expertId: Id,
    expiresAt: Moment,
    insteadOf: z.optional(Id),
    /** Of an offer that was made by hand. */
    reason: z.optional(AssignReason),
  }),
  unplaced: () => ({ considered: Count, why: z.enum(['nobody-fits', 'restricted', 'manual-topic']) }),
  'routing-due': nothing,
  accepted: nothing,
  'offer-reminded': nothing,
  'taken-over': () => ({ fromId: Id }),
  declined: () => ({ reason: DeclineReason }),
  expired: () => ({ expertId: Id }),
  'urgency-granted': () => ({ neededBy: CalendarDate }),
  opened: () => ({ part: z.enum(['draft', 'thread']), through: z.enum(['right', 'break-glass']) }),
  answered: () => ({ adviceVersion: Ordinal }),
  'information-asked': () => ({ by: z.enum(['expert', 'desk']), about: z.optional(AskAbout) }),
  'information-given': () => ({
    topic: z.optional(Topic),
    language: z.optional(QueryLanguage),
    neededBy: z.optional(CalendarDate),
    /** Whether the question concerns the case of one person, when the secretariat asked that. */
    individualCase: z.optional(z.enum(['yes', 'no'])),
  }),
  'information-added': nothing,
  paused: () => ({
    /** Of a pause that the secretariat began at the asker's wish. */
    reason: z.optional(PauseReason),
  }),
  resumed: nothing,
  extended: () => ({ dueOn: CalendarDate, previousDueAt: Moment, reason: ExtensionReason }),
  'topic-changed': () => ({ topic: Topic, reason: z.optional(TopicReason) }),
  'advice-saved': nothing,
  'note-added': nothing,
  'review-asked': () => ({ adviceVersion: Ordinal }),
  'clearer-asked': () => ({ expertId: Id, expiresAt: Moment, reason: z.optional(AssignReason) }),
  'clearer-accepted': nothing,
  'clearer-declined': () => ({ reason: DeclineReason }),
  'clearer-expired': () => ({ expertId: Id }),
  'clearer-unplaced': () => ({ considered: Count, why: z.enum(['nobody-fits', 'restricted']) }),
  returned: () => ({ adviceVersion: Ordinal }),
  'follow-up-asked': nothing,
  'feedback-given': () => Feedback.shape,
  closed: () => ({ outcome: Outcome }),
  reopened: nothing,
  'not-advised': () => ({ reason: NotAdvisedReason, turnTo: Partner }),
  'referral-proposed': () => ({ partner: Partner, reason: z.optional(ReferralReason) }),
  'referral-refused': nothing,
  referred: () => ({ partner: Partner }),
  withdrawn: nothing,
  discarded: nothing,
  'at-risk': ofClock,
  'due-today': ofClock,
  overdue: ofClock,
  'long-overdue': ofClock,
  reminded: () => ({ number: z.int().check(z.minimum(1), z.maximum(2)) }),
  'closing-proposed': nothing,
  silent: nothing,
  're-timed': () => ({ settings: Ordinal }),
  'erasure-announced': () => ({ eraseAt: Moment }),
  'erasure-held': () => ({ reason: z.optional(HoldReason) }),
  'erasure-released': nothing,
  erased: nothing,
  /** Somebody was not told of it, because their access had ended meanwhile. */
  'notice-cancelled': () => ({ recipientId: Id, kind: QueryNoticeKind }),
  released: nothing,
  recused: () => ({ reason: RecusalReason }),
  'conflict-found': () => ({ expertId: Id, conflict: Conflict }),
  'expert-suspended': () => ({ expertId: Id }),
  'co-owner-added': () => ({ personId: Id }),
  'co-owner-removed': () => ({ personId: Id }),
  'handed-over': () => ({ fromId: Id, toId: Id }),
  restricted: nothing,
  unrestricted: () => ({ consent: z.literal('yes') }),
  'glass-requested': () => ({ reason: GlassReason, text: z.string() }),
  'glass-refused': () => ({ memberId: Id }),
  'glass-approved': () => ({ memberId: Id, expiresAt: Moment }),
  'person-added': () => ({ role: z.enum(roles) }),
  'person-suspended': nothing,
  'person-reinstated': nothing,
  /** `newTies`: the States that came with this change, so that a tie taken back at once is still acted on. */
  'interests-changed': () => ({ newTies: z.array(State) }),
  'mail-stopped': () => ({ why: z.enum(['bounced', 'complained']) }),
  'mail-resumed': nothing,
  'notices-chosen': () => ({ by: NoticesBy }),
  'expertise-changed': nothing,
  'details-changed': nothing,
  'address-changed': nothing,
  'sessions-ended': nothing,
  'device-lost': nothing,
  'first-password-given': () => ({
    /** Theirs was lost: they enrol another. */
    device: z.optional(z.literal('forgotten')),
  }),
  'views-changed': nothing,
  'settings-changed': () => ({
    part: z.enum(['calendar', 'targets', 'topics', 'head']),
    settings: z.int().check(z.minimum(2)),
  }),
  'institution-registered': () => ({ kind: InstitutionKind, state: State }),
  'standing-confirmed': () => ({ expiresOn: CalendarDate }),
  'standing-withdrawn': nothing,
} satisfies Record<string, () => z.core.$ZodShape>;

type Parameters = typeof parameters;
export type EventCode = keyof Parameters;

/** An event by its code, with its parameters. */
export type LedgerEvent = {
  [Code in EventCode]: { code: Code; details: z.output<z.ZodMiniObject<ReturnType<Parameters[Code]>, z.core.$strict>> };
}[EventCode];

const isCode = (code: string): code is EventCode => Object.hasOwn(parameters, code);

/** The codes of all events. */
export const eventCodes: readonly EventCode[] = namesOf(parameters);

const made = new Map<EventCode, z.ZodMiniType>();

function schemaOf(code: EventCode): z.ZodMiniType {
  const schema = made.get(code) ?? z.strictObject(parameters[code]());
  made.set(code, schema);
  return schema;
}

const Named = z.object({ code: z.string(), details: z.unknown() });

function eventIn(value: unknown): unknown {
  const { data } = Named.safeParse(value);
  return data && isCode(data.code) && schemaOf(data.code).safeParse(data.details).success ? data : undefined;
}

/** An event as it is kept; whatever stands beside code and parameters is left out. */
export const LedgerEvent = z.pipe(
  z.transform(eventIn),
  z.custom<LedgerEvent>((value) => value !== undefined),
);
