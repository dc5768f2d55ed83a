import { BoardView } from '../../shared/board.ts';
import { AssignTogetherPage, type TogetherData } from '../../web/pages/assign-together.tsx';
import { AssignedPage } from '../../web/pages/assigned.tsx';
import { type BoardData, BoardPage, type BoardRow } from '../../web/pages/board.tsx';
import { type CardData, CardPage } from '../../web/pages/card.tsx';
import { ColleaguesPage } from '../../web/pages/colleagues.tsx';
import { ExtendPage } from '../../web/pages/extend.tsx';
import { FindQueryPage } from '../../web/pages/find-query.tsx';
import { OfferPage } from '../../web/pages/offer.tsx';
import { QueuePage } from '../../web/pages/queue.tsx';
import type { QueueCard } from '../../web/parts/queue-cards.tsx';
import { as, at, dueAt, id, now, reference, refusedWith, type Sample, sample } from './web-sample.ts';
import { everyEvent } from './web-samples-events.ts';

const card: QueueCard = {
  ...{ id: 'q1', reference, topic: 'interviewing', language: 'es', dueAt, clock: 'on-track' },
  ...{ workingDaysLeft: 10, expiresAt: '2026-11-26T17:00:00.000Z', url: '/queries/q1/offer' },
};

const row = (at: number, changes: Partial<BoardRow>): BoardRow => ({
  ...{
    id: `r${at}`,
    version: 3,
    updatedAt: '2026-11-23T09:00:00.000Z',
    reference: `CTI-7F3K-92Q${at % 10}-5`,
    topic: 'detention',
    state: 'MA',
    language: 'fr',
  },
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
  row(9, {
    clock: 'paused',
    pausedSince: '2026-11-19T10:00:00.000Z',
    status: 'needs_information',
    state: 'PE',
    topic: 'training',
  }),
  row(7, {
    clock: 'missed',
    status: 'answered',
    state: 'ID',
    topic: 'use-of-force',
    language: 'en',
    expertName: 'Grace Mensah',
  }),
];

const prospect = (
  at: number,
  changes: Partial<TogetherData['prospects'][number]>,
): TogetherData['prospects'][number] => ({
  ...{ id: `r${at}`, version: 3, reference: `CTI-7F3K-92Q${at}-5`, topic: 'detention', state: 'MA', language: 'fr' },
  ...{ status: 'submitted', verdict: 'fits', exclusions: [], url: `/queries/r${at}/card`, ...changes },
});

const boardData: BoardData = {
  ...{ rows, view: 'open', order: 'first', only: {}, ignored: [], search: '', personVersion: 2, savedViews: [] },
  experts: [
    { id: 'e1', name: 'سلمى بن يوسف' },
    { id: 'e2', name: 'Grace Mensah' },
  ],
};
const narrowedBoard: BoardData = {
  ...boardData,
  ...{ view: 'overdue', order: 'last', only: { topic: 'npm', state: 'MA' }, ignored: ['language', 'region'] },
  search: 'view=overdue&topic=npm&state=MA&order=last',
  savedViews: [
    { name: 'الآليات الوقائية الوطنية', query: 'view=overdue&topic=npm&state=MA&order=last' },
    { name: 'بالعربية', query: 'language=ar' },
  ],
};

const secretariatCard: CardData = {
  ...{ id, version: 4, reference, status: 'offered', topic: 'legislation', state: 'MA', language: 'ar', length: 1240 },
  replyLanguages: ['ar', 'fr'],
  checkCode: '7F3K-92QD',
  institutionId: 'j0c2kj88qvxdaayqdwrrzgkm0v',
  institutionName: 'وزارة العدل',
  institutionKind: 'ministry',
  urgency: { level: 'requested', neededBy: '2026-12-02', reason: 'The bill goes to Cabinet in December.' },
  submittedAt: '2026-11-24T10:00:00.000Z',
  requestKind: 'question',
  clock: {
    ...{ kind: 'first-advice', state: 'on-track', dueAt, startedAt: '2026-11-02T10:00:00.000Z' },
    originalDueAt: '2026-11-20T17:00:00.000Z',
    why: {
      ...{ reason: 'question', workingDays: 10, startedOn: '2026-11-02', pausedDays: 4, wishedDays: 0 },
      ...{ extendedTo: '2026-12-04', pausedDaysSince: 2 },
    },
    intervals: [
      {
        from: '2026-11-02T10:00:00.000Z',
        to: '2026-11-09T10:00:00.000Z',
        kind: 'running',
        work: { days: 5, hours: 0 },
      },
      { from: '2026-11-09T10:00:00.000Z', to: '2026-11-11T15:00:00.000Z', kind: 'paused', work: { days: 2, hours: 5 } },
      { from: '2026-11-11T15:00:00.000Z', to: now, kind: 'running', work: { days: 0, hours: 0 } },
    ],
    ran: { days: 13, hours: 1 },
    waited: { days: 0, hours: 5 },
    left: { days: 10, hours: 2 },
    laterFrom: '2026-12-09',
  },
  offerExpiresAt: '2026-11-26T17:00:00.000Z',
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
      speaks: 'fluent',
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
      speaks: 'working',
      open: 0,
      capacity: 2,
      exclusions: ['away'],
      assignable: true,
    },
    {
      expertId: 'e3',
      name: 'Tomás Herrera',
      fit: 'none',
      speaks: 'none',
      open: 2,
      capacity: 2,
      exclusions: [
        'topic',
        'language',
        'passed',
        'replaced',
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
  clearers: [],
  can: ['assign', 'ask-about', 'let-wait', 'extend', 'change-topic', 'propose-referral', 'turn-down', 'grant-urgency'],
  urgentDays: 2,
  others: [
    {
      ...{ id: 'o1', reference: 'CTI-1111-2222-3', topic: 'npm', status: 'closed', submittedAt: at(1) },
      url: '/queries/o1/card',
    },
  ],
  confidentiality: 'restricted',
  successors: [
    { id: 's1', name: 'Yves Dupraz' },
    { id: 's2', name: 'فاطمة الزهراء العلوي' },
  ],
};

const why = { workingDays: 10, startedOn: '2026-11-02', pausedDays: 0, wishedDays: 0 };

const together: TogetherData = {
  ...{ expert: { id: 'e2', name: 'Grace Mensah' }, open: 1, capacity: 3 },
  prospects: [
    prospect(1, { verdict: 'fits', before: 'سلمى بن يوسف' }),
    prospect(2, { verdict: 'by-hand', exclusions: ['language', 'topic'] }),
    prospect(3, { verdict: 'excluded', exclusions: ['nationality', 'at-capacity'] }),
    prospect(4, { verdict: 'already', before: 'Grace Mensah' }),
    prospect(5, { verdict: 'not-possible', status: 'held' }),
  ],
};

const nothing = { toAccept: [], inProgress: [], toClear: [], inReview: [], answered: [] };

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
      room: { free: 1 },
    },
    as('expert', '/queue'),
  ),
  sample(
    'colleagues',
    ColleaguesPage,
    {
      colleagues: [
        { id: 'e1', name: 'Grace Mensah', away: true, cards: [{ ...card, id: 'q7', url: '/queries/q7/stand-in' }] },
        { id: 'e2', name: 'كريم بن صالح', away: false, cards: [] },
      ],
    },
    as('expert', '/queue/stand-in'),
  ),
  sample('colleagues-none', ColleaguesPage, { colleagues: [] }, as('expert', '/queue/stand-in')),
  sample('queue-empty', QueuePage, { ...nothing, room: { free: 3 } }, as('expert', '/queue')),
  sample('queue-full', QueuePage, { ...nothing, room: { free: 0 } }, as('expert', '/queue')),
  sample('queue-away', QueuePage, { ...nothing, room: { free: 2, awayUntil: '2026-12-04' } }, as('expert', '/queue')),
  sample(
    'offer',
    OfferPage,
    {
      ...{
        id,
        version: 4,
        reference,
        topic: 'legislation',
        language: 'ar',
        replyLanguages: ['ar', 'en', 'fr'],
        urgency: 'requested',
        length: 1240,
        dueAt,
      },
      ...{ expiresAt: '2026-11-26T17:00:00.000Z', state: 'MA' },
    },
    as('expert', `/queries/${id}/offer`),
  ),
  sample(
    'offer-withheld',
    OfferPage,
    {
      ...{
        id,
        version: 4,
        reference,
        topic: 'opcat',
        language: 'fr',
        replyLanguages: ['fr'],
        urgency: 'standard',
        length: 700,
        dueAt,
      },
      expiresAt: '2026-11-26T17:00:00.000Z',
    },
    as('expert', `/queries/${id}/offer`),
  ),
  sample('board', BoardPage, { ...boardData, next: 'eyJ4IjoxfQ' }, as('secretariat', '/board')),
  sample('board-narrowed', BoardPage, narrowedBoard, as('secretariat', '/board')),
  sample(
    'board-refused',
    BoardPage,
    narrowedBoard,
    refusedWith(as('secretariat', '/board'), {
      reason: 'invalid-input',
      problems: [
        { field: 'chosen', code: 'required' },
        { field: 'expertId', code: 'required' },
        { field: 'viewName', code: 'too-many', limit: 20 },
        { field: 'newName', code: 'taken' },
      ],
      typed: { viewName: 'One more', chosen: ['r1', 'r2'] },
    }),
  ),
  ...BoardView.options.map((view) =>
    sample(`board-none-${view}`, BoardPage, { ...boardData, view, rows: [] }, as('secretariat', '/board')),
  ),
  ...(
    [
      ['board-none-yet', []],
      ['board-looked-through', narrowedBoard.rows],
    ] as const
  ).map(([name, found]) =>
    sample(
      name,
      BoardPage,
      { ...narrowedBoard, rows: found, next: 'eyJ4IjoxfQ', lookedThrough: 500 },
      as('secretariat', '/board'),
    ),
  ),
  sample(
    'board-full',
    BoardPage,
    {
      ...boardData,
      rows: Array.from({ length: 50 }, (_, index) => ({
        ...row(index, rows[index % rows.length] ?? {}),
        id: `r${index}`,
      })),
    },
    as('secretariat', '/board'),
  ),
  sample('find-query', FindQueryPage, { typed: '' }, as('secretariat', '/board/find')),
  sample(
    'find-query-mistyped',
    FindQueryPage,
    { typed: 'cti 7F3K 29QD 5', nothing: 'mistyped' },
    as('secretariat', '/board/find'),
  ),
  sample(
    'find-query-unknown',
    FindQueryPage,
    { typed: reference, nothing: 'unknown' },
    as('secretariat', '/board/find'),
  ),
  sample('together', AssignTogetherPage, together, as('secretariat', '/board/assign')),
  sample(
    'together-refused',
    AssignTogetherPage,
    together,
    refusedWith(as('secretariat', '/board/assign'), {
      reason: 'invalid-input',
      problems: [
        { field: 'row', code: 'required' },
        { field: 'assignReason', code: 'required' },
      ],
      typed: {},
    }),
  ),
  sample(
    'together-nothing',
    AssignTogetherPage,
    { ...together, prospects: together.prospects.slice(2) },
    as('secretariat', '/board/assign'),
  ),
  sample(
    'assigned',
    AssignedPage,
    {
      expertName: 'Grace Mensah',
      rows: (['done', 'done', 'changed', 'full', 'unfit'] as const).map((outcome, index) => ({
        ...{
          id: `r${index}`,
          reference: `CTI-7F3K-92Q${index}-5`,
          status: 'offered' as const,
          outcome,
          url: `/queries/r${index}/card`,
        },
        ...(outcome === 'done' ? { holderName: 'Grace Mensah' } : {}),
      })),
    },
    as('secretariat', '/board/assigned'),
  ),
  sample(
    'extend',
    ExtendPage,
    {
      ...{ id, version: 4, reference, dueOn: '2026-12-18', reason: 'translation', dueAt },
      ...{ newDueAt: '2026-12-18T17:00:00.000Z', originalDueAt: dueAt },
    },
    as('secretariat', `/queries/${id}/extend`),
  ),
  sample('card', CardPage, secretariatCard, as('secretariat', `/queries/${id}/card`)),
  sample(
    'card-answered',
    CardPage,
    {
      ...secretariatCard,
      ...{
        status: 'answered',
        candidates: [],
        can: [],
        others: [],
        offerExpiresAt: undefined,
        successors: [],
        confidentiality: 'standard',
        urgency: { level: 'standard' },
      },
      clock: {
        ...secretariatCard.clock,
        ...{ state: 'met', stoppedAt: '2026-12-01T10:00:00.000Z', left: undefined, originalDueAt: undefined },
        why: { reason: 'follow-up', workingDays: 5, startedOn: '2026-11-02', pausedDays: 1, wishedDays: 0 },
        kind: 'follow-up',
      },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-held',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'held', candidates: [], can: ['ask-about', 'change-topic'], expertName: undefined },
      clock: {
        ...secretariatCard.clock,
        intervals: [],
        left: { days: 0, hours: 3 },
        why: { ...why, reason: 'document-review' },
      },
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
      problems: [
        { field: 'successorId', code: 'not-a-colleague' },
        { field: 'dueOn', code: 'not-later' },
        { field: 'assignReason', code: 'required' },
      ],
      typed: { successorId: 's2', dueOn: '2026-11-25', extensionReason: 'complex' },
    }),
  ),
  sample(
    'card-nobody',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'submitted', expertName: undefined, offerExpiresAt: undefined },
      candidates: secretariatCard.candidates.slice(1),
      nobody: {
        counts: { topic: 1, language: 2, away: 2 },
        widening: [
          { overrule: 'language', gains: 2 },
          { overrule: 'topic', gains: 1 },
          { overrule: 'away', gains: 1 },
          { overrule: 'replaced', gains: 1 },
        ],
      },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-no-widening',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'submitted', expertName: undefined, candidates: secretariatCard.candidates.slice(2) },
      nobody: { counts: { suspended: 1 }, widening: [] },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-waiting',
    CardPage,
    {
      ...secretariatCard,
      status: 'needs_information',
      can: ['close-unanswered', 'propose-referral', 'turn-down', 'change-topic', 'assign'],
      pause: {
        ...{ why: 'information', since: at(1), about: 'scope', reminded: 2, proposedAt: at(5) },
      },
      referral: { partner: 'apt', proposedAt: at(3) },
      clock: {
        ...secretariatCard.clock,
        ...{ state: 'paused', pausedSince: at(1), left: undefined, originalDueAt: undefined },
        why: { ...why, reason: 'urgent', pausedDays: 3, wishedDays: 0 },
      },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-waiting-expert',
    CardPage,
    { ...secretariatCard, status: 'needs_information', pause: { why: 'information', since: at(1), reminded: 0 } },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-paused',
    CardPage,
    {
      ...secretariatCard,
      ...{ can: ['resume', 'assign'], pause: { why: 'requested', since: at(1), reminded: 1 } },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-review',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'in_review', can: ['assign', 'assign-clearer'], clearers: secretariatCard.candidates },
      clearer: { name: 'Grace Mensah', status: 'asked', at: '2026-11-26T17:00:00.000Z' },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-review-nobody',
    CardPage,
    { ...secretariatCard, status: 'in_review', can: ['assign-clearer'], clearers: secretariatCard.candidates },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'card-reading',
    CardPage,
    {
      ...secretariatCard,
      ...{ status: 'in_review', can: ['assign-clearer'], clearers: secretariatCard.candidates },
      clearer: { name: 'Grace Mensah', status: 'reading', at: at(4) },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  ...(['planned', 'announced', 'held'] as const).map((erasure) =>
    sample(
      `card-kept-${erasure}`,
      CardPage,
      {
        ...secretariatCard,
        ...{ status: 'closed', candidates: [], can: ['hold-erasure', 'release-erasure'] },
        kept: { erasure, eraseAt: '2028-11-24T10:00:00.000Z' },
      },
      as('secretariat', `/queries/${id}/card`),
    ),
  ),
];
