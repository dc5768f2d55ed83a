import { type Clock, clockOf, paused, started, stopped } from '../../shared/clock.ts';
import type { Institution } from '../../shared/institutions.ts';
import type { Part, PartKind } from '../../shared/parts.ts';
import type { Expert, Interests, Official, Person } from '../../shared/people.ts';
import type { Pause, Query, Status } from '../../shared/query.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { nextWordBy } from '../../shared/timing.ts';
import { idOf } from './worlds.ts';

/** When the stories of these tests happen: a Tuesday morning. */
export const now = '2026-03-03T09:00:00.000Z';

const minute = 60_000;

/** So many minutes after the story's moment, or before it. */
export const minutesAfter = (minutes: number): string => new Date(Date.parse(now) + minutes * minute).toISOString();

const day = 24 * 60;

const everyone = {
  version: 1,
  email: 'person@institution.example',
  locale: 'en',
  timeZone: 'Africa/Accra',
  status: 'active',
  firstPasswordAt: '2026-01-05T09:00:00.000Z',
} as const;

/** An official of the ministry that asks, or of another institution. */
export const official = (number: number, institutionId = ministry.id): Official => ({
  ...everyone,
  id: idOf(number),
  name: `Official ${number}`,
  role: 'official',
  institutionId,
});

/** An expert in prevention who is a Swiss national and resident, with these ties besides. */
export const expert = (number: number, ties: Partial<Interests> = {}): Expert => ({
  ...everyone,
  id: idOf(number),
  name: `Expert ${number}`,
  role: 'expert',
  expertise: {
    mainTopics: ['npm'],
    secondaryTopics: ['detention'],
    languages: ['en', 'fr'],
    capacity: 3,
    absences: [],
    interests: {
      nationalities: ['CH'],
      residence: 'CH',
      employments: [],
      declared: [],
      reviewedByOwnBody: [],
      ...ties,
    },
  },
});

/** A member of the secretariat. */
export const member = (number: number) =>
  ({ ...everyone, id: idOf(number), name: `Member ${number}`, role: 'secretariat' }) satisfies Person;

/** An auditor. */
export const auditor = (number: number) =>
  ({ ...everyone, id: idOf(number), name: `Auditor ${number}`, role: 'auditor' }) satisfies Person;

/** A ministry of Ghana, vouched for until the end of the year. */
export const ministry: Institution = {
  id: idOf(20),
  version: 1,
  name: 'A Ministry',
  kind: 'ministry',
  state: 'GH',
  standing: {
    status: 'confirmed',
    evidence: 'Note verbale of 12 January.',
    focalPoint: 'The permanent mission',
    expiresOn: '2026-12-31',
  },
};

/** The official who asks, and a colleague they let in. */
export const asker = official(1);
export const coOwner = official(2);

/** The expert who has the query where one has, who stands in for them, and the expert who clears where one does. */
export const adviser = expert(3);
export const deputy = expert(13);
export const clearer = expert(12);

const part = (name: string, kind: PartKind, more: Partial<Part> = {}): Part => ({
  ...{ part: name, kind, version: 1, writtenAt: minutesAfter(-day), ...more },
});
const question = part('question', 'question', { version: 3, writtenAt: minutesAfter(-2 * day) });
const note = part('note-1', 'note');
const draftOfAdvice = part('draft', 'draft', { version: 2 });
const asked = part('information-asked-1', 'information-asked');
const advice = part('advice-1', 'advice');
const comment = part('comment-1', 'comment');
const secondAdvice = part('advice-2', 'advice');
const cleared = part('advice-2', 'advice', { clearedAt: minutesAfter(-day) });

const facts = {
  id: idOf(21),
  version: 4,
  askerId: asker.id,
  coOwners: [coOwner.id],
  institutionId: ministry.id,
  institutionKind: ministry.kind,
  state: ministry.state,
  confidentiality: 'standard',
  requestKind: 'question',
  topic: 'npm',
  language: 'en',
  replyLanguages: ['en'],
  urgency: { level: 'standard' },
  length: 900,
  parts: [question],
  createdAt: minutesAfter(-3 * day),
  updatedAt: minutesAfter(-day),
} satisfies Partial<Query>;

const begun = started('first-advice', minutesAfter(-2 * day), { requestKind: 'question', urgent: false });
const running: Clock = clockOf(begun, shippedSettings);
const standing: Clock = clockOf(paused(begun, minutesAfter(-day), 'reply'), shippedSettings);
const over: Clock = clockOf(stopped(begun, minutesAfter(-day)), shippedSettings);

const sent = {
  ...facts,
  reference: 'CTI-7F3K-92QD-5',
  submittedAt: minutesAfter(-2 * day),
  clock: running,
  told: [],
  wordDueAt: nextWordBy(minutesAfter(-2 * day), shippedSettings),
  passedBy: [],
  drafters: [],
  clearancePassedBy: [],
} satisfies Partial<Query>;

