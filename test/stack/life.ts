import type { Status } from '../../shared/query.ts';
import type { Chance } from '../chance.ts';

/** How far a query gets. */
export const stages = [
  // What the ends of others touch most easily comes first, and so once more than the rest.
  ...([
    'needs information',
    'draft',
    'discarded',
    'thrown away',
    'unplaced',
    'held',
    'offered',
    'declined',
    'lapsed',
  ] as const),
  ...(['in progress', 'waits as wished', 'information given', 'recused', 'reassigned'] as const),
  ...(['taken over', 'written', 'in review', 'being cleared', 'clearance turned down', 'returned'] as const),
  ...(['answered', 'window over', 'followed up', 'closed', 'reopened', 'turned down', 'referred'] as const),
  ...(['withdrawn', 'withdrawn at work', 'erased'] as const),
];
export type Stage = (typeof stages)[number];

/** What was done with one query, as the test did it: what the oracle judges by, and no word of the hub's own rules. */
export type Life = {
  id: string;
  stage: Stage;
  /** What is left to chance in it: its own, so that it goes on the same however the others went. */
  chance: Chance;
  asker: string;
  coOwners: Set<string>;
  institutionId: string;
  state: string;
  restricted: boolean;
  status: Status;
  /** It waits for its asker, or because they wish it to. */
  waits: boolean;
  /** The expert it is offered to, unless the offer lapsed. */
  offeredTo?: string | undefined;
  /** The expert whose offer lapsed and was not passed on yet. */
  lapsedFor?: string | undefined;
  /** The expert who may read it, until their time ends. */
  grantedTo?: string | undefined;
  /** Who stands in for the expert while they are at work. */
  deputy?: string | undefined;
  /** The experts who turned it down, or gave it back. */
  passed: Set<string>;
  /** The second expert: asked to clear the advice, or clearing it. */
  askedToClear?: string | undefined;
  clears?: string | undefined;
  glass?: { member: string; open: boolean } | undefined;
  /** Everybody who ever had anything to do with it. */
  near: Set<string>;
  /** The markers of what was written: for whoever may read, of advice that was cleared, among experts, for its author alone. */
  text: string[];
  advice: string[];
  inner: string[];
  drafts: string[];
  /** And of what the secretariat may know. */
  reason: string[];
  glassText: string[];
};

/** Nobody has it any more. */
export const withNobody = {
  ...{ offeredTo: undefined, grantedTo: undefined, deputy: undefined, askedToClear: undefined, clears: undefined },
};
