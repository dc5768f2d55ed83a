import type { Page } from '../../web/page.tsx';
import { renderPage } from '../../web/page.tsx';
import { AskPage } from '../../web/pages/ask.tsx';
import { BoardPage, type BoardRow } from '../../web/pages/board.tsx';
import { type CardData, CardPage } from '../../web/pages/card.tsx';
import { CheckPage } from '../../web/pages/check.tsx';
import { type ErrorData, ErrorPage } from '../../web/pages/error.tsx';
import { ExpiredPage } from '../../web/pages/expired.tsx';
import { HelpPage } from '../../web/pages/help.tsx';
import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { OfferPage } from '../../web/pages/offer.tsx';
import { type QueueCard, QueuePage } from '../../web/pages/queue.tsx';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { SignedOutPage } from '../../web/pages/signed-out.tsx';
import { StartPage } from '../../web/pages/start.tsx';
import { type ThreadData, ThreadPage } from '../../web/pages/thread.tsx';
import type { View } from '../../web/view.ts';

/** A page with data to show, as one reader sees it. */
export type Sample = { name: string; render: (view: Partial<View> & Pick<View, 'locale'>) => string };

const now = '2026-11-24T10:15:00.000Z';
const dueAt = '2026-12-08T17:00:00.000Z';
const reference = 'CTI-7F3K-92QD-5';
const id = '7f3k92qd5x0abcdefghjkmnpqr';

/** What a view holds when nothing about it matters. */
export const plainView: Omit<View, 'locale'> = {
  path: '/ask',
  query: {},
  now,
  stylePath: '/assets/hub-00000000.css',
  freshKey: '00000000000000000000000000',
};

const people = {
  official: { role: 'official', name: 'Amina Reyes', timeZone: 'Asia/Manila' },
  expert: { role: 'expert', name: 'Tomás Herrera', timeZone: 'America/Santiago' },
  secretariat: { role: 'secretariat', name: 'Ingrid Solberg', timeZone: 'Europe/Zurich' },
} as const satisfies Record<string, NonNullable<View['signedIn']>>;

function sample<Data>(name: string, page: Page<Data>, data: Data, given: Partial<View> = {}): Sample {
  return { name, render: (view) => renderPage(page, data, { ...plainView, ...given, ...view }) };
}

const as = (role: keyof typeof people, path: string): Partial<View> => ({ signedIn: people[role], path });

const draft = {
  id,
  version: 3,
  title: 'Statute of limitations in a draft anti-torture bill',
  body: 'The current draft applies the ordinary limitation period of fifteen years to the new offence.\n\nDoes article 4 of the Convention require that there be none?',
  topic: 'legislation',
  language: 'en',
  urgency: 'requested',
  neededBy: '2026-12-02',
  urgencyReason: 'The bill goes to Cabinet in the second week of December.',
} as const;

const own: OwnQuery[] = [
  { id: 'a', topic: 'npm', status: 'draft', updatedAt: '2026-11-23T09:00:00.000Z', url: '/queries/a/edit' },
  {
    ...{ id: 'b', topic: 'legislation', status: 'answered', reference, dueAt, url: '/queries/b' },
    ...{ submittedAt: '2026-11-09T09:00:00.000Z', updatedAt: '2026-11-20T09:00:00.000Z' },
  },
  {
    ...{ id: 'c', topic: 'custody-safeguards', status: 'in_progress', reference: 'CTI-0D8M-KX3W-*', url: '/queries/c' },
    ...{
      submittedAt: '2026-11-18T23:30:00.000Z',
      dueAt: '2026-12-02T17:00:00.000Z',
      updatedAt: '2026-11-19T09:00:00.000Z',
    },
  },
  {
    ...{
      id: 'd',
      topic: 'jurisdiction-extradition',
      status: 'offered',
      reference: 'CTI-4RTY-91ZB-N',
      url: '/queries/d',
    },
    ...{
      submittedAt: '2026-11-02T09:00:00.000Z',
      dueAt: '2026-11-16T17:00:00.000Z',
      updatedAt: '2026-11-19T09:00:00.000Z',
    },
  },
];

const thread: ThreadData = {
  ...{ id, version: 6, reference, status: 'in_progress', topic: 'legislation', language: 'ar' },
  ...{
    submittedAt: '2026-11-24T10:00:00.000Z',
    dueAt,
    clock: 'on-track',
    turn: 'hub',
    reader: 'asker',
    mayAnswer: false,
  },
  title: 'مدة التقادم في مشروع قانون مناهضة التعذيب',
  messages: [
    {
      ...{ part: 'question', by: 'asker', at: '2026-11-24T10:00:00.000Z', language: 'ar' },
      body: 'يطبق المشروع الحالي مدة التقادم العادية (15 سنة) على الجريمة الجديدة.\n\nهل تقتضي المادة 4 من الاتفاقية عدم التقادم؟ See CAT/C/GC/3, para. 40.',
    },
  ],
};

