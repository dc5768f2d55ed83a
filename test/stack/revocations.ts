import * as z from 'zod';
import { assignClearer } from '../../shared/clearing.ts';
import { newId } from '../../shared/identifiers.ts';
import { Expert, Official, type Person, SecretariatMember } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { decides, expertNow } from './by-hand.ts';
import type { Answer } from './client.ts';
import { changing } from './client.ts';
import { tiesOf } from './departures.ts';
import { asking, everythingChecked, steps } from './steps.ts';
import type { World } from './world.ts';

/** One query with people of its own, so that what happens to them happens to no other. */
export type Scene = {
  id: string;
  word: string;
  expert: string;
  other: string;
  clearer: string;
  asker: string;
  colleague: string;
  member: string;
  /** The query at work and in review, and the people, as they were, to be put back. */
  query: Record<Where, Before>;
  people: ReadonlyMap<string, Before>;
  /** The rows that put it on the lists of the colleague and of the second expert. */
  pointers: readonly Before[];
};

/** Where a query stands when a right to it ends. */
type Where = 'at work' | 'in review';

/** An item as it was, and where. */
type Before = { table: string; key: Record<string, string>; item: Record<string, unknown> };

const Versioned = z.object({ version: z.int() });

/** Who loses what, and how: each ends the access of one person to one query. */
export type Revocation = {
  name: string;
  at: Where;
  /** What the loser could still do with it, the entry that would tell of it, and whether it is sealed text. */
  act?: { verb: string; input: object; code: string; seals: boolean };
  /** Who loses it. */
  loser: (scene: Scene) => string;
  /** Ends it; the answer of whoever did it, where a request does it. */
  end: (world: World, scene: Scene) => Promise<Answer | undefined>;
  /** The entry that says so in the query's own ledger, where there is one. */
  entry?: string;
  /** What the write that ends it contains: from its answer on nothing may be read. */
  written: (world: World, scene: Scene) => { operation: string; about: string[] };
  /** Through which page the loser reads. */
  page?: string;
};

const idOf = (world: World, name: string) => world.personOf(name).id;
const keyOf = (world: World, name: string) => ({ key: `person#${idOf(world, name)}` });

async function asks(world: World, who: string, path: string, input: object, version: number): Promise<Answer> {
  const { token } = await world.credentialsOf(who);
  return world.wire.json('POST', path, { token, input, headers: changing(version) });
}

const moves = async (world: World, who: string, { id }: Scene, verb: string, input: object): Promise<Answer> =>
  asks(world, who, `/queries/${id}/${verb}`, input, Versioned.parse(await world.itemIn('Queries', { id })).version);

const personVersion = async (world: World, name: string): Promise<number> =>
  Versioned.parse(await world.itemIn('Directory', keyOf(world, name))).version;

const answers = {
  verb: 'ask-review',
  input: { advice: 'An answer that came too late' },
  code: 'review-asked',
  seals: true,
};
const clears = { verb: 'approve', input: everythingChecked, code: 'answered', seals: false };
const sendsBack = { verb: 'return', input: { comment: 'A word that came too late' }, code: 'returned', seals: true };

const suspends = async (world: World, name: string): Promise<Answer> =>
  asks(world, 'helen', `/people/${idOf(world, name)}/suspend`, {}, await personVersion(world, name));

/** The secretariat has somebody else clear it, if nobody moved it first. */
async function hasItClearedBy(world: World, { id }: Scene, name: string): Promise<Answer> {
  const answer = (status: number): Answer => ({ status, headers: {}, text: '' });
  const expert = await expertNow(world, name);
  try {
    await decides(world, 'helen', id, 'assign-clearer', (query, now) =>
      assignClearer(query, expert, shippedSettings, now),
    );
    return answer(200);
  } catch (error) {
    if (error instanceof Refused) return answer(409);
    throw error;
  }
}

const transaction = (...about: string[]) => ({ operation: 'TransactWriteItems', about });

