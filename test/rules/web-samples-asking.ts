import { MyQueriesPage, type OwnQuery } from '../../web/pages/my-queries.tsx';
import { ReceiptPage } from '../../web/pages/receipt.tsx';
import { as, dueAt, id, now, reference, type Sample, sample } from './web-sample.ts';

const queries: Omit<OwnQuery, 'turn'>[] = [
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
    (status): Omit<OwnQuery, 'turn'> => ({
      ...{ id: status, topic: 'reporting', status, reference: 'CTI-3MMM-77KK-7', url: `/queries/${status}` },
      ...{ submittedAt: now, updatedAt: now },
    }),
  ),
  {
    ...{ id: 'e', topic: 'opcat', status: 'held', reference: 'CTI-5ZK2-10CD-G', dueAt, url: '/queries/e' },
    ...{ submittedAt: '2026-11-24T09:00:00.000Z', updatedAt: '2026-11-24T09:00:00.000Z' },
  },
];

const open = new Set(['held', 'submitted', 'offered', 'in_progress', 'in_review', 'needs_information']);
const turnOf = ({ status, waits, referral }: Omit<OwnQuery, 'turn'>): OwnQuery['turn'] => {
  if (status === 'draft' || waits || referral) return 'asker';
  return open.has(status) ? 'hub' : 'nobody';
};
const ranks = { asker: 0, hub: 2, nobody: 3 } as const;
const rankOf = ({ status, turn }: OwnQuery) => (status === 'answered' ? 1 : ranks[turn]);
const own: OwnQuery[] = queries
  .map((query) => ({ ...query, turn: turnOf(query) }))
  .sort((a, b) => rankOf(a) - rankOf(b));
const waiting = own.filter(({ turn }) => turn === 'asker');

const onReceipt = as('official', `/queries/${id}/receipt`);
const receipt = { id, reference, submittedAt: now, offerDays: 2, checkCode: '7F3K-92QD', noticesBy: 'mail' } as const;

/** Receipts, and the list of one’s queries. */
export const askingSamples: readonly Sample[] = [
  sample('receipt-held', ReceiptPage, { ...receipt, dueAt, status: 'held', noticesBy: 'digest' }, onReceipt),
  sample('receipt', ReceiptPage, { ...receipt, dueAt, status: 'submitted' }, onReceipt),
  sample('receipt-erased', ReceiptPage, { ...receipt, status: 'erased' }, onReceipt),
  sample('my-queries', MyQueriesPage, { waiting, all: own }, as('official', '/queries')),
  sample(
    'my-queries-more',
    MyQueriesPage,
    { waiting: [], all: own.slice(2).filter(({ turn }) => turn !== 'asker'), next: 'eyJ4IjoxfQ' },
    { ...as('official', '/queries'), query: { cursor: 'eyJ4IjoxfQ' } },
  ),
  sample(
    'my-queries-waiting',
    MyQueriesPage,
    { waiting, all: waiting, next: 'eyJ4IjoxfQ' },
    as('official', '/queries'),
  ),
  sample(
    'my-queries-ended',
    MyQueriesPage,
    { waiting: [], all: own.filter(({ turn }) => turn === 'nobody'), show: 'ended' },
    as('official', '/queries'),
  ),
  sample('my-queries-none-open', MyQueriesPage, { waiting: [], all: [], show: 'open' }, as('official', '/queries')),
  sample('my-queries-none-ended', MyQueriesPage, { waiting: [], all: [], show: 'ended' }, as('official', '/queries')),
  sample('my-queries-empty', MyQueriesPage, { waiting: [], all: [] }, as('official', '/queries')),
];
