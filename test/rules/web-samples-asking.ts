import { shippedSettings } from '../../shared/settings.ts';
import { AskPage } from '../../web/pages/ask.tsx';
import { CheckPage } from '../../web/pages/check.tsx';
import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { as, dueAt, id, now, reference, type Sample, sample } from './web-sample.ts';

const { targets } = shippedSettings;

const draft = {
  id,
  version: 3,
  title: 'Statute of limitations in a draft anti-torture bill',
  body: 'The current draft applies the ordinary limitation period of fifteen years to the new offence.\n\nDoes article 4 of the Convention require that there be none?',
  requestKind: 'document-review',
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
    ...{ id: 'f', topic: 'redress', status: 'needs_information', reference: 'CTI-8YB4-61XQ-M', url: '/queries/f' },
    ...{ dueAt, clock: 'paused', waits: { why: 'information', since: '2026-11-20T09:00:00.000Z' } },
    ...{ submittedAt: '2026-11-10T09:00:00.000Z', updatedAt: '2026-11-20T09:00:00.000Z' },
  },
  {
    ...{ id: 'g', topic: 'training', status: 'in_progress', reference: 'CTI-1NPV-80GC-3', url: '/queries/g' },
    ...{ dueAt, clock: 'paused', followUp: true, waits: { why: 'requested', since: '2026-11-20T09:00:00.000Z' } },
    ...{ submittedAt: '2026-10-10T09:00:00.000Z', updatedAt: '2026-11-20T09:00:00.000Z' },
  },
  {
    ...{
      id: 'h',
      topic: 'other',
      status: 'submitted',
      reference: 'CTI-2RTM-44FD-*',
      url: '/queries/h',
      referral: true,
    },
    ...{ dueAt: '2026-11-20T17:00:00.000Z', clock: 'overdue', submittedAt: now, updatedAt: now },
  },
  {
    id: 'i',
    status: 'erased',
    reference: 'CTI-9QWE-00AA-U',
    submittedAt: now,
    updatedAt: now,
    url: '/queries/i/receipt',
  },
  ...(['closed', 'declined', 'referred', 'withdrawn', 'discarded', 'in_review'] as const).map(
    (status): OwnQuery => ({
      ...{ id: status, topic: 'reporting', status, reference: 'CTI-3MMM-77KK-7', url: `/queries/${status}` },
      ...{ submittedAt: now, updatedAt: now },
    }),
  ),
  {
    ...{ id: 'e', topic: 'opcat', status: 'held', reference: 'CTI-5ZK2-10CD-G', dueAt, url: '/queries/e' },
    ...{ submittedAt: '2026-11-24T09:00:00.000Z', updatedAt: '2026-11-24T09:00:00.000Z' },
  },
];

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
  { targets },
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
  sample('ask', AskPage, { targets }, as('official', '/ask')),
  sample('ask-draft', AskPage, { draft, targets }, as('official', `/queries/${id}/edit`)),
  sample(
    'ask-draft-restricted',
    AskPage,
    { draft: { ...draft, confidentiality: 'restricted' }, targets },
    as('official', `/queries/${id}/edit`),
  ),
  refusedAsk,
  sample(
    'ask-stale',
    AskPage,
    { draft, targets },
    { ...as('official', `/queries/${id}/edit`), refused: { reason: 'stale', problems: [], typed } },
  ),
  sample('check', CheckPage, { ...draft, dueAt, urgentDays: 2 }, as('official', `/queries/${id}/check`)),
  sample(
    'check-restricted',
    CheckPage,
    { ...draft, dueAt, urgentDays: 2, confidentiality: 'restricted' },
    as('official', `/queries/${id}/check`),
  ),
  sample(
    'receipt-held',
    ReceiptPage,
    { id, reference, submittedAt: now, dueAt, offerDays: 2, status: 'held' },
    as('official', `/queries/${id}/receipt`),
  ),
  sample(
    'receipt',
    ReceiptPage,
    { id, reference, submittedAt: now, dueAt, offerDays: 2, status: 'submitted' },
    as('official', `/queries/${id}/receipt`),
  ),
  sample(
    'receipt-erased',
    ReceiptPage,
    { id, reference, submittedAt: now, offerDays: 2, status: 'erased' },
    as('official', `/queries/${id}/receipt`),
  ),
  sample('my-queries', MyQueriesPage, { waiting: own.slice(0, 2), all: own }, as('official', '/queries')),
  sample(
    'my-queries-more',
    MyQueriesPage,
    { waiting: [], all: own.slice(2), next: 'eyJ4IjoxfQ' },
    as('official', '/queries'),
  ),
  sample('my-queries-empty', MyQueriesPage, { waiting: [], all: [] }, as('official', '/queries')),
];
