import * as z from 'zod/mini';

// The closed lists that people choose from when they ask, decide and answer.

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
