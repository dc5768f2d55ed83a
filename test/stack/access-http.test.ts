import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { statuses } from '../../shared/query.ts';
import { chance as chanceFrom } from '../chance.ts';
import { long, patience, times } from '../long.ts';
import { proof } from '../rules/proof.ts';
import type { Act } from './acting.ts';
import type { Answer } from './client.ts';
import { depart } from './departures.ts';
import { type Life, stages } from './life.ts';
import { lead } from './lives.ts';
import { markersIn } from './markers.ts';
import { type As, asksOf, compared, isOutside, nameOf, nothing, type Who } from './nothing-there.ts';
import { expertsOn, finds, isOfOne, isOpen, type Known, listedFor, mayLearn, mayMeet, seenBy } from './oracle.ts';
import { type Member, populaceBy, settle } from './populace.ts';
import { type RouteCost, routeCosts, wasteful } from './route-costs.ts';
import { inputOf } from './route-inputs.ts';
import { openWorld, type World } from './world.ts';

const chance = chanceFrom();
const { check, report } = proof('access-http');
/** Everything that somebody was shown who should not have been, or was not who should have been. */
const leaks: string[] = [];
const claim = (holds: boolean, sentence: () => string): void => {
  if (!check(holds)) leaks.push(sentence());
};

/** Nobody but the forty: the demo's people stay out. */
const nobodyElse = { demoPeople: false };
const stale = 999_999_999;

let world: World;
let sends: ReturnType<typeof asksOf>['sends'];
let absentFor: ReturnType<typeof asksOf>['absentFor'];
let known: Known;
let acts: readonly Act[] = [];
/** What requests called, by their routes. */
const costs: RouteCost[] = [];
let routes: string[] = [];
/** Every id there is, and what it is the id of. */
let ids: { id: string; at: string }[] = [];
const versions = new Map<string, number>();

/** What adds something new, and has no version to be decided on: sent empty by who may. */
const refusable = new Set(['POST /queries', 'POST /institutions', 'POST /people', 'POST /people/import']);

/** One attempt: found by who may find it, and else the same as nothing at all; and nobody meets anything of anybody else's. */
async function attempt(who: Who, route: string, id: string, as: As, key: string = newId()): Promise<void> {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replace(/\{\w+\}/, id);
  const entitled = who !== undefined && !who.suspended && finds(known, who, route, id);
  // Who may is refused for what they send, so that the world stays as it is; who may not sends nothing wrong.
  const version = entitled ? stale : (versions.get(id) ?? 1);
  const refused = entitled && refusable.has(route);
  const written = refused ? {} : inputOf(route, known.populace);
  // What somebody outside sends comes back to them whole, so that only the address may differ.
  const sent = isOutside(who) ? { key: 'a key like any other', version: 1 } : { key, version };
  const form = method === 'POST' ? { ...sent, input: written } : undefined;
  const answer = await sends(who, method, address, as, form);
  const told = () => `${nameOf(who)} ${route} ${id} as ${as}: ${answer.status} ${short(answer)}`;
  if (!entitled || !who) {
    const expected = await absentFor(who, route, as, form);
    claim(compared(answer, address) === expected, () => `shown: ${told()}`);
    return;
  }
  const found = answer.status < 500 && answer.status !== 404 && answer.status !== 401;
  const foreign = foreignIn(who, route, [id, ...Object.values(written)], answer);
  claim(found && foreign.length === 0, () => (found ? `shows ${foreign}: ${told()}` : `hidden: ${told()}`));
}

/** What an answer says first: its title, or the document. */
const short = ({ text }: Answer): string => /<title>(.*)<\/title>/.exec(text)?.[1] ?? text.slice(0, 200);

