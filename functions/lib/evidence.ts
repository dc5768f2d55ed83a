import type { KeyObject } from 'node:crypto';

/** One row of the ledger table, taken as it lies: nothing of it is believed before it is checked. */
export type Row = Readonly<Record<string, unknown>>;

/** Everything on record: the ledgers, what was signed of them, and the key to check the signatures with. */
export interface Evidence {
  /** The rows of each ledger, by the number they lie under. */
  readonly ledgers: ReadonlyMap<string, ReadonlyMap<number, Row>>;
  /** Each anchor as it was first written, by the number it lies under. */
  readonly anchors: ReadonlyMap<number, string>;
  /** The anchors that a later version or a deletion was put on top of. */
  readonly hidden: ReadonlySet<number>;
  /** What the signpost of each ledger says. */
  readonly signposts: ReadonlyMap<string, string>;
  /** The one ledger that was asked for, with the anchors that name it; undefined when this is everything. */
  readonly only: string | undefined;
  readonly key: { readonly id: string; readonly public: KeyObject };
}

/** The entry in a row: all of it but the key of the index by day, where that is the day of the entry. */
export function entryIn({ dayKey, ...entry }: Row): Row {
  return dayKey === String(entry.at).slice(0, 10) ? entry : { ...entry, dayKey: dayKey ?? null };
}
