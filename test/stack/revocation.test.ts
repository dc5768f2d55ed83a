import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { chance as chanceFrom } from '../chance.ts';
import { patience, times } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { type Answer, changing } from './client.ts';
import { gatesOf, type Place } from './gates.ts';
import { asItWas, type Revocation, revocations, type Scene, setScene } from './revocations.ts';
import { openWorld, type World } from './world.ts';

const chance = chanceFrom();
const scenes: Scene[] = [];
/** The runner gives a function four threads, and a scene may need three: for what is held, for what ends the right, for who comes after. */
const atOnce = 1;
let world: World;
let gates: ReturnType<typeof gatesOf>;
/** How often the key of each query was unwrapped. */
const unwrapped = new Map<string, number>();
/** How long each ledger was before the round that is on. */
const lengths = new Map<string, number>();

const Entry = z.object({ sequence: z.int(), code: z.string(), actor: z.object({ id: z.string() }) });
type Entry = z.infer<typeof Entry>;
const Decrypt = z.object({ EncryptionContext: z.object({ query: z.string() }) });

beforeAll(async () => {
  console.log(`revocation-races: seed ${chance.seed}`);
  world = await openWorld();
  for (let number = 0; number < atOnce; number += 1) {
    const scene = await setScene(world, number);
    scenes.push(scene);
    lengths.set(scene.id, (await world.entriesOf(scene.id)).length);
  }
  world.hub.faults.inject('kms', 'Decrypt', ({ input }) => {
    const { query } = Decrypt.parse(input).EncryptionContext;
    unwrapped.set(query, (unwrapped.get(query) ?? 0) + 1);
    return undefined;
  });
  gates = gatesOf(world);
}, patience);
afterAll(async () => {
  gates?.remove();
  await world?.stop();
});

/** What the loser does, and how they ask for it. */
type Doing = { what: 'read' | 'act'; as: 'page' | 'document' };

/** Where a request can be held: at each call it makes to the database, before it and after. */
function placesOf(scene: Scene, { loser: loserOf, act }: Revocation, what: Doing['what']): [Place, ...Place[]] {
  const loser = loserOf(scene);
  const about = [scene.id];
  const presence = { operation: 'BatchGetItem', table: 'Directory', about: [world.personOf(loser).id] };
  const calls: Omit<Place, 'side'>[] = [
    { operation: 'GetItem', table: 'Queries', about },
    { operation: 'Query', table: 'Ledger', about },
    ...(what === 'read'
      ? [
          { operation: 'PutItem', table: 'Ledger', about },
          { operation: 'BatchGetItem', table: 'Keys', about },
        ]
      : [
          ...(act?.seals ? [{ operation: 'GetItem', table: 'Keys', about }] : []),
          { operation: 'TransactWriteItems', about: [scene.id, `"${act?.code}"`] },
        ]),
  ];
  const sides = ['before', 'after'] as const;
  return [
    { ...presence, side: 'before' },
    { ...presence, side: 'after' },
    ...calls.flatMap((call) => sides.map((side) => ({ ...call, side }))),
  ];
}

async function does(
  scene: Scene,
  { loser, act, page = '' }: Revocation,
  { what, as }: Doing,
  version: number,
): Promise<Answer> {
  const { token, cookie } = await world.credentialsOf(loser(scene));
  const path = `/queries/${scene.id}${what === 'act' ? `/${act?.verb}` : page}`;
  if (what === 'read')
    return as === 'page' ? world.wire.html('GET', path, { cookie }) : world.wire.json('GET', path, { token });
  const input = { ...act?.input };
  if (as === 'document') return world.wire.json('POST', path, { token, input, headers: changing(version) });
  const fields = { ...input, idempotencyKey: changing()['idempotency-key'] ?? '', version: String(version) };
  return world.wire.html('POST', path, { cookie, fields });
}

/** Puts the query and one person of a scene back to how they were, at new versions; answers the query's. */
async function putBack(scene: Scene, loser: string, at: Revocation['at']): Promise<number> {
  const [query, person] = await Promise.all(
    [scene.query[at], scene.people.get(loser)].map(async (before) => {
      if (!before) throw new Error(`${loser} has no part in the scene`);
      const Item = asItWas(before, await world.itemIn(before.table, before.key));
      await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName(before.table), Item }));
      return Item.version;
    }),
  );
  for (const { table, item } of scene.pointers)
    await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName(table), Item: item }));
  return z.tuple([z.int(), z.int()]).parse([query, person])[0];
}

