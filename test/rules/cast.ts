import { clockOf, started } from '../../shared/clock.ts';
import type { Institution } from '../../shared/institutions.ts';
import type { Expert, Interests, Official, Person } from '../../shared/people.ts';
import type { Query, Status } from '../../shared/query.ts';
import { shippedSettings } from '../../shared/settings.ts';
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

/** The official who asks, a colleague they let in, and the expert who has the query where one has. */
export const asker = official(1);
export const coOwner = official(2);
export const adviser = expert(3);

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
  urgency: { level: 'standard' },
  length: 900,
  questionVersion: 3,
  createdAt: minutesAfter(-3 * day),
  updatedAt: minutesAfter(-day),
} as const;

const sent = {
  ...facts,
  coOwners: [...facts.coOwners],
  reference: 'CTI-7F3K-92QD-5',
  submittedAt: minutesAfter(-2 * day),
  clock: clockOf(
    started('first-advice', minutesAfter(-2 * day), { requestKind: 'question', urgent: false }),
    shippedSettings,
  ),
  passedBy: [],
};

const grant = { expertId: adviser.id, reason: 'accepted-offer', startedAt: minutesAfter(-day) } as const;

/** The same query of the ministry, at each status of its life. */
export const queryIn = {
  draft: { status: 'draft', ...facts, coOwners: [...facts.coOwners] },
  held: { status: 'held', ...sent },
  submitted: { status: 'submitted', ...sent, routingDueAt: minutesAfter(15) },
  offered: {
    status: 'offered',
    ...sent,
    offer: { expertId: adviser.id, offeredAt: minutesAfter(-day), expiresAt: minutesAfter(day) },
  },
  in_progress: { status: 'in_progress', ...sent, grant },
  answered: {
    status: 'answered',
    ...sent,
    clock: { ...sent.clock, stoppedAt: minutesAfter(-day) },
    grant: { ...grant, endsAt: minutesAfter(29 * day) },
    answeredAt: minutesAfter(-day),
    adviceVersion: 1,
  },
} as const satisfies { [One in Status]: Query & { status: One } };

/** The statuses of a query, in the order of its life. */
export const statuses = Object.keys(queryIn) as Status[];