/** Every way in which somebody loses a query. */
export const revocations: readonly Revocation[] = [
  {
    name: 'the expert recuses in another tab',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: (world, scene) => moves(world, scene.expert, scene, 'recuse', { reason: 'other' }),
    entry: 'recused',
    written: (_, { id }) => transaction('"recused"', id),
  },
  {
    name: 'the desk gives it to another expert',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: (world, scene) =>
      moves(world, 'helen', scene, 'assign', { expertId: idOf(world, scene.other), assignReason: 'replacement' }),
    entry: 'offered',
    written: (_, { id }) => transaction('"insteadOf"', id),
  },
  {
    name: 'the expert is suspended',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: (world, { expert }) => suspends(world, expert),
    entry: 'expert-suspended',
    written: (world, { expert }) => transaction('"person-suspended"', idOf(world, expert)),
  },
  {
    name: 'the expert declares a tie',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: async (world, { expert }) => {
      const person = Expert.parse(world.personOf(expert));
      return asks(world, expert, '/profile', tiesOf(person, 'FJ'), await personVersion(world, expert));
    },
    entry: 'conflict-found',
    written: (world, { expert }) => transaction('"interests-changed"', idOf(world, expert)),
  },
  {
    name: 'the asker takes a colleague’s access back',
    at: 'at work',
    loser: ({ colleague }) => colleague,
    end: (world, scene) =>
      moves(world, scene.asker, scene, 'remove-co-owner', { personId: idOf(world, scene.colleague) }),
    entry: 'co-owner-removed',
    written: (_, { id }) => transaction('"co-owner-removed"', id),
  },
  {
    name: 'the asker is suspended',
    at: 'at work',
    loser: ({ asker }) => asker,
    end: (world, { asker }) => suspends(world, asker),
    written: (world, { asker }) => transaction('"person-suspended"', idOf(world, asker)),
  },
  {
    name: 'the asker moves to another institution, and the query is handed over',
    at: 'at work',
    loser: ({ asker }) => asker,
    end: async (world, scene) => {
      const { institutionId } = Official.parse(world.personOf('kossi'));
      await world.craft('Directory', keyOf(world, scene.asker), { institutionId });
      return moves(world, 'helen', scene, 'hand-over', { successorId: idOf(world, scene.colleague) });
    },
    entry: 'handed-over',
    written: (world, { asker }) => ({ operation: 'UpdateItem', about: [idOf(world, asker)] }),
  },
  {
    name: 'a member’s emergency ends',
    at: 'at work',
    loser: ({ member }) => member,
    end: async (world, { id, member }) => {
      const expiresAt = new Date().toISOString();
      const glass = { status: 'approved', memberId: idOf(world, member), approvedBy: idOf(world, 'yusuf'), expiresAt };
      await world.craft('Queries', { id }, { glass });
      return undefined;
    },
    written: (_, { id }) => ({ operation: 'UpdateItem', about: [id, '"approvedBy"'] }),
    page: '/emergency',
  },
  {
    name: 'the expert’s time ends',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: async (world, { id }) => {
      const { grant } = z.object({ grant: z.looseObject({}) }).parse(await world.itemIn('Queries', { id }));
      await world.craft('Queries', { id }, { grant: { ...grant, endsAt: new Date().toISOString() } });
      return undefined;
    },
    written: (_, { id }) => ({ operation: 'UpdateItem', about: [id, '"endsAt"'] }),
  },
  {
    name: 'the asker withdraws the question',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: (world, scene) => moves(world, scene.asker, scene, 'withdraw', { sure: 'yes' }),
    entry: 'withdrawn',
    written: (_, { id }) => transaction('"withdrawn"', id),
  },
  {
    name: 'a deputy takes it over',
    at: 'at work',
    act: answers,
    loser: ({ expert }) => expert,
    end: (world, scene) => moves(world, scene.other, scene, 'take-over', { noConflict: 'yes' }),
    entry: 'taken-over',
    written: (_, { id }) => transaction('"taken-over"', id),
  },
  {
    name: 'the second expert gives it back in another tab',
    at: 'in review',
    act: clears,
    loser: ({ clearer }) => clearer,
    end: (world, scene) => moves(world, scene.clearer, scene, 'decline-clearance', { reason: 'no-time' }),
    entry: 'clearer-declined',
    written: (_, { id }) => transaction('"clearer-declined"', id),
  },
  {
    name: 'the desk has another expert clear it',
    at: 'in review',
    act: clears,
    loser: ({ clearer }) => clearer,
    end: (world, scene) => hasItClearedBy(world, scene, scene.other),
    entry: 'clearer-asked',
    written: (_, { id }) => transaction('"clearer-asked"', id),
  },
  {
    name: 'the second expert is suspended',
    at: 'in review',
    act: sendsBack,
    loser: ({ clearer }) => clearer,
    end: (world, { clearer }) => suspends(world, clearer),
    entry: 'expert-suspended',
    written: (world, { clearer }) => transaction('"person-suspended"', idOf(world, clearer)),
  },
  {
    name: 'the second expert declares a tie',
    at: 'in review',
    act: clears,
    loser: ({ clearer }) => clearer,
    end: async (world, { clearer }) => {
      const person = Expert.parse(world.personOf(clearer));
      return asks(world, clearer, '/profile', tiesOf(person, 'FJ'), await personVersion(world, clearer));
    },
    entry: 'conflict-found',
    written: (world, { clearer }) => transaction('"interests-changed"', idOf(world, clearer)),
  },
  {
    name: 'the advice is cleared in another tab',
    at: 'in review',
    act: sendsBack,
    loser: ({ clearer }) => clearer,
    end: (world, scene) => moves(world, scene.clearer, scene, 'approve', everythingChecked),
    entry: 'answered',
    written: (_, { id }) => transaction('"answered"', id),
  },
  {
    name: 'the asker withdraws the question while its advice is cleared',
    at: 'in review',
    act: clears,
    loser: ({ clearer }) => clearer,
    end: (world, scene) => moves(world, scene.asker, scene, 'withdraw', { sure: 'yes' }),
    entry: 'withdrawn',
    written: (_, { id }) => transaction('"withdrawn"', id),
  },
];