/** The entries of a ledger from a number on. */
async function entriesAfter(id: string, sequence: number): Promise<Entry[]> {
  const { Items } = await world.dynamo.send(
    new QueryCommand({
      TableName: world.hub.tableName('Ledger'),
      KeyConditionExpression: 'queryId = :id AND #sequence > :from',
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':id': id, ':from': sequence },
      ConsistentRead: true,
    }),
  );
  return z.array(Entry).parse(Items);
}

/** A way for a request and a revocation to cross: where the request is held, and whether the revocation is held too, once it is written. */
type Crossing = { revocation: Revocation; doing: Doing; place: number | 'none'; heldToo: boolean };

/** What came of it: whether anything was shown or done, and by a request that began when. */
type Outcome = { began: 'before' | 'after'; answer: Answer; unwrapped: number };

const shows = (scene: Scene, { what }: Doing, { status, text }: Answer): boolean =>
  what === 'read' ? text.includes(scene.word) : status < 400 && !text.includes('sign-in');

/** Lets a request and the end of its right cross in exactly this way; answers what is wrong with what came of it. */
async function cross(scene: Scene, { revocation, doing, place, heldToo }: Crossing): Promise<() => Promise<string[]>> {
  const loser = revocation.loser(scene);
  const versionNow = await putBack(scene, loser, revocation.at);
  const from = lengths.get(scene.id) ?? 0;
  const outcomes: Outcome[] = [];
  const request = async (began: Outcome['began']) => {
    const before = unwrapped.get(scene.id) ?? 0;
    const answer = await does(scene, revocation, doing, versionNow);
    outcomes.push({ began, answer, unwrapped: (unwrapped.get(scene.id) ?? 0) - before });
  };

  const wrong: string[] = [];
  const isReached = (gate: { reached: Promise<void> }, past: Promise<unknown>) =>
    Promise.race([gate.reached.then(() => true), past.then(() => false)]);
  let ended: Answer | undefined;
  if (place === 'none') {
    // Nothing is held: both run as they come, each call a little late, and what began after the write is told by the clock.
    let written = Number.POSITIVE_INFINITY;
    const stop = gates.listen(revocation.written(world, scene), ({ status }) => {
      if (status === 200) written = Math.min(written, performance.now());
      return undefined;
    });
    const soon = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));
    const sometime = async () => {
      await soon(chance.below(40));
      const sent = performance.now();
      const before = unwrapped.get(scene.id) ?? 0;
      const answer = await does(scene, revocation, doing, versionNow);
      const began = sent > written ? 'after' : 'before';
      outcomes.push({ began, answer, unwrapped: (unwrapped.get(scene.id) ?? 0) - before });
    };
    const others = doing.what === 'read' ? [sometime(), sometime()] : [sometime()];
    await soon(chance.below(20));
    ended = await revocation.end(world, scene);
    await Promise.all(others);
    stop();
    // Two readings of one query at once cannot be told apart by their keys.
    for (const outcome of outcomes) if (!shows(scene, doing, outcome.answer)) outcome.unwrapped = 0;
  } else {
    const places = placesOf(scene, revocation, doing.what);
    const at = places[place % places.length] ?? places[0];
    const held = gates.hold(at);
    const inFlight = request('before');
    if (!(await isReached(held, inFlight))) {
      // Who came past the gate must not leave it to hold somebody else, and crossed nothing.
      held.open();
      wrong.push(`never came to ${at.operation} ${at.table}`);
    }
    const commit = gates.hold({ ...revocation.written(world, scene), side: 'after' });
    if (!heldToo) commit.open();
    const ending = revocation.end(world, scene);
    const stopped = await isReached(commit, ending);
    if (!stopped) commit.open();
    if (!heldToo || !stopped) ended = await ending;
    const refused = ended && ended.status >= 300;
    if (!refused) await request('after');
    if (heldToo && !stopped && !refused) wrong.push('nothing was held of what ended the right');
    commit.open();
    ended = await ending;
    held.open();
    await inFlight;
  }

  return async () => {
    const entries = await entriesAfter(scene.id, from);
    lengths.set(scene.id, entries.at(-1)?.sequence ?? from);
    const told = () =>
      wrong.map(
        (sentence) =>
          `${revocation.name}; ${doing.what} as ${doing.as}, held at ${place}${heldToo ? ', both' : ''}: ${sentence}`,
      );
    // The request came first and moved the query, so that there was nothing left to end.
    if (ended && ended.status >= 300) return told();
    const end = entries.find(({ code }) => code === revocation.entry)?.sequence ?? Number.POSITIVE_INFINITY;
    const loserId = world.personOf(loser).id;
    const code = doing.what === 'read' ? 'opened' : revocation.act?.code;
    const theirs = entries.filter((entry) => entry.code === code && entry.actor.id === loserId);
    const shown = outcomes.filter(({ answer }) => shows(scene, doing, answer));
    for (const { began, answer, unwrapped: keys } of outcomes) {
      if (began === 'before') continue;
      if (shows(scene, doing, answer)) wrong.push(`${doing.what} after the end: ${answer.status}`);
      if (![401, 404, 303, 409, 412, 503].includes(answer.status))
        wrong.push(`answered ${answer.status} after the end`);
      if (keys > 0 && place !== 'none') wrong.push('a key was unwrapped after the end');
    }
    const onTime = theirs.filter(({ sequence }) => sequence < end).length;
    if (shown.length > onTime)
      wrong.push(`${shown.length} shown, ${onTime} on record before the end: ${entries.map((entry) => entry.code)}`);
    return told();
  };
}

