import { BoardPage, type BoardRow } from '../../web/pages/board.tsx';
import { type CardData, CardPage } from '../../web/pages/card.tsx';
import { OfferPage } from '../../web/pages/offer.tsx';
import { type QueueCard, QueuePage } from '../../web/pages/queue.tsx';
import { as, at, dueAt, id, reference, refusedWith, type Sample, sample } from './web-sample.ts';
import { everyEvent } from './web-samples-events.ts';

const card: QueueCard = {
  ...{ id: 'q1', reference, topic: 'interviewing', language: 'es', dueAt, clock: 'on-track' },
  ...{ workingDaysLeft: 10, expiresAt: '2026-11-26T17:00:00.000Z', url: '/queries/q1/offer' },
};

const row = (at: number, changes: Partial<BoardRow>): BoardRow => ({
  ...{ id: `r${at}`, reference: `CTI-7F3K-92Q${at % 10}-5`, topic: 'detention', state: 'MA', language: 'fr' },
  ...{ status: 'in_progress', urgency: 'standard', clock: 'on-track', dueAt, url: `/queries/r${at}/card` },
  ...changes,
});

const rows: BoardRow[] = [
  row(1, {
    clock: 'long-overdue',
    dueAt: '2026-11-02T17:00:00.000Z',
    status: 'submitted',
    state: 'BO',
    topic: 'complaints-investigation',
  }),
  row(2, {
    clock: 'overdue',
    dueAt: '2026-11-20T17:00:00.000Z',
    expertName: 'Tomás Herrera',
    urgency: 'granted',
    language: 'es',
  }),
  row(3, {
    clock: 'due-today',
    dueAt: '2026-11-24T17:00:00.000Z',
    expertName: 'سلمى بن يوسف',
    state: 'TN',
    language: 'ar',
  }),
  row(4, {
    clock: 'at-risk',
    dueAt: '2026-11-27T17:00:00.000Z',
    status: 'offered',
    expertName: 'Grace Mensah',
    state: 'GH',
    language: 'en',
    urgency: 'requested',
  }),
  row(5, { state: 'CL', topic: 'jurisdiction-extradition', language: 'es' }),
  row(6, { clock: 'met', status: 'answered', state: 'PT', topic: 'npm', language: 'pt', expertName: 'João Andrade' }),
  row(8, { status: 'held', state: 'TD', topic: 'nhri', dueAt: '2026-12-09T17:00:00.000Z' }),
  row(7, {
    clock: 'missed',
    status: 'answered',
    state: 'ID',
    topic: 'use-of-force',
    language: 'en',
    expertName: 'Grace Mensah',
  }),
];

const secretariatCard: CardData = {
  ...{ id, version: 4, reference, status: 'offered', topic: 'legislation', state: 'MA', language: 'ar', length: 1240 },
  institutionId: 'j0c2kj88qvxdaayqdwrrzgkm0v',
  institutionName: 'وزارة العدل',
  institutionKind: 'ministry',
  urgency: { level: 'requested', neededBy: '2026-12-02', reason: 'The bill goes to Cabinet in December.' },
  submittedAt: '2026-11-24T10:00:00.000Z',
  clock: { state: 'on-track', dueAt, startedAt: '2026-11-24T10:00:00.000Z' },
  expertName: 'سلمى بن يوسف',
  events: everyEvent.map((event, minute) => ({
    ...event,
    at: at(minute),
    actorRole: (['official', 'expert', 'secretariat', 'hub'] as const)[minute % 4] ?? 'hub',
    ...(minute % 4 < 3 ? { actorName: ['Amina Reyes', 'سلمى بن يوسف', 'Ingrid Solberg'][minute % 4] ?? '' } : {}),
    ...('expertId' in event.details && minute % 2 ? { expertName: 'Grace Mensah' } : {}),
  })),
  candidates: [
    {
      expertId: 'e1',
      name: 'سلمى بن يوسف',
      fit: 'main',
      open: 1,
      capacity: 3,
      lastAssignedAt: at(6),
      exclusions: [],
      assignable: true,
    },
    {
      expertId: 'e2',
      name: 'Grace Mensah',
      fit: 'secondary',
      open: 0,
      capacity: 2,
      exclusions: ['language', 'away'],
      assignable: true,
    },
    {
      expertId: 'e3',
      name: 'Tomás Herrera',
      fit: 'none',
      open: 2,
      capacity: 2,
      exclusions: [
        'topic',
        'passed',
        'suspended',
        'at-capacity',
        'nationality',
        'residence',
        'employment',
        'declared',
        'treaty-body',
      ],
      assignable: false,
    },
  ],
  mayAssign: true,
  mayGrantUrgency: true,
  urgentDays: 2,
  confidentiality: 'restricted',
  successors: [
    { id: 's1', name: 'Yves Dupraz' },
    { id: 's2', name: 'فاطمة الزهراء العلوي' },
  ],
};

