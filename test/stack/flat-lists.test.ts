import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { counted } from '../../bench/cost.ts';
import { meter } from '../../bench/meter.ts';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { seed } from '../../cli/seed.ts';
import { operatorOf } from '../../local/operator.ts';
import { newId } from '../../shared/identifiers.ts';
import { chance } from '../chance.ts';
import { keptInFile, long, patience } from '../long.ts';
import { keptAMinute } from './kept-a-minute.ts';
import { openWorld, type World } from './world.ts';

const Row = z.looseObject({ id: z.string() });
const hour = 3_600_000;
const day = 24 * hour;
const by = chance();
const draw = () => by.below(2 ** 31) / 2 ** 31;

let world: World;
let operator: Operator;
const count = { tried: 0, failed: 0 };
const { options, forget } = keptInFile();
beforeAll(async () => {
  world = await openWorld(options);
  operator = localOperator(operatorOf(world.hub));
  for (const name of ['helen', 'chimwemwe', 'ingrid']) await world.credentialsOf(name);
});
afterAll(async () => {
  console.log(`proof flat-lists: ${count.tried} tried, ${count.failed} failed`);
  await world.stop();
  forget();
});

const quick = (receivedAt: number, until: number) => ({
  ...{ receivedAt, until, acceptedAfter: hour, handedInAfter: 4 * hour, clearedAfter: 2 * hour },
});
const silent = () => {};

/** So many questions more: some long closed, some answered of late by one expert, some held until their institution is vouched for. */
async function grows(closed: number, answered: number, held: number): Promise<void> {
  const now = Date.now();
  // In a year that is over, so that there is a breakdown of it.
  const lastYear = Date.UTC(new Date(now).getUTCFullYear() - 1, 8, 1);
  const chosen = { draw, atOnce: 4 };
  const about = { topic: 'legislation', language: 'en', requestKind: 'question', body: 'One of very many.' } as const;
  const askedBy = (name: string) => ({ askers: ({ id }: { id: string }) => id === world.personOf(name).id });
  await seed(
    operator,
    {
      ...{ ...chosen, ...askedBy('litia'), about, count: closed, from: lastYear, to: lastYear + 60 * day },
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
  const metered = meter(world.hub);
  await act();
  await world.hub.drain();
  metered.stop();
  const made = metered.taken().filter((call) => !keptAMinute(call));
  return { calls: counted(made), units: made.reduce((sum, { read, write }) => sum + read + write, 0) };
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
  [
    'response times of a year by language',
    page('helen', `/response-times?period=${new Date().getUTCFullYear() - 1}&by=language`),
  ],
  ['the watch, when nothing is due', () => world.hub.tick('watch')],
];

async function costs(): Promise<Map<string, Cost>> {
  const found = new Map<string, Cost>();
  for (const [name, act] of pages) {
    found.set(name, await costOf(act));
  }
  return found;
}

/** Puts so many copies of each of these beside them, in the tables that the lists are read from, and as much in the figures. */
async function multiplied(copies: number): Promise<void> {
  const [queries, reports] = [world.hub.tableName('Queries'), world.hub.tableName('Reports')];
  const puts: { table: string; item: Record<string, unknown> }[] = [];
  for (const item of await world.everythingIn('Queries')) {
    if (typeof item.status !== 'string') continue;
    for (let copy = 0; copy < copies; copy += 1) {
      const id = newId(by.bytes);
      const row = { ...Row.parse(item.row), id };
      puts.push({ table: queries, item: { ...item, id, row } });
    }
  }
  for (const { series, cell, ...counts } of await world.everythingIn('Reports')) {
    if (String(series).startsWith('query#') || cell === 'counted') continue;
    const more = Object.entries(counts).map(([name, count_]) => [name, Number(count_) * (copies + 1)]);
    puts.push({ table: reports, item: { series, cell, ...Object.fromEntries(more) } });
  }
  for (let start = 0; start < puts.length; start += 25) {
    const RequestItems: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {};
    for (const { table, item } of puts.slice(start, start + 25))
      RequestItems[table] = [...(RequestItems[table] ?? []), { PutRequest: { Item: item } }];
    await world.dynamo.send(new BatchWriteCommand({ RequestItems }));
  }
}

// The first page of every list is full with few questions already: more of them must cost nothing more.
const led = long ? { closed: 12, answered: 52, held: 52 } : { closed: 2, answered: 2, held: 2 };

/**
 * Few questions, then many. In the long form each is led through its whole life; in the ordinary one a handful is, and
 * the rest are copies of them in the tables, for it is the reading that is weighed and not the way there.
 */
async function fewThenMany(): Promise<[few: Map<string, Cost>, many: Map<string, Cost>]> {
  await grows(led.closed, led.answered, led.held);
  if (!long) await multiplied(25);
  const few = await costs();
  if (long) await grows(5900, 2000, 2000);
  else await multiplied(9);
  return [few, await costs()];
}

test(
  'every list costs the same, however many questions there are',
  async () => {
    const [few, many] = await fewThenMany();
    for (const [name] of pages) {
      const [small, large] = [few.get(name), many.get(name)];
      count.tried += 1;
      if (JSON.stringify(small) !== JSON.stringify(large)) count.failed += 1;
      console.log(`cost of ${name}: ${small?.units} units, then ${large?.units}`);
    }
    const questions = (await world.everythingIn('Queries')).filter(({ status }) => typeof status === 'string');
    console.log(`flat-lists ended with ${questions.length} questions${long ? '' : ', most of them copies'}`);
    expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few));
  },
  patience,
);
