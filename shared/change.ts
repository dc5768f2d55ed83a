import type { LedgerEvent } from './events.ts';
import type { LedgerHead } from './ledger.ts';
import type { Notice } from './notices.ts';
import type { Person } from './people.ts';
import type { Query } from './query.ts';

/** A query as read, with the head of its ledger at that moment: what a change is decided on. */
export type Loaded = { query: Query; head: LedgerHead };

/**
 * Text to be sealed with a change, one part of the query at one version. `keeps` names fields of the part that stay as they
 * were at an earlier version: they are sealed anew, and nobody sees them.
 */
export type Content = {
  part: string;
  version: number;
  fields: Record<string, string>;
  keeps?: { version: number; fields: readonly string[] };
};

/** The capacity of who takes one more however much they carry: what anybody can say of themselves ends at fifty. */
export const noLimit = 1000;

/** What a change does to the open work of experts: the capacity rule is enforced where this is written. */
type LoadChange = { take?: { expertId: string; capacity: number; at: string }; release?: string };

/** A decided change: the query as it will be, what happened, who is told. It is written whole or not at all. */
export type Change = {
  query: Query;
  event: LedgerEvent;
  notices: readonly Notice[];
  content?: Content;
  load?: LoadChange;
  /** Who must still be as they were when this was decided. */
  onlyIf?: readonly Unchanged[];
};

/** A person or an institution, as they were known. */
export type Unchanged = { kind: 'person' | 'institution'; id: string; version: number };

/** A person as they are known to who decides. */
export const asKnown = ({ id, version }: Person): Unchanged => ({ kind: 'person', id, version });

/** The next version of a query, as of now: what every change begins with. */
export const moved = <One extends Query>(query: One, now: string): One => ({
  ...query,
  version: query.version + 1,
  updatedAt: now,
});