/** Sets a scene: a question in progress, then in review, shared with a colleague, and open to a member in an emergency. */
export async function setScene(world: World, number: number): Promise<Scene> {
  const { sent, post, versionOf, takenForClearance } = steps(world);
  const add = async (name: string, like: string, changes: object, parse: (person: object) => Person) => {
    const person = {
      ...world.personOf(like),
      id: newId(),
      name: `Scene ${name}`,
      email: `${name}@scene.example`,
      ...changes,
    };
    await world.add(parse(person));
    return name;
  };
  const free = { expertise: { ...Expert.parse(world.personOf('ingrid')).expertise, capacity: 50, languages: ['zh'] } };
  // The other stands in for the expert.
  const other = await add(`other${number}`, 'ingrid', free, (person) => Expert.parse(person));
  const deputised = { expertise: { ...free.expertise, deputyId: idOf(world, other) } };
  const [asker, colleague, expert, clearer, member] = await Promise.all([
    add(`asker${number}`, 'litia', {}, (person) => Official.parse(person)),
    add(`colleague${number}`, 'litia', {}, (person) => Official.parse(person)),
    add(`expert${number}`, 'ingrid', deputised, (person) => Expert.parse(person)),
    add(`clearer${number}`, 'ingrid', free, (person) => Expert.parse(person)),
    add(`member${number}`, 'helen', {}, (person) => SecretariatMember.parse(person)),
  ]);
  await Promise.all([asker, colleague, expert, other, clearer, member].map((name) => world.credentialsOf(name)));
  const word = `scene-${number}-${newId()}`;
  const id = await sent(asker, { ...asking, body: word });
  await world.hub.drain();
  await post(asker, `/queries/${id}/add-co-owner`, { email: world.emailOf(colleague) }, await versionOf(id));
  await post(
    'helen',
    `/queries/${id}/assign`,
    { expertId: idOf(world, expert), assignReason: 'best-fit' },
    await versionOf(id),
  );
  await post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, await versionOf(id));
  const glass = {
    ...{ status: 'approved', memberId: idOf(world, member), approvedBy: idOf(world, 'yusuf') },
    expiresAt: '2099-01-01T00:00:00.000Z',
  };
  await world.craft('Queries', { id }, { glass });
  const stored = async (table: string, key: Record<string, string>): Promise<Before> => {
    const item = await world.itemIn(table, key);
    if (!item) throw new Error(`there is nothing in ${table} to put back`);
    return { table, key, item };
  };
  const people = await Promise.all(
    [asker, colleague, expert, other, clearer, member].map(
      async (name) => [name, await stored('Directory', keyOf(world, name))] as const,
    ),
  );
  const atWork = await stored('Queries', { id });
  const scene = { id, word, expert, other, clearer, asker, colleague, member };
  const share = await stored('Queries', { id: `share#${idOf(world, colleague)}#${id}` });
  await post(expert, `/queries/${id}/ask-review`, { advice: 'Advice' }, await versionOf(id));
  await world.hub.drain();
  // Whoever the router asked, the scene has a second expert of its own.
  await decides(world, 'helen', id, 'assign-clearer', (query, now) =>
    assignClearer(query, Expert.parse(world.personOf(clearer)), shippedSettings, now),
  );
  await takenForClearance(id, clearer);
  const query = { 'at work': atWork, 'in review': await stored('Queries', { id }) };
  const pointers = [share, await stored('Queries', { id: `clear#${idOf(world, clearer)}#${id}` })];
  return { ...scene, query, people: new Map(people), pointers };
}

/** The item as it was, at a version of its own: what was decided on an earlier one stays refused. */
export const asItWas = ({ item }: Before, now: Record<string, unknown> | undefined) => ({
  ...item,
  version: Versioned.parse(now).version + 1,
});
