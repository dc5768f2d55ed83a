import * as z from 'zod';
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
import { CalendarDate, Id, Moment } from './fields.ts';
import { InstitutionKind } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { NoticesBy } from './mailing.ts';
import { QueryNoticeKind } from './notice-kinds.ts';
import { Region } from './regions.ts';
import { State } from './states.ts';
import { Step } from './steps.ts';
import { Topic } from './topics.ts';

const event = <Code extends string, Details extends z.ZodRawShape>(code: Code, details: Details) =>
  z.object({ code: z.literal(code), details: z.strictObject(details) });

/** What is known of a question when it comes in. */
const received = {
  topic: Topic,
  language: QueryLanguage,
  institutionKind: InstitutionKind,
  region: Region,
  requestKind: RequestKind,
  urgencyRequested: z.boolean(),
};

/** The clock that an event of the watch is about. */
const ofClock = { clock: z.enum(['first-advice', 'follow-up']) };

/**
 * Everything that can happen to a query, a person or an institution, each with its parameters: classes C1 and C2,
 * never content. Each of them has a ledger of its own, named by its id.
 */
export const LedgerEvent = z.discriminatedUnion('code', [
  event('drafted', {}),
  event('saved', { step: Step }),
  event('submitted', received),
  event('held', received),
  event('offered', {
    expertId: Id,
    expiresAt: Moment,
    insteadOf: Id.optional(),
    /** Of an offer that was made by hand. */
    reason: AssignReason.optional(),
  }),
  event('unplaced', { considered: z.int().min(0), why: z.enum(['nobody-fits', 'restricted', 'manual-topic']) }),
  event('routing-due', {}),
  event('accepted', {}),
  event('offer-reminded', {}),
  event('taken-over', { fromId: Id }),
  event('declined', { reason: DeclineReason }),
  event('expired', { expertId: Id }),
  event('urgency-granted', { neededBy: CalendarDate }),
  event('opened', { part: z.enum(['draft', 'thread']), through: z.enum(['right', 'break-glass']) }),
  event('answered', { adviceVersion: z.int().min(1) }),
  event('information-asked', { by: z.enum(['expert', 'desk']), about: AskAbout.optional() }),
  event('information-given', {
    topic: Topic.optional(),
    language: QueryLanguage.optional(),
    neededBy: CalendarDate.optional(),
    /** Whether the question concerns the case of one person, when the secretariat asked that. */
    individualCase: z.enum(['yes', 'no']).optional(),
  }),
  event('information-added', {}),
  event('paused', {
    /** Of a pause that the secretariat began at the asker's wish. */
    reason: PauseReason.optional(),
  }),
  event('resumed', {}),
  event('extended', { dueOn: CalendarDate, previousDueAt: Moment, reason: ExtensionReason }),
  event('topic-changed', { topic: Topic, reason: TopicReason.optional() }),
  event('advice-saved', {}),
  event('note-added', {}),
  event('review-asked', { adviceVersion: z.int().min(1) }),
  event('clearer-asked', { expertId: Id, expiresAt: Moment, reason: AssignReason.optional() }),
  event('clearer-accepted', {}),
  event('clearer-declined', { reason: DeclineReason }),
  event('clearer-expired', { expertId: Id }),
  event('clearer-unplaced', { considered: z.int().min(0), why: z.enum(['nobody-fits', 'restricted']) }),
  event('returned', { adviceVersion: z.int().min(1) }),
  event('follow-up-asked', {}),
  event('feedback-given', Feedback.shape),
  event('closed', { outcome: Outcome }),
  event('reopened', {}),
  event('not-advised', { reason: NotAdvisedReason, turnTo: Partner }),
  event('referral-proposed', { partner: Partner, reason: ReferralReason.optional() }),
  event('referral-refused', {}),
  event('referred', { partner: Partner }),
  event('withdrawn', {}),
  event('discarded', {}),
  event('at-risk', ofClock),
  event('due-today', ofClock),
  event('overdue', ofClock),
  event('long-overdue', ofClock),
  event('reminded', { number: z.int().min(1).max(2) }),
  event('closing-proposed', {}),
  event('silent', {}),
  event('re-timed', { settings: z.int().min(1) }),
  event('erasure-announced', { eraseAt: Moment }),
  event('erasure-held', { reason: HoldReason.optional() }),
  event('erasure-released', {}),
  event('erased', {}),
  /** Somebody was not told of it, because their access had ended meanwhile. */
  event('notice-cancelled', { recipientId: Id, kind: QueryNoticeKind }),
  event('released', {}),
  event('recused', { reason: RecusalReason }),
  event('conflict-found', { expertId: Id, conflict: Conflict }),
  event('expert-suspended', { expertId: Id }),
  event('co-owner-added', { personId: Id }),
  event('co-owner-removed', { personId: Id }),
  event('handed-over', { fromId: Id, toId: Id }),
  event('restricted', {}),
  event('unrestricted', { consent: z.literal('yes') }),
  event('glass-requested', { reason: GlassReason, text: z.string() }),
  event('glass-refused', { memberId: Id }),
  event('glass-approved', { memberId: Id, expiresAt: Moment }),
  event('person-added', { role: z.enum(['official', 'expert', 'secretariat', 'auditor']) }),
  event('person-suspended', {}),
  event('person-reinstated', {}),
  /** `newTies`: the States that came with this change, so that a tie taken back at once is still acted on. */
  event('interests-changed', { newTies: z.array(State) }),
  event('mail-stopped', { why: z.enum(['bounced', 'complained']) }),
  event('mail-resumed', {}),
  event('notices-chosen', { by: NoticesBy }),
  event('expertise-changed', {}),
  event('details-changed', {}),
  event('address-changed', {}),
  event('sessions-ended', {}),
  event('device-lost', {}),
  event('first-password-given', {
    /** Theirs was lost: they enrol another. */
    device: z.literal('forgotten').optional(),
  }),
  event('views-changed', {}),
  event('settings-changed', { part: z.enum(['calendar', 'targets', 'topics', 'head']), settings: z.int().min(2) }),
  event('institution-registered', { kind: InstitutionKind, state: State }),
  event('standing-confirmed', { expiresOn: CalendarDate }),
  event('standing-withdrawn', {}),
]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;
export type EventCode = LedgerEvent['code'];
