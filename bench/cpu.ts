import { loadavg } from 'node:os';
import { median, ratioOf, shown, spread, verdict } from './figures.ts';
import type { Cost, Task } from './measured-process.ts';
import type { Part } from './part.ts';
import { type Measured, measured } from './processes.ts';
import { type Prepared, prepared } from './recorded.ts';

const warmUp = 6000;
const rounds = 6;
const slice = 450;
const crowds = [8, 32];
const crowdRounds = 4;
const crowdSlice = 350;
const freshRounds = 3;
const freshRequests = 200;

/** What a request of each kind may cost against the floor: a list as a page pays for its looks. */
const goals = { json: 1.5, html: 1.5, htmlList: 2 };
const lists = ['board', 'my queries', 'report'];
const journeyGoal = 60;
/** One question through its life, by its requests. */
const journey: Readonly<Record<string, number>> = { draft: 1, send: 1, open: 2, answer: 1, board: 5, report: 1 };

type Kind = 'json' | 'html';
/** Rounds of both sides, the one beside the other. */
type Pairs = { hub: Cost[]; floor: Cost[] };
type Found = {
  name: string;
  kind: Kind;
  calls: string;
  steady: Pairs;
  bare: Cost[];
  crowded: Map<number, Pairs>;
  fresh: Pairs;
};

const floorEvent = (name: 'floor' | 'bare') => [JSON.stringify({ floor: name })];
const cpuOf = (costs: readonly Cost[]) => costs.map(({ cpu }) => cpu);
const p95Of = (costs: readonly Cost[]) => costs.map(({ p95 }) => p95);
const goalOf = ({ name, kind }: Found): number =>
  kind === 'json' ? goals.json : lists.includes(name) ? goals.htmlList : goals.html;

async function checked(process: Measured, task: Task): Promise<Cost> {
  const cost = await process.cost(task);
  if (cost.statuses.some((status) => status >= 400)) throw new Error(`A measured request answered ${cost.statuses}.`);
  return cost;
}

/** Everything about one operation, A B A B: warm, in crowds, and from its first request on. */
async function measureOperation({ name, calls, hub, floor, events }: Prepared): Promise<Found[]> {
  const kinds: Kind[] = events.html ? ['json', 'html'] : ['json'];
  const eventsOf = (kind: Kind) => [events[kind] ?? ''];
  const found = kinds.map((kind): Found => {
    const pairs = () => ({ hub: [], floor: [] });
    return {
      ...{ name, kind, calls, steady: pairs(), bare: [], fresh: pairs() },
      crowded: new Map(crowds.map((clients) => [clients, pairs()])),
    };
  });
  const [ours, theirs] = await Promise.all([
    measured(hub.entry, hub.environment),
    measured(floor.entry, floor.environment),
  ]);
  await Promise.all([
    checked(ours, { events: Object.values(events), clients: 1, milliseconds: warmUp }),
    checked(theirs, { events: [...floorEvent('floor'), ...floorEvent('bare')], clients: 1, milliseconds: warmUp }),
  ]);
  const round = async (clients: number, milliseconds: number, pairsOf: (each: Found) => Pairs) => {
    const costs = [];
    for (const each of found) costs.push(await checked(ours, { events: eventsOf(each.kind), clients, milliseconds }));
    const floors = await checked(theirs, { events: floorEvent('floor'), clients, milliseconds });
    for (const [index, each] of found.entries()) {
      const pairs = pairsOf(each);
      const cost = costs[index];
      if (cost) pairs.hub.push(cost);
      pairs.floor.push(floors);
    }
  };
  for (let index = 0; index < rounds; index += 1) {
    await round(1, slice, ({ steady }) => steady);
    const bare = await checked(theirs, { events: floorEvent('bare'), clients: 1, milliseconds: slice / 2 });
    for (const each of found) each.bare.push(bare);
  }
  for (const clients of crowds)
    for (let index = 0; index < crowdRounds; index += 1)
      await round(clients, crowdSlice, ({ crowded, steady }) => crowded.get(clients) ?? steady);
  ours.stop();
  theirs.stop();
  for (let index = 0; index < freshRounds; index += 1) {
    const first = async ({ entry, environment }: Prepared['hub'], events: string[]) => {
      const process = await measured(entry, environment);
      const cost = await checked(process, { events, clients: 1, requests: freshRequests });
      process.stop();
      return cost;
    };
    const theirs = await first(floor, floorEvent('floor'));
    for (const each of found) {
      each.fresh.hub.push(await first(hub, eventsOf(each.kind)));
      each.fresh.floor.push(theirs);
    }
  }
  return found;
}