/** Every way for every request and revocation to cross, then as many again by chance. */
function crossings(count: number): Crossing[] {
  const doings: Doing[] = (['read', 'act'] as const).flatMap((what) =>
    (['page', 'document'] as const).map((as) => ({ what, as })),
  );
  const forced = revocations.flatMap((revocation) =>
    doings
      // Who asks does not answer, nor does who looks through the glass.
      .filter(({ what }) => what === 'read' || revocation.act)
      .flatMap((doing) =>
        Array.from({ length: 10 }, (_, place) => ({
          revocation,
          doing,
          place,
          heldToo: place % 2 === 0,
        })),
      ),
  );
  const some = chance.shuffled(forced);
  const more = Array.from({ length: Math.max(0, count - some.length) }, (): Crossing => {
    const { revocation, doing } = chance.pick(forced);
    return chance.happens(0.5)
      ? { revocation, doing, place: 'none', heldToo: false }
      : { revocation, doing, place: chance.below(24), heldToo: chance.happens(0.5) };
  });
  return [...some, ...more];
}

describe('a right that ended', () => {
  // First, for it asks with tokens that the long form of the races outlives.
  test('is gone from a list at once, even where an index still shows how things were', async () => {
    const [scene] = scenes;
    if (!scene) throw new Error('no scene was set');
    const lists = [
      { revocation: 'the asker takes a colleague’s access back', path: '/queries' },
      { revocation: 'the asker moves to another institution, and the query is handed over', path: '/queries' },
      { revocation: 'the desk gives it to another expert', path: '/queue' },
      { revocation: 'the desk has another expert clear it', path: '/queue' },
    ];
    for (const { revocation: name, path } of lists) {
      const revocation = revocations.find((one) => one.name === name);
      if (!revocation) throw new Error(`there is no revocation called ${name}`);
      const loser = revocation.loser(scene);
      // Everybody as they were, also who was moved just before this.
      for (const one of scene.people.keys()) await putBack(scene, one, revocation.at);
      const { token } = await world.credentialsOf(loser);
      const list = async () => (await world.wire.json('GET', path, { token })).text;
      // What the index answers before is what it answers after, as one that lags behind does.
      const place = { operation: 'Query', table: 'Queries', about: [`"${world.personOf(loser).id}"`] };
      let before: Buffer | undefined;
      const lags = gates.listen(place, (reply) => {
        before ??= reply.body;
        return { ...reply, body: before };
      });
      expect(await list()).toContain(scene.id);
      const ended = await revocation.end(world, scene);
      expect([name, ended?.status]).toEqual([name, 200]);
      const after = await list();
      lags();
      expect([name, after.includes(scene.id)]).toEqual([name, false]);
      await world.hub.drain();
    }
  });

  test(
    'is refused from the next request on, and whatever was under way is on record before its end or is refused',
    async () => {
      const { check, report } = proof('revocation-races');
      const wrong: string[] = [];
      const all = crossings(times(640, 10_000));
      for (let start = 0; start < all.length; start += atOnce) {
        const batch = all.slice(start, start + atOnce);
        gates.slow(batch.some(({ place }) => place === 'none') ? () => chance.below(4) : undefined);
        const verdicts = await Promise.all(
          batch.map((crossing, index) => {
            const scene = scenes[index];
            if (!scene) throw new Error('there are as many scenes as crossings at once');
            return cross(scene, crossing);
          }),
        );
        gates.slow(undefined);
        await world.hub.drain();
        for (const verdict of verdicts) {
          const found = await verdict();
          if (!check(found.length === 0)) wrong.push(...found);
        }
      }
      report();
      expect({ seed: chance.seed, count: wrong.length, wrong: wrong.slice(0, 20) }).toEqual({
        ...{ seed: chance.seed, count: 0, wrong: [] },
      });
    },
    patience,
  );
});
