import type { Floor, Step } from './floor.ts';
import type { Fields } from './native.ts';
import type { Answered } from './wire.ts';

/** A call by its operation and what is found in it: a table, or an index. `only` leaves a transaction the writes on these tables. */
type Wanted = { call: string; on?: string; only?: string[] };
type Piece = Wanted | { seal: true } | { open: true };
type Pieces = Piece[][];

const session: Piece[] = [{ call: 'BatchGetItem', on: 'session#' }];
const query: Piece[] = [
  { call: 'GetItem', on: 'Queries' },
  { call: 'Query', on: 'Ledger' },
];
const institution: Piece[] = [{ call: 'GetItem', on: 'institution#' }];
const transaction: Piece[] = [{ call: 'TransactWriteItems' }];
const newKey: Piece[] = [{ call: 'GenerateDataKey' }];
const key: Piece[] = [{ call: 'Decrypt' }];
const seal: Piece[] = [{ seal: true }];
const entry: Piece[] = [{ call: 'PutItem', on: 'Ledger' }];
const contents: Piece[] = [{ call: 'BatchGetItem', on: 'Sealed' }];
const open: Piece[] = [{ open: true }];
const written = (...only: string[]): Piece[] => [{ call: 'TransactWriteItems', only }];

/**
 * What each operation must at least ask of AWS. `floor`: with what the design promises, that is one read for who it is, the
 * ledger before the key, the right asked for again afterwards, one record for each request. `bare`: without any of it.
 */
export const needed: Readonly<Record<string, { floor: Pieces; bare: Pieces }>> = {
  draft: {
    floor: [session, institution, newKey, seal, transaction],
    bare: [newKey, seal, written('Queries', 'Keys', 'Sealed')],
  },
  send: {
    floor: [session, query, institution, transaction],
    bare: [[{ call: 'GetItem', on: 'Queries' }], written('Queries', 'Ledger', 'Notices')],
  },
  open: {
    floor: [session, query, entry, contents, key, open],
    bare: [entry, contents, key, open],
  },
  answer: {
    floor: [session, query, [{ call: 'GetItem', on: 'Keys' }], key, seal, transaction],
    bare: [[{ call: 'GetItem', on: 'Queries' }], key, seal, written('Queries', 'Ledger', 'Sealed', 'Notices')],
  },
  board: {
    floor: [session, [{ call: 'Query', on: 'by-desk' }]],
    bare: [[{ call: 'Query', on: 'by-desk' }]],
  },
  'my queries': {
    floor: [session, [{ call: 'Query', on: 'by-asker' }], [{ call: 'BatchGetItem', on: 'Queries' }]],
    bare: [[{ call: 'Query', on: 'by-asker' }], [{ call: 'BatchGetItem', on: 'Queries' }]],
  },
  report: {
    floor: [session, [{ call: 'Query', on: 'Reports' }]],
    bare: [[{ call: 'Query', on: 'Reports' }]],
  },
};

function within(input: Fields, tables: readonly string[]): Fields {
  const { TransactItems } = input;
  const kept = (item: unknown) => {
    const said = JSON.stringify(item);
    return tables.some((table) => said.includes(`-${table}`)) && !/"(once|reference)#/.test(said);
  };
  return { TransactItems: Array.isArray(TransactItems) ? TransactItems.filter(kept) : [] };
}

/** The floor of an operation, out of the calls that the hub itself made. */
export function floorOf(pieces: Pieces, calls: readonly Answered[], texts: readonly string[]): Floor {
  const stepOf = (piece: Piece): Step => {
    if ('seal' in piece) return { seal: [...texts] };
    if ('open' in piece) return piece;
    const { call, on = '', only } = piece;
    const found = calls.find(({ target, body }) => target.endsWith(`.${call}`) && body.includes(on));
    if (!found) throw new Error(`The hub made no ${call} ${on}.`);
    const input: Fields = JSON.parse(found.body);
    return { call, input: only ? within(input, only) : input };
  };
  return pieces.map((together) => together.map(stepOf));
}

/** How often each call was made. */
export function counted(calls: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { target } of calls) {
    const name = target.split('.').at(-1) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${count} ${name}` : name)).join(', ');
}
