import { AskPage } from '../../web/pages/ask.tsx';
import { CheckPage } from '../../web/pages/check.tsx';
import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { type ThreadData, ThreadPage } from '../../web/pages/thread.tsx';
import { as, dueAt, id, now, reference, type Sample, sample } from './web-sample.ts';

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
  confidentiality: 'standard',
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
  {
    ...{ id: 'e', topic: 'opcat', status: 'held', reference: 'CTI-5ZK2-10CD-G', dueAt, url: '/queries/e' },
    ...{ submittedAt: '2026-11-24T09:00:00.000Z', updatedAt: '2026-11-24T09:00:00.000Z' },
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

/** Asking, following and reading a query; an expert reads and answers on the same page. */
export const askingSamples: readonly Sample[] = [
  sample('ask', AskPage, {}, as('official', '/ask')),
  sample('ask-draft', AskPage, { draft }, as('official', `/queries/${id}/edit`)),
  sample(
    'ask-draft-restricted',
    AskPage,
    { draft: { ...draft, confidentiality: 'restricted' } },
    as('official', `/queries/${id}/edit`),
  ),
  refusedAsk,
  sample(
    'ask-stale',
    AskPage,
    { draft },
    { ...as('official', `/queries/${id}/edit`), refused: { reason: 'stale', problems: [], typed } },
  ),
  sample('check', CheckPage, { ...draft, dueAt }, as('official', `/queries/${id}/check`)),
  sample(
    'check-restricted',
    CheckPage,
    { ...draft, dueAt, confidentiality: 'restricted' },
    as('official', `/queries/${id}/check`),
  ),
  sample(
    'receipt-held',
    ReceiptPage,
    { id, reference, submittedAt: now, dueAt, status: 'held' },
    as('official', `/queries/${id}/receipt`),
  ),
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
  sample('thread-held', ThreadPage, { ...thread, status: 'held' }, as('official', `/queries/${id}`)),
  sample('thread-late', ThreadPage, { ...thread, clock: 'overdue' }, as('official', `/queries/${id}`)),
  sample('thread-answered', ThreadPage, answered, as('official', `/queries/${id}`)),
  sample('thread-answered-late', ThreadPage, { ...answered, clock: 'missed' }, as('official', `/queries/${id}`)),
  sample('thread-expert', ThreadPage, { ...thread, reader: 'expert', mayAnswer: true }, as('expert', `/queries/${id}`)),
  sample('thread-expert-answered', ThreadPage, { ...answered, reader: 'expert' }, as('expert', `/queries/${id}`)),
];
