import { makeUp } from '../cli/seed.ts';
import { directory } from '../functions/lib/directory.ts';
import { settingsReader } from '../functions/lib/settings.ts';
import { chance } from '../test/chance.ts';
import { steps } from '../test/stack/steps.ts';
import type { World } from '../test/stack/world-at.ts';
import { livesInMemory, putAll } from './bulk.ts';
import { costOf } from './cost.ts';
import { measuredHub } from './hub.ts';
import { meter } from './meter.ts';
import type { Part } from './part.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** So many open ones that the first page of each list is full, and one for each month that the figures go back. */
const first = { answered: 50, held: 50, closed: 25 };
const sizes = [first.answered + first.held + first.closed, 1_000, 10_000, 100_000];
/** How many there are at the most, unless more are asked for: `npm run bench -- growth --to 100000`. */
const usually = 10_000;
const most = 1.2;

/** Requests before anything is measured, then so many blocks of so many: the block in the middle counts. */
const warm = 40;
const blocks = 9;
const block = 10;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** What is asked, and which function answers; what `follows` goes on after the answer, and is undone before the next. */
type Asked = { name: string; by: string; act: () => Promise<unknown>; undo?: () => Promise<unknown> };
type Found = { calls: number; units: number; milliseconds: number };

/** What is asked at each size: lists and pages by those who have the most on them. */
function questionsTo(world: World): Asked[] {
  const people = steps(world);
  let sent = '';
  const page = (name: string, path: string) => () => people.read(name, path);
  return [
    { name: 'the board', by: 'office', act: page('helen', '/board') },
    { name: 'an official’s queries', by: 'desk', act: page('chimwemwe', '/queries') },
    { name: 'an expert’s queue', by: 'desk', act: page('ingrid', '/queue') },
    { name: 'response times', by: 'office', act: page('helen', '/response-times') },
    { name: 'the watch, when nothing is due', by: 'watch', act: () => world.hub.tick('watch') },
    {
      name: 'an offer',
      by: 'offer',
      act: async () => {
        sent = await people.sent('kossi', { topic: 'npm', language: 'fr' });
        await world.hub.drain();
      },
      undo: async () => {
        await people.post('kossi', `/queries/${sent}/withdraw`, { sure: 'yes' }, await people.versionOf(sent));
        await world.hub.drain();
      },
    },
  ];
}

async function measured(world: World, { by, act, undo }: Asked): Promise<Found> {
  const [early, times] = undo ? [2, 1] : [warm, block];
  for (let done = 0; done < early; done += 1) {
    await act();
    await undo?.();
  }
  const spent: number[] = [];
  for (let done = 0; done < blocks; done += 1) {
    const before = await world.hub.processorTimeOf(by);
    for (let time = 0; time < times; time += 1) await act();
    spent.push(((await world.hub.processorTimeOf(by)) - before) / times);
    await undo?.();
  }
  const metered = meter(world.hub);
  await act();
  metered.stop();
  await undo?.();
  const own = metered
    .taken()
    .filter(({ item, function: name }) => item !== 'settings#current' && (!undo || name === by));
  const { calls, read, write } = costOf(own);
  return { calls, units: read + write, milliseconds: median(spent) };
}