type Row = (string | number)[];

/** A row of the middle figures, the ratio and what is to be said of it. */
function judged(one: Found, { hub, floor }: Pairs, of: (costs: readonly Cost[]) => number[], goal: number): Row {
  const [ours, theirs] = [of(hub), of(floor)];
  const found = ratioOf(ours, theirs);
  return [
    ...[one.name, one.kind, shown(median(ours)), shown(median(theirs))],
    ...[Number(shown(found)), `≤ ${goal}`, verdict(found, goal, [ours, theirs])],
    `${Math.round(100 * Math.max(spread(ours), spread(theirs)))} %`,
  ];
}

const head = ['operation', 'as', 'hub', 'floor', '× floor', 'goal', 'verdict', 'spread'];

function journeyOf(found: readonly Found[], kind: Kind): number {
  return Object.entries(journey).reduce((sum, [name, times]) => {
    const of = found.filter((each) => each.name === name);
    const one = of.find((each) => each.kind === kind) ?? of[0];
    return sum + times * (one ? median(cpuOf(one.steady.hub)) : Number.NaN);
  }, 0);
}

/** CPU of a request beside the floor: what the same calls cost with the same SDK and nothing around them. */
export async function run(): Promise<Part> {
  const load = loadavg()[0] ?? 0;
  const { operations, stop } = await prepared();
  const found: Found[] = [];
  try {
    for (const operation of operations) found.push(...(await measureOperation(operation)));
  } finally {
    stop();
  }
  const journeys = (['json', 'html'] as const).map((kind): Row => {
    const milliseconds = journeyOf(found, kind);
    const noisy = found.some(({ steady }) => spread(cpuOf(steady.hub)) > 0.15);
    const said = noisy ? 'noisy' : milliseconds <= journeyGoal ? 'holds' : 'misses';
    return [kind, Number(shown(milliseconds, 1)), `≤ ${journeyGoal}`, said];
  });
  return {
    name: 'cpu',
    about: 'CPU milliseconds of the function’s own process per request, beside the floor',
    tables: [
      {
        title: 'Warm, one client (CPU ms per request)',
        head: [...head, 'bare', '× bare'],
        rows: found.map((one) => [
          ...judged(one, one.steady, cpuOf, goalOf(one)),
          shown(median(cpuOf(one.bare))),
          Number(shown(ratioOf(cpuOf(one.steady.hub), cpuOf(one.bare)))),
        ]),
      },
      {
        title: `The first ${freshRequests} requests of a fresh process (CPU ms per request)`,
        head,
        rows: found.map((one) => judged(one, one.fresh, cpuOf, goalOf(one))),
      },
      ...crowds.flatMap((clients) => {
        const pairsOf = (one: Found) => one.crowded.get(clients) ?? one.steady;
        return [
          {
            title: `${clients} clients: CPU ms per request`,
            head,
            rows: found.map((one) => judged(one, pairsOf(one), cpuOf, goalOf(one))),
          },
          {
            title: `${clients} clients: p95 of an invocation, in ms`,
            head,
            rows: found.map((one) => judged(one, pairsOf(one), p95Of, goalOf(one))),
          },
        ];
      }),
      {
        title: 'A question’s journey: draft, send, 2 opens, 1 answer, 5 boards, 1 report (CPU ms)',
        head: ['as', 'hub', 'goal', 'verdict'],
        rows: journeys,
      },
      {
        title: 'The calls to AWS of each operation, by session cookie',
        head: ['operation', 'calls'],
        rows: found.filter(({ kind }) => kind === 'json').map(({ name, calls }) => [name, calls]),
      },
    ],
    notes: [
      `Load of the machine before the run: ${shown(load, 1)}. "noisy": the middle half of equal rounds lay more than 15 % apart.`,
      'floor: the calls that the operation needs for what the design promises (one read for who it is, ledger before key,',
      'the right asked again, one record per request), with real sealing, and nothing else; bare: without those promises.',
      'Clients are invocations in flight in one process; Lambda itself gives a process one at a time.',
    ],
    json: { load, found: found.map((one) => ({ ...one, crowded: Object.fromEntries(one.crowded) })), journeys },
  };
}
