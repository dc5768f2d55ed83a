import { LedgerEntry } from '../../shared/ledger.ts';
import { idOf } from './worlds.ts';

const asked = {
  topic: 'npm',
  language: 'fr',
  institutionKind: 'npm',
  region: 'africa',
  requestKind: 'question',
  urgencyRequested: true,
};

const expertId = idOf(5);

const usual: Record<string, object> = {
  submitted: asked,
  held: asked,
  offered: { expertId, expiresAt: '2026-03-05T17:00:00.000Z' },
  declined: { reason: 'no-time' },
  recused: { reason: 'other' },
  'information-asked': { by: 'expert' },
  'urgency-granted': { neededBy: '2026-03-10' },
  'topic-changed': { topic: 'detention' },
  'conflict-found': { expertId, conflict: 'declared' },
  'feedback-given': { answered: 'yes', clear: 'yes', inTime: 'yes' },
  answered: { adviceVersion: 1 },
  closed: { outcome: 'no-reply' },
  referred: { partner: 'apt' },
  'not-advised': { reason: 'no-expert-found', turnTo: 'apt' },
};

/** One line of a story: when it happened, what, and what of it is out of the usual. */
export type Line = readonly [at: string, code: LedgerEntry['code'], details?: object];

/** A ledger from a story; times as `2026-03-03T08:00`, in UTC. */
export const ledgerOf = (lines: readonly Line[]): LedgerEntry[] =>
  lines.map(([at, code, details], index) =>
    LedgerEntry.parse({
      queryId: idOf(2),
      sequence: index + 1,
      at: `${at}:00.000Z`,
      actor: { id: idOf(3), role: 'secretariat' },
      previousHash: '',
      hash: '0'.repeat(64),
      code,
      details: { ...usual[code], ...details },
    }),
  );

/** A later date, as an entry has it. */
export const until = (dueOn: string) => ({ dueOn, previousDueAt: '2026-03-17T17:00:00.000Z', reason: 'complex' });
