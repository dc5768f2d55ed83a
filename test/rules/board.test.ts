import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BoardChoice, BoardView, boardAt, boardChoice, boardSearch, usualOrder } from '../../shared/board.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { Region } from '../../shared/regions.ts';
import { stateCodes } from '../../shared/states.ts';
import { topicIds } from '../../shared/topics.ts';
import { prove } from './proof.ts';
import { ids } from './worlds.ts';

const some = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const choices = fc.record({
  view: fc.constantFrom(...BoardView.options),
  order: fc.constantFrom('first' as const, 'last' as const),
  only: fc.record({
    topic: some(topicIds),
    language: some(QueryLanguage.options),
    region: some(Region.options),
    state: some(stateCodes),
    expert: fc.option(ids, { nil: undefined }),
  }),
});

const read = (address: string) => Object.fromEntries(new URL(address, 'https://hub.example').searchParams);
const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

test('the address of the board leads back to what was chosen, on each of its pages', () => {
  const leadsBack = (choice: Omit<BoardChoice, 'ignored'>) => {
    const search = boardSearch(choice);
    const { cursor, ...later } = read(boardAt(search, 'a cursor + more'));
    const chosen = { ...choice, ignored: [] };
    return (
      equal(boardChoice(read(boardAt(search))), chosen) &&
      equal(boardChoice(later), chosen) &&
      cursor === 'a cursor + more'
    );
  };
  prove('board-address', choices, leadsBack, 2_000);
});

test('the address of the board says nothing that is usual', () => {
  for (const view of BoardView.options) {
    const address = boardAt(boardSearch({ view, order: usualOrder(view), only: {} }));
    expect(address).toBe(view === 'open' ? '/board' : `/board?view=${view}`);
  }
});