const answered: ThreadData = {
  ...{ ...thread, status: 'answered', clock: 'met', turn: 'nobody', language: 'fr' },
  title: 'Indépendance budgétaire du mécanisme national de prévention',
  messages: [
    {
      ...{ part: 'question', by: 'asker', at: '2026-11-24T10:00:00.000Z', language: 'fr' },
      body: 'Quelles garanties minimales découlent de l’article 18 du Protocole facultatif ?',
    },
    {
      ...{ part: 'advice', by: 'expert', at: '2026-11-30T15:20:00.000Z', language: 'fr' },
      body: 'En bref : une ligne budgétaire distincte, votée par le Parlement.\n\n1. Le droit\nL’article 18, paragraphe 3, impose de dégager les ressources nécessaires.\n\n2. Options\na) une sous-rubrique propre ;\nb) une dotation directe.',
    },
  ],
};

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
  row(7, {
    clock: 'missed',
    status: 'answered',
    state: 'ID',
    topic: 'use-of-force',
    language: 'en',
    expertName: 'Grace Mensah',
  }),
];

const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, '0')}:00.000Z`;

const secretariatCard: CardData = {
  ...{ id, version: 4, reference, status: 'offered', topic: 'legislation', state: 'MA', language: 'ar', length: 1240 },
  institutionName: 'وزارة العدل',
  institutionKind: 'ministry',
  urgency: { level: 'requested', neededBy: '2026-12-02', reason: 'The bill goes to Cabinet in December.' },
  submittedAt: '2026-11-24T10:00:00.000Z',
  clock: { state: 'on-track', dueAt, startedAt: '2026-11-24T10:00:00.000Z' },
  expertName: 'سلمى بن يوسف',
  events: [
    { code: 'drafted', details: {}, at: at(0), actorRole: 'official', actorName: 'Amina Reyes' },
    { code: 'saved', details: {}, at: at(1), actorRole: 'official', actorName: 'Amina Reyes' },
    { code: 'opened', details: { part: 'draft' }, at: at(2), actorRole: 'official', actorName: 'Amina Reyes' },
    {
      ...{ code: 'submitted', at: at(3), actorRole: 'official', actorName: 'Amina Reyes' },
      details: { topic: 'legislation', language: 'ar', institutionKind: 'ministry', urgencyRequested: true },
    },
    { code: 'unplaced', details: { considered: 11 }, at: at(4), actorRole: 'hub' },
    { code: 'routing-due', details: {}, at: at(5), actorRole: 'hub' },
    {
      code: 'offered',
      details: { expertId: 'e1', expiresAt: '2026-11-26T17:00:00.000Z' },
      at: at(6),
      actorRole: 'hub',
      expertName: 'سلمى بن يوسف',
    },
    { code: 'expired', details: { expertId: 'e1' }, at: at(7), actorRole: 'hub', expertName: 'Grace Mensah' },
    { code: 'declined', details: { reason: 'no-time' }, at: at(8), actorRole: 'expert', actorName: 'Tomás Herrera' },
    { code: 'accepted', details: {}, at: at(9), actorRole: 'expert', actorName: 'سلمى بن يوسف' },
    {
      code: 'urgency-granted',
      details: { neededBy: '2026-12-02' },
      at: at(10),
      actorRole: 'secretariat',
      actorName: 'Ingrid Solberg',
    },
    { code: 'opened', details: { part: 'thread' }, at: at(11), actorRole: 'expert', actorName: 'سلمى بن يوسف' },
    { code: 'answered', details: { adviceVersion: 1 }, at: at(12), actorRole: 'expert', actorName: 'سلمى بن يوسف' },
  ],
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
};

const step = { next: '/ask', challenge: 'opaque-challenge', email: 'a.elfassi@justice.example' };
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Every reason a page may give for not being there. */
const errorReasons = [
  ...['signed-out', 'wrong-sign-in', 'locked-out', 'cross-site', 'not-found', 'not-possible-now', 'already-assigned'],
  ...['at-capacity', 'conflict-of-interest', 'no-longer-eligible', 'stale', 'too-large', 'unsupported-content'],
  ...['unreadable-body', 'invalid-input', 'key-reused', 'key-required', 'version-required', 'busy-try-again', 'fault'],
] as ErrorData['reason'][];

const typed = {
  title: '<script>alert("title")</script>',
  body: 'Line one\nLine two & "quotes" </textarea><img src=x>',
  topic: 'npm',
  language: 'fr',
  urgency: 'requested',
  neededBy: '2026-11-01',
  urgencyReason: 'Because </div>',
};

/** A question that was refused for nearly every field, with what was typed. */
export const refusedAsk = sample(
  'ask-refused',
  AskPage,
  {},
  {
    ...as('official', '/ask'),
    refused: {
      reason: 'invalid-input',
      typed,
      problems: [
        { field: 'title', code: 'too-long', limit: 200 },
        { field: 'body', code: 'control-characters' },
        { field: 'topic', code: 'required' },
        { field: 'neededBy', code: 'past-date' },
        { field: 'mystery', code: 'unknown-field' },
      ],
    },
  },
);

/** Every page with data to show, in each of its states. */
export const samples: readonly Sample[] = [
  sample('start', StartPage, {}, { path: '/' }),
  sample('start-official', StartPage, {}, as('official', '/')),
  sample('start-expert', StartPage, {}, as('expert', '/')),
  sample('start-secretariat', StartPage, {}, as('secretariat', '/')),
  sample('sign-in', SignInPage, { step: 'password', next: '/ask' }, { path: '/sign-in' }),
  sample('sign-in-code', SignInPage, { step: 'code', ...step }, { path: '/sign-in' }),
  sample('sign-in-new-password', SignInPage, { step: 'new-password', ...step }, { path: '/sign-in' }),
  sample(
    'sign-in-enrol',
    SignInPage,
    { step: 'enrol', ...step, secret, otpauth: `otpauth://totp/hub?secret=${secret}` },
    { path: '/sign-in' },
  ),
  sample(
    'sign-in-refused',
    SignInPage,
    { step: 'password' },
    { path: '/sign-in', refused: { reason: 'wrong-sign-in', problems: [], typed: { email: 'x@y.example' } } },
  ),
  sample(
    'sign-in-locked',
    SignInPage,
    { step: 'password' },
    {
      path: '/sign-in',
      refused: {
        reason: 'locked-out',
        problems: [{ field: 'email', code: 'locked-until', until: '2026-11-24T10:30:00.000Z' }],
        typed: {},
      },
    },
  ),
  sample(
    'sign-in-code-refused',
    SignInPage,
    { step: 'code', ...step },
    { path: '/sign-in', refused: { reason: 'wrong-sign-in', problems: [], typed: {} } },
  ),
  sample('signed-out', SignedOutPage, {}, { path: '/signed-out' }),
  sample('ask', AskPage, {}, as('official', '/ask')),
  sample('ask-draft', AskPage, { draft }, as('official', `/queries/${id}/edit`)),
  refusedAsk,
  sample(
    'ask-stale',
    AskPage,
    { draft },
    { ...as('official', `/queries/${id}/edit`), refused: { reason: 'stale', problems: [], typed } },
  ),
  sample('check', CheckPage, { ...draft, dueAt }, as('official', `/queries/${id}/check`)),
  sample('receipt', ReceiptPage, { id, reference, submittedAt: now, dueAt }, as('official', `/queries/${id}/receipt`)),
  sample('my-queries', MyQueriesPage, { waiting: own.slice(0, 2), all: own }, as('official', '/queries')),
  sample(
    'my-queries-more',
    MyQueriesPage,
    { waiting: [], all: own.slice(2), next: 'eyJ4IjoxfQ' },
    as('official', '/queries'),
  ),
  sample('my-queries-empty', MyQueriesPage, { waiting: [], all: [] }, as('official', '/queries')),
  sample('thread', ThreadPage, thread, as('official', `/queries/${id}`)),
  sample('thread-late', ThreadPage, { ...thread, clock: 'overdue' }, as('official', `/queries/${id}`)),
  sample('thread-answered', ThreadPage, answered, as('official', `/queries/${id}`)),
  sample('thread-answered-late', ThreadPage, { ...answered, clock: 'missed' }, as('official', `/queries/${id}`)),
  sample('thread-expert', ThreadPage, { ...thread, reader: 'expert', mayAnswer: true }, as('expert', `/queries/${id}`)),
  sample('thread-expert-answered', ThreadPage, { ...answered, reader: 'expert' }, as('expert', `/queries/${id}`)),
  sample(
    'queue',
    QueuePage,
    {
      toAccept: [card],
      inProgress: [
        { ...card, id: 'q2', clock: 'at-risk', workingDaysLeft: 2, topic: 'npm', expiresAt: undefined },
        { ...card, id: 'q3', clock: 'overdue', workingDaysLeft: 0, topic: 'redress', expiresAt: undefined },
      ],
      answered: [{ ...card, id: 'q4', clock: 'met', workingDaysLeft: 0, expiresAt: undefined }],
    },
    as('expert', '/queue'),
  ),
  sample('queue-empty', QueuePage, { toAccept: [], inProgress: [], answered: [] }, as('expert', '/queue')),
  sample(
    'offer',
    OfferPage,
    {
      ...{ id, version: 4, reference, topic: 'legislation', language: 'ar', urgency: 'requested', length: 1240, dueAt },
      ...{ expiresAt: '2026-11-26T17:00:00.000Z', state: 'MA' },
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
        urgency: { level: 'standard' },
      },
      clock: { ...secretariatCard.clock, state: 'met', stoppedAt: '2026-12-01T10:00:00.000Z' },
    },
    as('secretariat', `/queries/${id}/card`),
  ),
  sample(
    'expired',
    ExpiredPage,
    { action: '/queries', fields: { title: 'A "title"', body: 'Text' } },
    { path: '/queries' },
  ),
  sample('help', HelpPage, {}, { path: '/help' }),
  ...errorReasons.map((reason) =>
    sample(
      `error-${reason}`,
      ErrorPage,
      { reason, ...(reason === 'fault' ? { incident: 'f3a9c2' } : {}) },
      as('official', '/queries/x'),
    ),
  ),
];