type In<One extends Status> = Extract<Query, { status: One }>;

const grant: In<'in_progress'>['grant'] = {
  ...{ expertId: adviser.id, reason: 'accepted-offer', startedAt: minutesAfter(-day) },
};
const window = { ...grant, endsAt: minutesAfter(29 * day) };
const offer = { expertId: adviser.id, offeredAt: minutesAfter(-day), expiresAt: minutesAfter(day) };

const information: Pause = {
  ...{ why: 'information', since: minutesAfter(-day), reminded: 0, nextReminderAt: minutesAfter(7 * day) },
};
const requested: Pause = { why: 'requested', since: minutesAfter(-day), reminded: 0 };
const waits = { clock: standing, pause: information };
const rests = { clock: standing, pause: requested };

const atWork = { ...sent, grant, parts: [question, note, draftOfAdvice] };
const handedIn = { ...atWork, parts: [question, note, advice, comment, secondAdvice], drafters: [adviser.id] };
const ended: Omit<In<'withdrawn'>, 'status' | 'grant'> = {
  ...{ ...sent, clock: over, endedAt: minutesAfter(-day), eraseAt: minutesAfter(729 * day), erasure: 'planned' },
  ...{ parts: [question, note, advice, comment, cleared], drafters: [adviser.id], lastAdviser: adviser.id },
};

/** The same query of the ministry, at each status of its life. */
export const queryIn: { [One in Status]: In<One> } = {
  draft: { status: 'draft', ...facts, steps: ['background', 'contact'], backgroundLength: 0 },
  discarded: { status: 'discarded', ...facts },
  held: { status: 'held', ...sent },
  submitted: { status: 'submitted', ...sent, routingDueAt: minutesAfter(15) },
  offered: { status: 'offered', ...sent, offer: { ...offer, remindAt: minutesAfter(60) } },
  in_progress: { status: 'in_progress', ...atWork },
  needs_information: {
    status: 'needs_information',
    ...atWork,
    ...waits,
    parts: [question, note, draftOfAdvice, asked],
  },
  in_review: {
    ...{ status: 'in_review', ...handedIn },
    clearance: {
      adviceVersion: 2,
      clearer: { status: 'reading', expertId: clearer.id, startedAt: minutesAfter(-60) },
    },
  },
  answered: {
    ...{ status: 'answered', ...sent, clock: over, grant: window, lastAdviser: adviser.id, drafters: [adviser.id] },
    ...{ answeredAt: minutesAfter(-day), closesAt: minutesAfter(29 * day), parts: ended.parts },
  },
  closed: { status: 'closed', ...ended, grant: window, outcome: 'resolved' },
  declined: { status: 'declined', ...ended, reason: 'no-expert-found', turnTo: 'apt' },
  referred: { status: 'referred', ...ended, partner: 'ohchr' },
  withdrawn: { status: 'withdrawn', ...ended, grant: { ...grant, endsAt: minutesAfter(-day) } },
  erased: {
    ...{ status: 'erased', id: facts.id, version: 4, askerId: asker.id, coOwners: [coOwner.id] },
    ...{ institutionId: ministry.id, createdAt: facts.createdAt, updatedAt: facts.updatedAt },
    ...{ reference: sent.reference, submittedAt: sent.submittedAt, erasedAt: minutesAfter(-day) },
  },
};

/** The statuses of a query, in the order of its life. */
export const statuses = Object.keys(queryIn) as Status[];

/** The same query in the situations that one status alone does not tell apart. */
const besides = {
  'held, asked about by the desk': { ...queryIn.held, ...waits },
  'held, waiting by request': { ...queryIn.held, ...rests },
  'submitted, the asker asked': { ...queryIn.submitted, ...waits },
  'submitted, waiting by request': { ...queryIn.submitted, ...rests },
  'offered, the asker asked': { ...queryIn.offered, ...waits },
  'in progress, waiting by request': { ...queryIn.in_progress, ...rests },
  'asked about by the desk': { status: 'needs_information', ...sent, ...waits },
  'in review, nobody asked yet': {
    ...queryIn.in_review,
    clearance: { adviceVersion: 2, routingDueAt: minutesAfter(15) },
  },
  'in review, a second expert asked': {
    ...queryIn.in_review,
    clearance: {
      adviceVersion: 2,
      clearer: { status: 'asked', expertId: clearer.id, expiresAt: minutesAfter(day) },
    },
  },
  'in review, waiting by request': { ...queryIn.in_review, ...rests },
  'closed, its window over': { ...queryIn.closed, grant: { ...grant, endsAt: minutesAfter(-day) } },
  'closed, never with an expert': { status: 'closed', ...ended, outcome: 'no-reply' },
} as const satisfies Record<string, Query>;

/** Every situation that a query can be in. */
export const situations = { ...queryIn, ...besides };
