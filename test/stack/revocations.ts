import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { Expert, Official, type Person, SecretariatMember } from '../../shared/people.ts';
import type { Answer } from './client.ts';
import { changing } from './client.ts';
import { tiesOf } from './departures.ts';
import { asking, steps } from './steps.ts';
import type { World } from './world.ts';

/** One query with people of its own, so that what happens to them happens to no other. */
export type Scene = {
  id: string;
  word: string;
  expert: string;
  other: string;
  asker: string;
  colleague: string;
  member: string;
  /** The query and the people as they were, to be put back. */
  query: Before;
  people: ReadonlyMap<string, Before>;
  /** The row that puts it on the colleague's list. */
  pointer: Before;
};

/** An item as it was, and where. */
type Before = { table: string; key: Record<string, string>; item: Record<string, unknown> };

const Versioned = z.object({ version: z.int() });

/** Who loses what, and how: each ends the access of one person to one query. */
export type Revocation = {
  name: string;
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

const suspends = async (world: World, name: string): Promise<Answer> =>
  asks(world, 'helen', `/people/${idOf(world, name)}/suspend`, {}, await personVersion(world, name));

const transaction = (...about: string[]) => ({ operation: 'TransactWriteItems', about });

/** Every way in which somebody loses a query. */
export const revocations: readonly Revocation[] = [
  {
    name: 'the expert recuses in another tab',
    loser: ({ expert }) => expert,
    end: (world, scene) => moves(world, scene.expert, scene, 'recuse', { reason: 'other' }),
    entry: 'recused',
    written: (_, { id }) => transaction('"recused"', id),
  },
  {
    name: 'the desk gives it to another expert',
    loser: ({ expert }) => expert,
    end: (world, scene) => moves(world, 'helen', scene, 'assign', { expertId: idOf(world, scene.other) }),
    entry: 'offered',
    written: (_, { id }) => transaction('"insteadOf"', id),
  },
  {
    name: 'the expert is suspended',
    loser: ({ expert }) => expert,
    end: (world, { expert }) => suspends(world, expert),
    entry: 'expert-suspended',
    written: (world, { expert }) => transaction('"person-suspended"', idOf(world, expert)),
  },
  {
    name: 'the expert declares a tie',
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
    loser: ({ colleague }) => colleague,
    end: (world, scene) =>
      moves(world, scene.asker, scene, 'remove-co-owner', { personId: idOf(world, scene.colleague) }),
    entry: 'co-owner-removed',
    written: (_, { id }) => transaction('"co-owner-removed"', id),
  },
  {
    name: 'the asker is suspended',
    loser: ({ asker }) => asker,
    end: (world, { asker }) => suspends(world, asker),
    written: (world, { asker }) => transaction('"person-suspended"', idOf(world, asker)),
  },
  {
    name: 'the asker moves to another institution, and the query is handed over',
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
    loser: ({ expert }) => expert,
    end: async (world, { id }) => {
      const { grant } = z.object({ grant: z.looseObject({}) }).parse(await world.itemIn('Queries', { id }));
      await world.craft('Queries', { id }, { grant: { ...grant, endsAt: new Date().toISOString() } });
      return undefined;
    },
    written: (_, { id }) => ({ operation: 'UpdateItem', about: [id, '"endsAt"'] }),
  },
];

/** Sets a scene: a question in progress, shared with a colleague, and open to a member in an emergency. */
export async function setScene(world: World, number: number): Promise<Scene> {
  const { sent, post, versionOf } = steps(world);
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
  const [asker, colleague, expert, other, member] = await Promise.all([
    add(`asker${number}`, 'litia', {}, (person) => Official.parse(person)),
    add(`colleague${number}`, 'litia', {}, (person) => Official.parse(person)),
    add(`expert${number}`, 'ingrid', free, (person) => Expert.parse(person)),
    add(`other${number}`, 'ingrid', free, (person) => Expert.parse(person)),
    add(`member${number}`, 'helen', {}, (person) => SecretariatMember.parse(person)),
  ]);
  await Promise.all([asker, colleague, expert, member].map((name) => world.credentialsOf(name)));
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
    [asker, colleague, expert, member].map(
      async (name) => [name, await stored('Directory', keyOf(world, name))] as const,
    ),
  );
  const query = await stored('Queries', { id });
  const pointer = await stored('Queries', { id: `share#${idOf(world, colleague)}#${id}` });
  return { id, word, expert, other, asker, colleague, member, query, people: new Map(people), pointer };
}

/** The item as it was, at a version of its own: what was decided on an earlier one stays refused. */
export const asItWas = ({ item }: Before, now: Record<string, unknown> | undefined) => ({
  ...item,
  version: Versioned.parse(now).version + 1,
});
