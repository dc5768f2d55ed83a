import type { LedgerEvent } from '../../shared/ledger.ts';
import { personIds } from './web-sample.ts';

const until = '2026-11-26T17:00:00.000Z';
const received = {
  topic: 'legislation',
  language: 'ar',
  institutionKind: 'ministry',
  urgencyRequested: true,
} as const;
const expertId = personIds.expert;

/** Something of every kind that can happen, in every form that has words of its own. */
export const everyEvent: readonly LedgerEvent[] = [
  { code: 'drafted', details: {} },
  { code: 'saved', details: {} },
  { code: 'opened', details: { part: 'draft', through: 'right' } },
  { code: 'submitted', details: received },
  { code: 'held', details: received },
  { code: 'released', details: {} },
  { code: 'unplaced', details: { considered: 11, why: 'nobody-fits' } },
  { code: 'unplaced', details: { considered: 2, why: 'restricted' } },
  { code: 'routing-due', details: {} },
  { code: 'offered', details: { expertId, expiresAt: until } },
  { code: 'offered', details: { expertId, expiresAt: until, insteadOf: personIds.colleague } },
  { code: 'expired', details: { expertId } },
  { code: 'declined', details: { reason: 'no-time' } },
  { code: 'accepted', details: {} },
  { code: 'recused', details: { reason: 'other' } },
  { code: 'conflict-found', details: { expertId, conflict: 'treaty-body' } },
  { code: 'expert-suspended', details: { expertId } },
  { code: 'urgency-granted', details: { neededBy: '2026-12-02' } },
  { code: 'opened', details: { part: 'thread', through: 'right' } },
  { code: 'answered', details: { adviceVersion: 1 } },
  { code: 'co-owner-added', details: { personId: personIds.colleague } },
  { code: 'co-owner-removed', details: { personId: personIds.colleague } },
  { code: 'handed-over', details: { fromId: personIds.official, toId: personIds.colleague } },
  { code: 'restricted', details: {} },
  { code: 'unrestricted', details: { consent: 'yes' } },
  {
    code: 'glass-requested',
    details: { reason: 'risk-to-a-person', text: 'A message by telephone:\n<b>read at once</b>' },
  },
  { code: 'glass-refused', details: { memberId: personIds.member } },
  { code: 'glass-approved', details: { memberId: personIds.member, expiresAt: until } },
  { code: 'opened', details: { part: 'thread', through: 'break-glass' } },
  { code: 'person-added', details: { role: 'auditor' } },
  { code: 'person-suspended', details: {} },
  { code: 'person-reinstated', details: {} },
  { code: 'interests-changed', details: { newTies: ['PE'] } },
  { code: 'institution-registered', details: { kind: 'npm', state: 'GH' } },
  { code: 'standing-confirmed', details: { expiresOn: '2027-11-30' } },
  { code: 'standing-withdrawn', details: {} },
];