/** What an answer shows of others: markers and ids that are none of this person's business; `own` is what they sent. */
function foreignIn(who: Member, route: string, own: readonly string[], { headers, text }: Answer): string[] {
  const whole = JSON.stringify(headers) + text;
  const may = mayMeet(known, who, route, own[0] ?? '');
  const learns = mayLearn(known, who, route, own[0] ?? '');
  const ids = new Set(whole.match(/\b[0-9a-hjkmnp-tv-z]{26}\b/g));
  return [
    ...[...markersIn(whole)].filter((marker) => !may.has(marker)),
    ...[...ids].filter((id) => !own.includes(id) && !learns(id)),
  ];
}

const members = () => [...known.populace.members.values()];
const active = () => members().filter(({ suspended }) => !suspended);

/** One of each kind of person to whom an id may be no concern. */
function kindsOfPerson(): Who[] {
  const one = (kind: (who: Member) => boolean) => chance.pick(members().filter(kind));
  const [first, second] = chance.shuffled(active().filter(({ person }) => person.role === 'official'));
  return [
    first,
    second,
    one(({ person, suspended }) => person.role === 'expert' && !suspended),
    one(({ person, suspended }) => person.role === 'expert' && !suspended),
    one(({ person, suspended }) => person.role === 'secretariat' && !suspended),
    one(({ person, suspended }) => person.role === 'auditor' && !suspended),
    one(({ suspended }) => suspended),
    undefined,
  ];
}

/** Does all of it, two at a time: there are two processors. */
async function inTurn<One>(list: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const rest = [...list].reverse();
  const one = async () => {
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) await act(next);
  };
  await Promise.all([one(), one(), one()]);
}

const Notice = z.object({
  ...{ id: z.string(), recipientId: z.string(), kind: z.string(), queryId: z.string(), createdAt: z.string() },
});

/** Every notice about these, in an order that is the same each time: their own ids are random, and so are moments. */
async function noticesOf(lives: readonly Life[]): Promise<z.infer<typeof Notice>[]> {
  const places = new Map(lives.map(({ id }, place) => [id, String(place).padStart(3, '0')]));
  const found = z.array(Notice).parse(await world.everythingIn('Notices'));
  return found
    .map((notice) => ({
      notice,
      at: [places.get(notice.queryId), notice.recipientId, notice.kind, notice.createdAt].join(' '),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ notice }) => notice);
}

const Described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

beforeAll(async () => {
  console.log(`access-http: seed ${chance.seed}`);
  world = await openWorld({ schedules: false, ...nobodyElse });
  ({ sends, absentFor } = asksOf(world));
  const populace = populaceBy(chance);
  await settle(world, populace);
  const led = await lead(world, populace, chance.seed);
  await depart(world, populace, led, chance);
  acts = led.acts;
  costs.push(...routeCosts(world.hub));
  const notices = await noticesOf(led.lives);
  const subjects = (await world.everythingIn('Ledger')).map(({ queryId }) => String(queryId));
  known = {
    populace,
    lives: new Map(led.lives.map((life) => [life.id, life])),
    notices: new Map(
      notices.map(({ id, recipientId, kind, queryId }) => [id, { to: world.nameOf(recipientId), kind, queryId }]),
    ),
    subjects: new Set(subjects),
  };
  for (const { id, version } of await world.everythingIn('Queries')) versions.set(String(id), Number(version));
  ids = [
    ...led.lives.map(({ id }) => ({ id, at: 'GET /queries/{id}' })),
    ...led.lives.map(({ id }) => ({ id, at: 'GET /ledgers/{subjectId}' })),
    ...members().map(({ person }) => ({ id: person.id, at: 'GET /people/{personId}' })),
    ...populace.institutions.map(({ id }) => ({ id, at: 'GET /institutions/{institutionId}' })),
    ...notices.map(({ id }) => ({ id, at: 'GET /notices/{id}' })),
  ];
  const { paths } = Described.parse(JSON.parse((await world.wire.json('GET', '/openapi.json')).text));
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}, patience);

afterAll(async () => {
  report();
  await world?.stop();
});

/** Says what leaked since the last time, with the seed that makes it leak again. */
function expectNoLeaks(): void {
  const found = leaks.splice(0);
  expect({ seed: chance.seed, count: found.length, leaks: found.slice(0, 12) }).toEqual({
    ...{ seed: chance.seed, count: 0, leaks: [] },
  });
}

