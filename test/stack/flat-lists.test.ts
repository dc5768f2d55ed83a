import { afterAll, beforeAll, expect, test } from 'vitest';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { seed } from '../../cli/seed.ts';
import { operatorOf } from '../../local/operator.ts';
import { chance } from '../chance.ts';
import { long, patience } from '../long.ts';
import { openWorld, type World } from './world.ts';

const hour = 3_600_000;
const day = 24 * hour;
const by = chance();
const draw = () => by.below(2 ** 31) / 2 ** 31;

let world: World;
let operator: Operator;
const count = { tried: 0, failed: 0 };
beforeAll(async () => {
  world = await openWorld();
  operator = localOperator(operatorOf(world.hub));
  for (const name of ['helen', 'chimwemwe', 'ingrid']) await world.credentialsOf(name);
});
afterAll(async () => {
  console.log(`proof flat-lists: ${count.tried} tried, ${count.failed} failed`);
  await world.stop();
});

const quick = (receivedAt: number, until: number) => ({
  ...{ receivedAt, until, acceptedAfter: hour, handedInAfter: 4 * hour, clearedAfter: 2 * hour },
});
const silent = () => {};

/** So many questions more: some long closed, some answered of late by one expert, some held until their institution is vouched for. */
async function grows(closed: number, answered: number, held: number): Promise<void> {
  const now = Date.now();
  const chosen = { draw, atOnce: 4 };
  const about = { topic: 'legislation', language: 'en', requestKind: 'question', body: 'One of very many.' } as const;
  const askedBy = (name: string) => ({ askers: ({ id }: { id: string }) => id === world.personOf(name).id });
  await seed(
    operator,
    {
      ...{ ...chosen, ...askedBy('litia'), about, count: closed, from: now - 150 * day, to: now - 60 * day },
      fate: (_, at, until) => ({ ...quick(at, until), thankedAfter: day }),
    },
    silent,
  );
  await seed(
    operator,
    {
      ...{ ...chosen, ...askedBy('litia'), about, count: answered, from: now - 4 * day, to: now - 3 * day },
      fate: (_, at, until) => quick(at, until),
    },
    silent,
  );
  await seed(
    operator,
    { ...chosen, ...askedBy('chimwemwe'), about, count: held, from: now - hour, to: now - 5 * 60_000 },
    silent,
  );
  await world.hub.drain();
}

type Cost = { calls: Record<string, number>; units: number };

/** What the hub's own functions call because of this, and the capacity units it takes. */
async function costOf(act: () => Promise<unknown>): Promise<Cost> {
  await world.hub.drain();
  const own = () => world.hub.calls().filter(({ role }) => role !== undefined && !role.startsWith('ROOT'));
  const last = own().at(-1);
  await act();
  await world.hub.drain();
  const all = own();
  const made = all.slice(last ? all.lastIndexOf(last) + 1 : 0);
  const calls: Record<string, number> = {};
  for (const { operation, tables = [] } of made) {
    const call = `${operation} ${tables.join(' ')}`;
    calls[call] = (calls[call] ?? 0) + 1;
  }
  return { calls, units: made.reduce((sum, { capacityUnits = 0 }) => sum + capacityUnits, 0) };
}

const page = (name: string, path: string) => async () => {
  const { token } = await world.credentialsOf(name);
  const { status } = await world.wire.json('GET', path, { token });
  expect(status).toBe(200);
};

const pages: readonly [name: string, act: () => Promise<unknown>][] = [
  ['the board', page('helen', '/board')],
  ['an official’s queries', page('chimwemwe', '/queries')],
  ['an expert’s queue', page('ingrid', '/queue')],
  ['response times', page('helen', '/response-times')],
  ['response times by language', page('helen', '/response-times?by=language')],
  ['the watch, when nothing is due', () => world.hub.tick('watch')],
];

async function costs(): Promise<Map<string, Cost>> {
  const found = new Map<string, Cost>();
  for (const [name, act] of pages) found.set(name, await costOf(act));
  return found;
}

// The first page of every list is full with few questions already: more of them must cost nothing more.
const few = { closed: 12, answered: 52, held: 52 };
const many = long ? { closed: 6000, answered: 2000, held: 2000 } : { closed: 60, answered: 120, held: 300 };

test(
  'every list costs the same, however many questions there are',
  async () => {
    await grows(few.closed, few.answered, few.held);
    const before = await costs();
    await grows(many.closed, many.answered, many.held);
    const after = await costs();
    for (const [name] of pages) {
      const [small, large] = [before.get(name), after.get(name)];
      count.tried += 1;
      if (JSON.stringify(small) !== JSON.stringify(large)) count.failed += 1;
      console.log(`cost of ${name}: ${small?.units} units, then ${large?.units}`);
    }
    const questions = (of: typeof few) => of.closed + of.answered + of.held;
    console.log(`flat-lists compared ${questions(few)} with ${questions(few) + questions(many)} questions`);
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  },
  long ? patience : 300_000,
);
