/** A key attribute, by its type: one letter as DynamoDB writes it. */
type Attribute = { readonly name: string; readonly type: 'S' | 'N' };

/** How a table is keyed, and what follows its items: the rest is the same for all of them. */
export interface TableShape {
  readonly partition: Attribute;
  readonly sort?: Attribute;
  readonly expires?: 'expiresAtSeconds';
  readonly streamed?: true;
  readonly indexes?: Readonly<Record<string, IndexShape>>;
}

/** A second way to list a table's items; only items that carry both keys are in it. */
interface IndexShape {
  readonly partition: Attribute;
  readonly sort: Attribute;
  readonly keysOnly?: true;
  /** What it keeps beside the keys, where that is not the whole item. */
  readonly beside?: readonly string[];
}

const text = (name: string): Attribute => ({ name, type: 'S' });
const number = (name: string): Attribute => ({ name, type: 'N' });

/** The seven tables, one per duty, so that a permission can be said per table. */
export const tableShapes = {
  Queries: {
    partition: text('id'),
    expires: 'expiresAtSeconds',
    indexes: {
      'by-asker': { partition: text('askerKey'), sort: text('askerSort'), keysOnly: true },
      'by-expert': { partition: text('expertKey'), sort: text('workSort'), keysOnly: true },
      'by-institution': { partition: text('institutionKey'), sort: text('sortAt'), keysOnly: true },
      'by-desk': { partition: text('deskKey'), sort: text('dueAt'), beside: ['row'] },
      'by-view': { partition: text('viewKey'), sort: text('dueAt'), beside: ['row'] },
      'by-check': { partition: text('checkKey'), sort: text('nextCheckAt'), keysOnly: true },
    },
  },
  Sealed: { partition: text('queryId'), sort: text('part') },
  Keys: { partition: text('queryId') },
  Ledger: {
    partition: text('queryId'),
    sort: number('sequence'),
    streamed: true,
    indexes: { 'by-day': { partition: text('dayKey'), sort: text('at') } },
  },
  Directory: {
    partition: text('key'),
    expires: 'expiresAtSeconds',
    indexes: {
      'by-kind': { partition: text('kindKey'), sort: text('key') },
      'by-name': { partition: text('kindKey'), sort: text('nameKey') },
    },
  },
  Notices: {
    partition: text('id'),
    streamed: true,
    indexes: {
      'by-next-attempt': { partition: text('openKey'), sort: text('nextAttemptAt'), keysOnly: true },
      'by-recipient': { partition: text('inboxKey'), sort: text('createdAt'), keysOnly: true },
    },
  },
  Reports: { partition: text('series'), sort: text('cell') },
} as const satisfies Record<string, TableShape>;

/** The name of one of the seven tables. */
export type TableName = keyof typeof tableShapes;
/** The name of an index of that table; `never` where it has none. */
export type IndexName<T extends TableName> = (typeof tableShapes)[T] extends { indexes: infer I }
  ? keyof I & string
  : never;

/** The seven names, in the order in which they are written above. */
export const tableNames = Object.keys(tableShapes) as readonly TableName[];