/** Fills the hub until it has so many questions, the first of them so that every list is full. */
async function fill(world: World, memory: ReturnType<typeof livesInMemory>, from: number, to: number): Promise<void> {
  const table = world.hub.tableName('Directory');
  const settings = settingsReader(world.dynamo, table);
  const now = Date.now();
  const noLoads = async () => new Map();
  const place = { write: memory.write, people: directory(world.dynamo, table), settings, loadsOf: noLoads };
  const by = chance();
  const draw = () => by.below(2 ** 31) / 2 ** 31;
  const say = () => {};
  const askedBy = (name: string) => ({ askers: ({ id }: { id: string }) => id === world.personOf(name).id });
  const about = { topic: 'legislation', language: 'en', requestKind: 'question', body: 'One of very many.' } as const;
  if (from === 0) {
    const quick = (receivedAt: number, until: number) => ({
      ...{ receivedAt, until, acceptedAfter: hour, handedInAfter: 4 * hour, clearedAfter: 2 * hour },
    });
    const lately = { from: now - 4 * day, to: now - 3 * day };
    await makeUp(
      place,
      {
        ...{ draw, about, atOnce: 1, count: first.answered, ...lately },
        ...askedBy('litia'),
        fate: (_, at, until) => quick(at, until),
      },
      say,
    );
    await makeUp(
      place,
      {
        ...{ draw, about, atOnce: 1, count: first.held, from: now - hour, to: now - 300_000 },
        ...askedBy('chimwemwe'),
      },
      say,
    );
    for (let month = 0; month < first.closed; month += 1) {
      const received = now - (10 + (659 * month) / (first.closed - 1)) * day;
      const life = { ...{ draw, about, count: 1, from: received, to: received }, ...askedBy('kossi') };
      await makeUp(place, { ...life, fate: (_, at, until) => ({ ...quick(at, until), thankedAfter: day }) }, say);
    }
  } else {
    const step = 5_000;
    for (let made = from; made < to; made += step) {
      const count = Math.min(step, to - made);
      await makeUp(place, { count, from: now - 670 * day, to: now - day, draw, atOnce: 1 }, say);
      const { queries } = memory.taken();
      await putAll(world, 'Queries', queries);
      console.log(`  ${made + count} questions`);
    }
  }
  const { queries, reports } = memory.taken();
  await putAll(world, 'Queries', queries);
  await putAll(world, 'Reports', reports);
}

/** What lists, figures, the watch and the router cost while the questions become a hundred or a thousand times as many. */
export async function run(): Promise<Part> {
  const to = Number(process.argv[process.argv.indexOf('--to') + 1]) || usually;
  const world = await measuredHub();
  try {
    const asked = questionsTo(world);
    const settings = await settingsReader(world.dynamo, world.hub.tableName('Directory')).current();
    const memory = livesInMemory(settings, new Date().toISOString());
    const found = new Map<string, Found[]>(asked.map(({ name }) => [name, []]));
    const reached: number[] = [];
    for (const size of sizes.filter((one) => one <= to)) {
      const began = performance.now();
      await fill(world, memory, reached.at(-1) ?? 0, size);
      console.log(`${size} questions after ${Math.round((performance.now() - began) / 1000)} s`);
      reached.push(size);
      for (const one of asked) found.get(one.name)?.push(await measured(world, one));
    }
    const two = (number: number) => Number(number.toFixed(2));
    const table = (title: string, of: (one: Found) => number) => ({
      title,
      head: ['', ...reached.map((size) => `at ${size}`), 'last beside first'],
      rows: [...found].map(([name, all]) => {
        const [first, last] = [all[0], all.at(-1)];
        return [name, ...all.map((one) => two(of(one))), two(first && last ? of(last) / of(first) : Number.NaN)];
      }),
    });
    const slower = [...found].filter(([, all]) => (all.at(-1)?.milliseconds ?? 0) > most * (all[0]?.milliseconds ?? 0));
    return {
      name: 'growth',
      about: `what everything that lists or looks costs as questions become ${to}`,
      tables: [
        table('Calls to AWS, who is here included', ({ calls }) => calls),
        table('Units, read and written', ({ units }) => units),
        table('Milliseconds of a processor that the function takes', ({ milliseconds }) => milliseconds),
      ],
      notes: [
        slower.length === 0
          ? `Nothing takes more than ${most} times the processor that it took first.`
          : `More than ${most} times as much: ${slower.map(([name]) => name).join(', ')}.`,
      ],
      json: { reached, found: Object.fromEntries(found) },
    };
  } finally {
    await world.stop();
  }
}
