import { isDeepStrictEqual } from 'node:util';
import type { TableShape } from '../infra/tables.ts';
import { type Item, itemBytes } from './item-size.ts';

// AWS's published rule: the developer guide's pages on read and write capacity, on item sizes and on global secondary indexes.

const kilobyte = 1024;

/** How a read is made: what is read from an index is never consistent. */
export type Consistency = 'eventual' | 'consistent' | 'transaction';

const factor: Readonly<Record<Consistency, number>> = { eventual: 0.5, consistent: 1, transaction: 2 };

/** Units of reading so many bytes at once: four kilobytes each, and one where there is nothing. */
export const readUnits = (bytes: number, how: Consistency): number =>
  Math.max(1, Math.ceil(bytes / (4 * kilobyte))) * factor[how];

const blocks = (bytes: number): number => Math.max(1, Math.ceil(bytes / kilobyte));
const sizeOf = (item: Item | undefined): number => (item ? itemBytes(item) : 0);

/** An item before and after a write; undefined where there is none. */
export type Written = { before?: Item | undefined; after?: Item | undefined };

/** What a write costs: of the table, and of each index that it reaches. */
export type WriteUnits = { table: number; indexes: Record<string, number> };

type Index = NonNullable<TableShape['indexes']>[string];

/** The entry that an index keeps of an item; undefined when the item is not in it. */
export function entryOf(item: Item | undefined, index: Index, table: TableShape): Item | undefined {
  const keys = [index.partition.name, index.sort.name];
  if (!item || keys.some((name) => item[name] === undefined)) return undefined;
  if (!index.keysOnly && !index.beside) return item;
  const kept = new Set([...keys, table.partition.name, table.sort?.name, ...(index.beside ?? [])]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

/** Units of bringing one index up to date: none when its entry stays, two writes when the entry moves to another key. */
function indexUnits({ before, after }: Written, index: Index, table: TableShape): number {
  const [had, has] = [entryOf(before, index, table), entryOf(after, index, table)];
  if (isDeepStrictEqual(had, has)) return 0;
  if (!had || !has) return blocks(sizeOf(had ?? has));
  const keys = [index.partition.name, index.sort.name];
  const moved = keys.some((name) => !isDeepStrictEqual(had[name], has[name]));
  return moved ? blocks(sizeOf(had)) + blocks(sizeOf(has)) : Math.max(blocks(sizeOf(had)), blocks(sizeOf(has)));
}

/**
 * Units of one write: a kilobyte each, of the larger of what was and what is, twice in a transaction; and of each index
 * whose entry changes. An index is written once, after the transaction, so what it takes is not doubled.
 */
export function writeUnits(written: Written, table: TableShape, inTransaction = false): WriteUnits {
  const { before, after } = written;
  const larger = Math.max(blocks(sizeOf(before)), blocks(sizeOf(after)));
  const indexes = Object.entries(table.indexes ?? {}).map(
    ([name, index]) => [name, indexUnits(written, index, table)] as const,
  );
  return {
    table: larger * (inTransaction ? 2 : 1),
    indexes: Object.fromEntries(indexes.filter(([, units]) => units > 0)),
  };
}

/** All of it. */
export const totalOf = ({ table, indexes }: WriteUnits): number =>
  Object.values(indexes).reduce((all, units) => all + units, table);
