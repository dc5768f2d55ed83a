import type { EventCode, LedgerEvent } from './events.ts';
import type { Actor, LedgerEntry } from './ledger.ts';

/** What those who ask are told of by its code alone: nothing else of it is theirs to know, or worth it. */
const bare = [
  ...(['drafted', 'submitted', 'held', 'released', 'accepted', 'information-added', 'paused', 'resumed'] as const),
  ...(['answered', 'follow-up-asked', 'feedback-given', 'reopened', 'withdrawn', 'overdue', 'reminded'] as const),
  ...(['closing-proposed', 'referral-refused', 'erasure-held', 'erasure-released', 'restricted'] as const),
  ...(['unrestricted', 'co-owner-added', 'co-owner-removed', 'handed-over', 'glass-requested'] as const),
  ...(['glass-approved', 'glass-refused'] as const),
] satisfies readonly EventCode[];

/** What they are told of whole: these name nobody. */
const whole = [
  ...(['urgency-granted', 'information-asked', 'information-given', 'extended', 'topic-changed', 'closed'] as const),
  ...(['not-advised', 'referral-proposed', 'referred', 'erasure-announced'] as const),
] satisfies readonly EventCode[];

type Bare = (typeof bare)[number];
type Whole = (typeof whole)[number];

/** An event of a query as those who ask are told of it: what, when, and the part of whoever did it; never their name. */
export type AskersEvent = ({ code: Bare } | Extract<LedgerEvent, { code: Whole }>) & { at: string; by: Actor['role'] };

const isBare = (code: EventCode): code is Bare => bare.some((one) => one === code);

type WholeEntry = Extract<LedgerEntry, { code: Whole }>;
const isWhole = (entry: LedgerEntry): entry is WholeEntry => whole.some((one) => one === entry.code);

/**
 * What happened to a query, for those who ask, oldest first. Who was asked in vain, why somebody declined, and what
 * second experts do is the experts' business; who opened the text is told on a page of its own.
 */
export const askersTimeline = (entries: readonly LedgerEntry[]): AskersEvent[] =>
  entries.flatMap((entry): AskersEvent[] => {
    const told = { at: entry.at, by: entry.actor.role };
    if (entry.code === 'taken-over') return [{ code: 'accepted', ...told }];
    if (isBare(entry.code)) return [{ code: entry.code, ...told }];
    if (!isWhole(entry)) return [];
    const { queryId: _1, sequence: _2, previousHash: _3, hash: _4, actor: _5, ...event } = entry;
    return [{ ...event, ...told }];
  });
