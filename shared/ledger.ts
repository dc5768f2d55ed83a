import * as z from 'zod';
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

/** Who did it: a person by id, or the hub's own function by name; `setup` is whoever deployed it, before anybody could sign in. */
export const Actor = z.strictObject({
  id: z.union([Id, z.enum(['offer', 'watch', 'bounce', 'notify', 'erase', 'setup'])]),
  role: z.enum(['official', 'expert', 'secretariat', 'auditor', 'hub']),
});
export type Actor = z.infer<typeof Actor>;

/** Why a secretariat member gives a query to this expert. */
export const AssignReason = z.enum(['best-fit', 'continuity', 'availability', 'replacement']);
export type AssignReason = z.infer<typeof AssignReason>;

/** Why an expert turned an offer down. */
export const DeclineReason = z.enum(['conflict', 'no-time', 'not-my-field']);
export type DeclineReason = z.infer<typeof DeclineReason>;

/** Why an expert gives a query back after accepting; the asker is not told which. */
export const RecusalReason = z.enum(['conflict', 'no-time', 'not-my-field', 'other']);
export type RecusalReason = z.infer<typeof RecusalReason>;

/** Why a secretariat member asks to read one query in an emergency. */
export const GlassReason = z.enum(['asker-asks', 'expert-unreachable', 'risk-to-a-person', 'legal-duty']);
export type GlassReason = z.infer<typeof GlassReason>;

/** What kind of help is asked for; reviewing a document has a longer target of its own. */
export const RequestKind = z.enum([
  'question',
  'document-review',
  'good-practice-examples',
  'training-or-visit-enquiry',
]);
export type RequestKind = z.infer<typeof RequestKind>;

/** What the secretariat may ask the asker about without having read the question. */
export const AskAbout = z.enum(['topic', 'language', 'needed-by', 'scope']);
export type AskAbout = z.infer<typeof AskAbout>;

/** Why a query gets a later date; the asker is told. */
export const ExtensionReason = z.enum([
  'translation',
  'complex',
  'document-long',
  'expert-unavailable',
  'asker-agrees',
]);
export type ExtensionReason = z.infer<typeof ExtensionReason>;

/** Why the asker wants it to wait, as the secretariat was told. */
export const PauseReason = z.enum(['consulting', 'decision-awaited', 'away', 'no-longer-urgent']);
export type PauseReason = z.infer<typeof PauseReason>;

/** Why a query is about something else than it was sent as; the secretariat has not read it, so somebody told it. */
export const TopicReason = z.enum(['asker-says', 'expert-says', 'fits-better']);
export type TopicReason = z.infer<typeof TopicReason>;

/** Why a partner may help better; the asker is told. */
export const ReferralReason = z.enum(['better-placed', 'in-the-country', 'outside-our-work', 'no-room']);
export type ReferralReason = z.infer<typeof ReferralReason>;

/** Why an ended query is kept beyond its time. */
export const HoldReason = z.enum(['asker-wishes', 'proceedings', 'inquiry', 'review-of-the-hub']);
export type HoldReason = z.infer<typeof HoldReason>;

/** Why the hub cannot advise; the asker is told, and where to turn instead. */
export const NotAdvisedReason = z.enum([
  'individual-case',
  'not-torture-prevention',
  'not-an-institution',
  'no-expert-found',
  'asked-elsewhere',
]);
export type NotAdvisedReason = z.infer<typeof NotAdvisedReason>;

/** Where else to turn, and who a query may be referred to with the asker's consent. */
export const Partner = z.enum([
  'apt',
  'apf',
  'ganhri',
  'ohchr',
  'spt',
  'cat',
  'special-rapporteur',
  'regional-body',
  'unodc',
]);
export type Partner = z.infer<typeof Partner>;

/** How a query ended that was closed. */
export const Outcome = z.enum(['resolved', 'no-reply', 'out-of-time']);
export type Outcome = z.infer<typeof Outcome>;

/** The three closed questions after an answer. */
export const Feedback = z.strictObject({
  answered: z.enum(['yes', 'partly', 'no']),
  clear: z.enum(['yes', 'partly', 'no']),
  inTime: z.enum(['yes', 'partly', 'no']),
});
export type Feedback = z.infer<typeof Feedback>;

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

const chain = {
  queryId: Id,
  sequence: z.int().min(1),
  at: Moment,
  actor: Actor,
  previousHash: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

/** One entry of a query's ledger as it is kept: the event, who, when, its place in the chain. */
export const LedgerEntry = z.intersection(z.object(chain), LedgerEvent);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Where a ledger stands: the sequence number and hash of its last entry. */
export type LedgerHead = { sequence: number; hash: string };

/** The head of a ledger that has no entry yet. */
export const emptyLedger: LedgerHead = { sequence: 0, hash: '' };

/** A value as JSON with the keys of every object sorted, so that equal values have equal bytes (RFC 8785's rule for what we store). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

async function hashOf({ hash: _, ...entry }: Omit<LedgerEntry, 'hash'> & { hash?: string }): Promise<string> {
  const { previousHash, ...rest } = entry;
  const bytes = new TextEncoder().encode(`${previousHash}\n${canonical(rest)}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The next entry of a ledger: the event, chained to the head by `hash = SHA-256(previous hash, canonical entry)`. */
export async function chained(
  head: LedgerHead,
  happened: LedgerEvent,
  { queryId, actor, at }: { queryId: string; actor: Actor; at: string },
): Promise<LedgerEntry> {
  const entry = { ...happened, queryId, sequence: head.sequence + 1, at, actor, previousHash: head.hash };
  return { ...entry, hash: await hashOf(entry) };
}

/** What is wrong with a chain, by the number of the first entry at fault. */
export type ChainFault = { sequence: number; fault: 'missing' | 'altered' | 'foreign' };

/**
 * The first fault in a query's ledger, undefined when it is whole.
 * `head` is where the ledger is known to stand (a cached or signed head); without it a truncated tail cannot be seen.
 */
export async function firstFault(
  queryId: string,
  entries: readonly LedgerEntry[],
  head?: LedgerHead,
): Promise<ChainFault | undefined> {
  let previous = emptyLedger;
  for (const entry of entries) {
    const sequence = previous.sequence + 1;
    if (entry.sequence !== sequence) return { sequence, fault: 'missing' };
    if (entry.queryId !== queryId) return { sequence, fault: 'foreign' };
    if (entry.previousHash !== previous.hash || entry.hash !== (await hashOf(entry)))
      return { sequence, fault: 'altered' };
    previous = entry;
  }
  if (head && head.sequence > previous.sequence) return { sequence: previous.sequence + 1, fault: 'missing' };
  if (head && entries.at(head.sequence - 1)?.hash !== head.hash) return { sequence: head.sequence, fault: 'altered' };
  return undefined;
}