describe('in a world of eight States, forty people and sixty queries', () => {
  test('every status, every way to stand to a query and every kind of end has happened', () => {
    const lives = [...known.lives.values()];
    const some = (found: (life: Life) => unknown) =>
      expect([found.toString(), lives.some(found)]).toEqual([found.toString(), true]);
    expect(lives).toHaveLength(60);
    expect(members()).toHaveLength(40);
    expect([...new Set(lives.map(({ status }) => status))].sort()).toEqual([...statuses].sort());
    some(({ coOwners }) => coOwners.size);
    some(({ restricted }) => restricted);
    some(({ glass }) => glass?.open);
    some(({ glass }) => glass && !glass.open);
    some(({ grantedTo, offeredTo, state }) =>
      known.populace.members.get(grantedTo ?? offeredTo ?? '')?.ties.has(state),
    );
    for (const stage of stages) some((life) => life.stage === stage);
    some(({ deputy }) => deputy);
    some(({ askedToClear }) => askedToClear);
    some(({ clears }) => clears);
    some(({ drafts }) => drafts.length);
    some(({ inner }) => inner.length > 1);
    expect(acts.some(({ path }) => path.endsWith('/hand-over'))).toBe(true);
    expect(acts.some(({ path }) => path.endsWith('/remove-co-owner'))).toBe(true);
    expect(members().filter(({ suspended }) => suspended).length).toBeGreaterThanOrEqual(4);
    for (const route of routes) finds(known, chance.pick(members()), route, nothing);
  });

  test(
    'every id ever seen, replayed by every other kind of person, and in the long form by everybody, opens nothing',
    async () => {
      const everybody: Who[] = [...members(), undefined];
      const replays = chance.shuffled(ids).flatMap((seen) =>
        (long ? everybody : kindsOfPerson()).map((who) => ({
          ...seen,
          who,
          as: chance.pick(['page', 'document'] as const),
        })),
      );
      await inTurn(long ? replays : replays.slice(0, 1900), ({ who, at, id, as }) => attempt(who, at, id, as));
      expectNoLeaks();
    },
    patience,
  );

  test(
    'every route, asked by every kind of person for what they may find, what they may not, and what is not there',
    async () => {
      const asked = routes.filter((route) => isOfOne(route) || !isOpen(route));
      const kinds = ['official', 'expert', 'secretariat', 'auditor', 'suspended', 'stranger'];
      const one = (kind: string): Who => {
        if (kind === 'stranger') return undefined;
        return chance.pick(
          members().filter(({ person, suspended }) =>
            kind === 'suspended' ? suspended : person.role === kind && !suspended,
          ),
        );
      };
      const each = asked.flatMap((route) =>
        kinds.flatMap((kind) =>
          (['page', 'document'] as const).map((as) => ({ route, who: one(kind), as, id: nothing })),
        ),
      );
      const queryIds = [...known.lives.keys()];
      const idFor = (route: string): string => {
        if (chance.happens(0.1)) return chance.pick(ids).id;
        if (route.includes('/queries/')) return chance.pick(queryIds);
        return (
          chance.pick(ids.filter(({ at }) => at.split('{')[0] === route.replace(/^POST/, 'GET').split('{')[0]) ?? ids)
            ?.id ?? nothing
        );
      };
      const random = Array.from({ length: times(2100, 245_000) }, () => {
        const route = chance.pick(asked);
        const id = isOfOne(route) ? idFor(route) : '';
        const near = [...(known.lives.get(id)?.near ?? [])].flatMap((name) => known.populace.members.get(name) ?? []);
        const who = near.length > 0 && chance.happens(0.5) ? chance.pick(near) : one(chance.pick(kinds));
        return { route, id, who, as: chance.pick(['page', 'document'] as const) };
      });
      await inTurn([...each, ...random], ({ who, route, id, as }) => attempt(who, route, id, as));
      expectNoLeaks();
    },
    patience,
  );

  test(
    'a list holds what its reader may find one by one, all of it, wherever it is asked to go on',
    async () => {
      const Rows = z.array(z.object({ id: z.string() }));
      const Lists = z.object({
        all: Rows.default([]),
        rows: Rows.default([]),
        toAccept: Rows.default([]),
        inProgress: Rows.default([]),
        answered: Rows.default([]),
        toClear: Rows.default([]),
        inReview: Rows.default([]),
        next: z.string().optional(),
      });
      const lists = { official: '/queries', expert: '/queue', secretariat: '/board' } as const;
      const page = async (who: Member, address: string) => {
        const answer = await sends(who, 'GET', address, 'document');
        const foreign = foreignIn(who, `GET ${address.split('?')[0]}`, [], answer);
        claim(foreign.length === 0, () => `${who.name} ${address} shows ${foreign}`);
        const { next, ...rows } = Lists.parse(JSON.parse(answer.text));
        return { next, found: Object.values(rows).flatMap((some) => some.map(({ id }) => id)), text: answer.text };
      };
      const readers = active().flatMap((who) =>
        Object.entries(lists).flatMap(([role, path]) => (role === who.person.role ? [{ who, path }] : [])),
      );
      await inTurn(readers, async ({ who, path }) => {
        const found: string[] = [];
        for (let next: string | undefined = ''; next !== undefined; ) {
          const shown: Awaited<ReturnType<typeof page>> = await page(who, next ? `${path}?cursor=${next}` : path);
          found.push(...shown.found);
          next = shown.next;
        }
        const expected = listedFor(known, who);
        claim(
          [...found].sort().join() === expected.sort().join(),
          () => `${who.name} ${path}: ${found} and not ${expected}`,
        );
        await attempt(who, `GET ${path}`, '', 'page');
      });
      // A cursor that names a row of somebody else's list does what one does that names nothing.
      const rows = (await world.everythingIn('Queries'))
        .filter(({ sortAt, id }) => sortAt && String(id).length === 26)
        .toSorted((a, b) => (String(a.sortAt) < String(b.sortAt) ? -1 : 1));
      const cursorOf = (id: string, at: unknown) => Buffer.from(JSON.stringify({ id, at })).toString('base64url');
      const taken = new Set(rows.map(({ id }) => id));
      const besides = (id: string) =>
        ['0', '1', 'y', 'z'].map((last) => id.slice(0, -1) + last).find((other) => !taken.has(other)) ?? nothing;
      const paged = readers.filter(({ path }) => path !== '/queue');
      const replays = rows.flatMap((row) =>
        chance.some(paged, long ? paged.length : 2).map((reader) => ({ row, ...reader })),
      );
      await inTurn(replays, async ({ row, who, path }) => {
        const at = path === '/board' ? (row.dueAt ?? row.sortAt) : row.askerSort;
        const theirs = await page(who, `${path}?cursor=${cursorOf(String(row.id), at)}`);
        const listed = listedFor(known, who);
        claim(
          theirs.found.every((id) => listed.includes(id)),
          () => `${who.name} ${path} after ${row.id}: ${theirs.text}`,
        );
        // What the desk may look at is no secret from it, wherever else it is listed.
        const [id, mayBe] = [
          String(row.id),
          path === '/board' ? 'GET /queries/{id}/card' : 'GET /queries/{id}/receipt',
        ];
        if (listed.includes(id) || finds(known, who, mayBe, id)) return;
        // Rows of one moment stand by their ids: what names nothing has to stand where this one does.
        const none = await page(who, `${path}?cursor=${cursorOf(besides(id), at)}`);
        claim(theirs.text === none.text, () => `${who.name} ${path} tells ${row.id} from nothing`);
      });
      expectNoLeaks();
    },
    patience,
  );

  test(
    'the page of who can see a query says exactly who can, and names no expert and nobody who is gone',
    async () => {
      const Shown = z.object({
        readers: z.array(z.object({ as: z.string(), name: z.string().optional() })),
        coOwners: z.array(z.object({ id: z.string(), sees: z.boolean() })),
      });
      await inTurn([...known.lives.values()], async (life) => {
        const asker = known.populace.members.get(life.asker);
        if (!asker || asker.suspended || !finds(known, asker, 'GET /queries/{id}/access', life.id)) return;
        const { text } = await sends(asker, 'GET', `/queries/${life.id}/access`, 'document');
        const { readers, coOwners } = Shown.parse(JSON.parse(text));
        const named = readers.flatMap(({ name }) => name ?? []);
        const expected = seenBy(known, life);
        claim([...named].sort().join() === [...expected].sort().join(), () => `${life.id}: ${named}, not ${expected}`);
        const unnamed = readers.length - named.length;
        claim(unnamed === expertsOn(life, known), () => `${life.id} (${life.stage}): ${unnamed} experts`);
        // Whoever was let in can be taken out, also who sees nothing any more.
        const names = coOwners.map(({ id, sees }) => `${world.nameOf(id)} ${sees}`);
        const seeing = (name: string) => expected.includes(known.populace.members.get(name)?.person.name ?? '');
        const letIn = [...life.coOwners].map((name) => `${name} ${seeing(name)}`);
        claim(names.sort().join() === letIn.sort().join(), () => `${life.id}: ${names}, not ${letIn}`);
      });
      expectNoLeaks();
    },
    patience,
  );

  test(
    'a request that somebody made, sent again by somebody else with the same key, is theirs and not the first one’s',
    async () => {
      const replayed = acts.filter(({ path }) => path.startsWith('/queries/'));
      await inTurn(long ? replayed : chance.some(replayed, 200), async ({ who, path, input, version = 1, key }) => {
        const [, , id = '', verb = ''] = path.split('/');
        const route = `POST /queries/{id}/${verb}`;
        const others = active().filter((other) => other.name !== who && !finds(known, other, route, id));
        const other = chance.pick(others);
        const as = chance.pick(['page', 'document'] as const);
        const answer = await sends(other, 'POST', path, as, { key, version, input });
        const expected = await absentFor(other, route, as, { key, version, input });
        claim(
          compared(answer, path) === expected,
          () => `${other.name} replays ${who}'s ${path}: ${answer.status} ${answer.text}`,
        );
      });
      expectNoLeaks();
    },
    patience,
  );

  test(
    'a request that somebody made, sent again by themselves, tells them what it told them before and no more',
    async () => {
      const done = acts.filter(({ who, answer }) => answer.status < 300 && !known.populace.members.get(who)?.suspended);
      await inTurn(chance.some(done, times(60, 1000)), async ({ who, path, input, version = 1, key, answer }) => {
        const again = await sends(known.populace.members.get(who), 'POST', path, 'document', { key, version, input });
        const same = again.text !== '' && isDeepStrictEqual(JSON.parse(again.text), JSON.parse(answer.text));
        claim(same, () => `${who} is answered ${again.text} at ${path}, before: ${answer.text}`);
      });
      expectNoLeaks();
    },
    patience,
  );

  test('no route, asked by anybody, reads a table through or one by one what it can read together', () => {
    costs.push(...routeCosts(world.hub));
    const most = new Map<string, RouteCost>();
    for (const cost of costs) {
      const known = most.get(cost.route);
      if (!known || known.calls.length < cost.calls.length) most.set(cost.route, cost);
    }
    const listed = [...most.values()].map(({ route, calls }) => `${route} ${calls.length}`).sort();
    console.log(`calls to AWS at the most, who is here included:\n  ${listed.join('\n  ')}`);
    const unasked = routes.filter((route) => !most.has(route));
    console.log(`met in no answer of this world: ${unasked.join(', ')}`);
    expect(most.size).toBeGreaterThan(75);
    expect(wasteful([...most.values()])).toEqual([]);
  });
});