/** What experts and the secretariat see of queries without their text. */
export const deskSamples: readonly Sample[] = [
  sample(
    'queue',
    QueuePage,
    {
      toAccept: [card],
      inProgress: [
        { ...card, id: 'q2', clock: 'at-risk', workingDaysLeft: 2, topic: 'npm', expiresAt: undefined },
        { ...card, id: 'q3', clock: 'overdue', workingDaysLeft: 0, topic: 'redress', expiresAt: undefined },
      ],
      toClear: [{ ...card, id: 'q5', url: '/queries/q5/clearance' }],
      inReview: [{ ...card, id: 'q6', clock: 'paused', expiresAt: undefined }],
      answered: [{ ...card, id: 'q4', clock: 'met', workingDaysLeft: 0, expiresAt: undefined }],
    },
    as('expert', '/queue'),
  ),
  sample(
    'queue-empty',
    QueuePage,
    { toAccept: [], inProgress: [], toClear: [], inReview: [], answered: [] },
    as('expert', '/queue'),
  ),
  sample(
    'offer',
    OfferPage,
    {
      ...{ id, version: 4, reference, topic: 'legislation', language: 'ar', urgency: 'requested', length: 1240, dueAt },
      ...{ expiresAt: '2026-11-26T17:00:00.000Z', state: 'MA' },
    },
    as('expert', `/queries/${id}/offer`),
  ),
  sample(
    'offer-withheld',
    OfferPage,
    {
      ...{ id, version: 4, reference, topic: 'opcat', language: 'fr', urgency: 'standard', length: 700, dueAt },
      expiresAt: '2026-11-26T17:00:00.000Z',
    },
    as('expert', `/queries/${id}/offer`),
  ),
  sample('board', BoardPage, { rows, next: 'eyJ4IjoxfQ' }, as('secretariat', '/board')),
  sample(
    'board-full',
    BoardPage,
    {
      rows: Array.from({ length: 50 }, (_, index) => ({
        ...row(index, rows[index % rows.length] ?? {}),
        id: `r${index}`,
      })),
    },
    as('secretariat', '/board'),
  ),
  sample('board-empty', BoardPage, { rows: [] }, as('secretariat', '/board')),
  sample('card', CardPage, secretariatCard, as('secretariat', `/queries/${id}/card`)),
  sample(
    'card-answered',
    CardPage,
    {
      ...secretariatCard,
      ...{
        status: 'answered',
        candidates: [],
        mayAssign: false,
        mayGrantUrgency: false,
        successors: [],
        confidentiality: 'standard',
        urgency: { level: 'standard' },
      },
      clock: { ...secretariatCard.clock, state: 'met', stoppedAt: '2026-12-01T10:00:00.000Z' },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-held',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'held', candidates: [], mayAssign: false, mayGrantUrgency: false, expertName: undefined },
      urgency: { level: 'standard' },
      events: secretariatCard.events.slice(0, 3),
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-refused',
    CardPage,
    secretariatCard,
    refusedWith(as('secretariat', `/queries/${id}/card`), {
      reason: 'invalid-input',
      problems: [{ field: 'successorId', code: 'not-a-colleague' }],
      typed: { successorId: 's2' },
    }),
  ),
];
