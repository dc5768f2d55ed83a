import { nextTryAt, routingDueAt } from '../../shared/asking.ts';
import { genevaCalendar } from '../../shared/calendar.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { answeringClock } from '../../shared/rounds.ts';
import { shippedSettings } from '../../shared/settings.ts';

type Story = {
  status: string;
  version: number;
  questionVersion: number;
  passedBy: string[];
  urgencyGranted: boolean;
  createdAt: string;
  updatedAt: string;
  asker: string;
  submittedAt?: string;
  answeredAt?: string;
  offeredTo?: string | undefined;
  grantedTo?: string;
  /** When it must be looked at again. */
  check?: string | undefined;
};

/** What the Queries table should say of a query, told from its ledger and nothing else. */
export function fromLedger(entries: readonly LedgerEntry[]) {
  const story: Story = {
    ...{ status: '', version: 0, questionVersion: 0, passedBy: [], urgencyGranted: false },
    ...{ createdAt: '', updatedAt: '', asker: '' },
  };
  for (const { code, details, at, actor } of entries) {
    // A reading changes nothing.
    if (code === 'opened') continue;
    story.version += 1;
    story.updatedAt = at;
    switch (code) {
      case 'drafted':
        Object.assign(story, { status: 'draft', createdAt: at, asker: actor.id, questionVersion: 1 });
        break;
      case 'saved':
        story.questionVersion = story.version;
        break;
      case 'submitted':
        Object.assign(story, { status: 'submitted', submittedAt: at, check: routingDueAt(at) });
        break;
      case 'offered':
        Object.assign(story, {
          ...{ status: 'offered', offeredTo: details.expertId, check: details.expiresAt },
          grantedTo: undefined,
        });
        break;
      case 'unplaced':
        story.check = nextTryAt(at, genevaCalendar);
        break;
      case 'routing-due':
        story.check = routingDueAt(at);
        break;
      case 'accepted':
        Object.assign(story, { status: 'in_progress', grantedTo: actor.id, offeredTo: undefined, check: undefined });
        break;
      case 'declined':
      case 'expired':
        story.passedBy = [...new Set([...story.passedBy, story.offeredTo ?? ''])];
        Object.assign(story, { status: 'submitted', offeredTo: undefined, check: routingDueAt(at) });
        break;
      case 'urgency-granted':
        story.urgencyGranted = true;
        break;
      case 'answered':
        Object.assign(story, { status: 'answered', answeredAt: at });
        break;
    }
  }
  return { ...story, clock: answeringClock(entries, [shippedSettings], new Date().toISOString()) };
}
