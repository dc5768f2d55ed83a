import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { type Answer, changing } from './client.ts';
import { everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

async function post(name: string, path: string, input: object, headers: Record<string, string>): Promise<Answer> {
  const { token } = await world.credentialsOf(name);
  return world.wire.json('POST', path, { token, input, headers });
}

/** Who carries more than they can. */
async function overloaded(): Promise<string[]> {
  const Roster = z.array(z.object({ id: z.string(), expertise: z.object({ capacity: z.int() }) }));
  const experts = Roster.parse((await world.everythingIn('Directory')).filter(({ role }) => role === 'expert'));
  const carried = await loads();
  return experts
    .map(({ id, expertise }) => ({ name: world.nameOf(id), capacity: expertise.capacity }))
    .filter(({ name, capacity }) => (carried.get(name)?.length ?? 0) > capacity)
    .map(({ name }) => name);
}

/** The open work of every expert. */
async function loads(): Promise<Map<string, string[]>> {
  const items = (await world.everythingIn('Queries')).filter(({ id }) => String(id).startsWith('load#'));
  const Load = z.object({ id: z.string(), openQueries: z.set(z.string()).optional() });
  return new Map(
    z
      .array(Load)
      .parse(items)
      .map(({ id, openQueries }) => [world.nameOf(id.slice('load#'.length)), [...(openQueries ?? [])]]),
  );
}

describe('of two who act at once', () => {
  beforeAll(async () => {
    // Who wins is chance; nobody is full of what they won.
    for (const name of ['grace', 'rosa', 'tomas']) {
      const key = { key: `person#${world.personOf(name).id}` };
      const { expertise } = z.object({ expertise: z.looseObject({}) }).parse(await world.itemIn('Directory', key));
      await world.craft('Directory', key, { expertise: { ...expertise, capacity: 50 } });
    }
  });

  /** How a race ended, and that it ended once: exactly one winner, and losers who were told so. */
  async function race(id: string, runners: readonly Promise<Answer>[]): Promise<void> {
    const answers = await Promise.all(runners);
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    for (const loser of answers.filter(({ status }) => status !== 200)) expect([404, 409, 412]).toContain(loser.status);
    await world.hub.drain();
    const holding = [...(await loads())].filter(([, open]) => open.includes(id)).map(([name]) => name);
    const query = z
      .object({
        offer: z.object({ expertId: z.string() }).optional(),
        grant: z.object({ expertId: z.string() }).optional(),
      })
      .parse(await world.itemIn('Queries', { id }));
    const expertId = query.grant?.expertId ?? query.offer?.expertId ?? '';
    expect(holding).toEqual([world.nameOf(expertId)]);
  }

  const assignTo = (member: string, id: string, version: number, expert: string) =>
    post(
      member,
      `/queries/${id}/assign`,
      { expertId: world.personOf(expert).id, assignReason: 'best-fit' },
      changing(version),
    );
  const acceptBy = (expert: string, id: string, version: number) =>
    post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, changing(version));

  test('two members of the secretariat assign: one wins, and one expert holds the query', async () => {
    for (const [one, two] of [
      ['grace', 'rosa'],
      ['rosa', 'rosa'],
      ['tomas', 'grace'],
    ] as const) {
      const { id } = await people.offered('josefa');
      const version = await people.versionOf(id);
      await race(id, [assignTo('helen', id, version, one), assignTo('yusuf', id, version, two)]);
    }
  });

  test('an expert accepts while the secretariat gives the query to another: one wins', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id, expert } = await people.offered('josefa', { topic: 'non-refoulement' });
      const version = await people.versionOf(id);
      const runners = [() => acceptBy(expert, id, version), () => assignTo('helen', id, version, 'tomas')];
      if (round % 2) runners.reverse();
      await race(
        id,
        runners.map((run) => run()),
      );
    }
  });

  test('two experts accept, one of them on an offer that has just gone to the other: one wins, and one reads', async () => {
    const { id, expert } = await people.offered('mutinta', { topic: 'nhri' });
    const before = await people.versionOf(id);
    await people.post(
      'helen',
      `/queries/${id}/assign`,
      { expertId: world.personOf('rosa').id, assignReason: 'best-fit' },
      before,
    );
    const runners = [before, before + 1].flatMap((version) => [
      acceptBy(expert, id, version),
      ...(version > before ? [acceptBy('rosa', id, version)] : []),
    ]);
    await race(id, runners);
    await people.read('rosa', `/queries/${id}`);
    await expect(people.read(expert, `/queries/${id}`)).rejects.toThrow('404');
  });

  test('one expert accepts and declines at once: one wins', async () => {
    const { id, expert } = await people.offered('mutinta', { topic: 'nhri' });
    const version = await people.versionOf(id);
    const answers = await Promise.all([
      acceptBy(expert, id, version),
      post(expert, `/queries/${id}/decline`, { reason: 'no-time' }, changing(version)),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('of two moves that do not go together', () => {
  type Move = [who: string, verb: string, input: object, code: string];
  type Together = { id: string; one: Move; other: Move };
  const asker = 'josefa';

  /** In progress, waiting for its asker, taken for clearance, answered: each with the names of those at it. */
  async function inProgress() {
    const { id, expert } = await people.accepted(asker);
    return { id, expert };
  }
  async function waiting() {
    const { id, expert } = await inProgress();
    await people.post(expert, `/queries/${id}/ask-information`, { asked: 'Which?' }, await people.versionOf(id));
    return { id, expert };
  }
  async function clearing() {
    const { id, expert } = await inProgress();
    const clearer = await people.handedIn(id, expert);
    await people.takenForClearance(id, clearer);
    return { id, expert, clearer };
  }
  const answered = () => people.answered(asker);
  const withdraws: Move = [asker, 'withdraw', { sure: 'yes' }, 'withdrawn'];
  const approves = (who: string): Move => [who, 'approve', everythingChecked, 'answered'];

  const pairs: readonly [string, () => Promise<Together>][] = [
    [
      'the advice is cleared and sent back',
      async () => {
        const { id, clearer } = await clearing();
        return { id, one: approves(clearer), other: [clearer, 'return', { comment: 'Why?' }, 'returned'] };
      },
    ],
    [
      'the advice is cleared while its asker takes the question back',
      async () => {
        const { id, clearer } = await clearing();
        return { id, one: approves(clearer), other: withdraws };
      },
    ],
    [
      'the advice is cleared while its author gives the query back',
      async () => {
        const { id, expert, clearer } = await clearing();
        return { id, one: approves(clearer), other: [expert, 'recuse', { reason: 'other' }, 'recused'] };
      },
    ],
    [
      'the expert hands in and asks for more',
      async () => {
        const { id, expert } = await inProgress();
        return {
          id,
          one: [expert, 'ask-review', { advice: 'A' }, 'review-asked'],
          other: [expert, 'ask-information', { asked: 'Which?' }, 'information-asked'],
        };
      },
    ],
    [
      'the asker replies and a colleague’s reply comes with it',
      async () => {
        const { id } = await waiting();
        const replies = (text: string): Move => [asker, 'give-information', { information: text }, 'information-given'];
        return { id, one: replies('One'), other: replies('Two') };
      },
    ],
    [
      'the asker asks on and thanks',
      async () => {
        const { id } = await answered();
        return {
          id,
          one: [asker, 'follow-up', { followUp: 'And?' }, 'follow-up-asked'],
          other: [asker, 'thank', {}, 'closed'],
        };
      },
    ],
    [
      'the asker lets it wait while the expert hands in',
      async () => {
        const { id, expert } = await inProgress();
        return {
          id,
          one: [asker, 'pause', {}, 'paused'],
          other: [expert, 'ask-review', { advice: 'A' }, 'review-asked'],
        };
      },
    ],
  ];

  test.each(pairs)('one wins: %s', async (_, set) => {
    const { id, one, other } = await set();
    const version = await people.versionOf(id);
    const before = (await world.ledgerOf(id)).length;
    const sealed = async () => (await world.everythingIn('Sealed')).filter(({ queryId }) => queryId === id).length;
    const parts = await sealed();
    const answers = await Promise.all(
      [one, other].map(([who, verb, input]) => post(who, `/queries/${id}/${verb}`, input, changing(version))),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const { status } of answers) expect([200, 404, 409, 412]).toContain(status);
    const codes = (await world.ledgerOf(id)).slice(before).filter((code) => code === one[3] || code === other[3]);
    expect(codes).toHaveLength(1);
    // What lost left no text behind.
    expect((await sealed()) - parts).toBeLessThanOrEqual(1);
    await world.hub.drain();
  });
});

describe('when many come at once', () => {
  test(
    'thirty-two questions on one topic are all taken, each with a reference of its own, and no expert carries too many',
    async () => {
      const { check, report } = proof('simultaneous-submits');
      const askers = ['litia', 'josefa', 'mutinta', 'devon'];
      const topic = { topic: 'legislation', language: 'en' } as const;
      const drafts = await Promise.all(
        Array.from({ length: 32 }, async (_, index) => {
          const name = askers[index % askers.length] ?? '';
          return { name, ...(await people.drafted(name, topic)) };
        }),
      );
      const sent = await Promise.all(
        drafts.map(({ name, id, version }) => post(name, `/queries/${id}/send`, {}, changing(version))),
      );
      for (const { status } of sent) check(status === 200);
      const references = new Set(
        sent.map(({ text }) => z.object({ reference: z.string() }).parse(JSON.parse(text)).reference),
      );
      await world.hub.drain();
      check((await overloaded()).length === 0);
      const items = new Map((await world.everythingIn('Queries')).map((item) => [String(item.id), item]));
      for (const { id } of drafts) {
        // Either somebody holds it, or the secretariat was told that nobody can.
        const item = items.get(id);
        const codes = await world.ledgerOf(id);
        check(item?.status === 'offered' ? codes.includes('offered') : codes.includes('unplaced'));
      }
      report();
      expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
      expect(references.size).toBe(32);
      expect(await overloaded()).toEqual([]);
    },
    patience,
  );

  test(
    'twelve assignments to one expert at once fill the free places, and not one more',
    async () => {
      const { check, report } = proof('capacity-under-contention');
      const unplaced = await Promise.all(Array.from({ length: 12 }, () => people.sent('wilmer', { language: 'ru' })));
      await world.hub.drain();
      const versions = await Promise.all(unplaced.map((id) => people.versionOf(id)));
      const expert = 'aissatou';
      const before = (await loads()).get(expert) ?? [];
      const answers = await Promise.all(
        unplaced.map((id, index) =>
          post(
            index % 2 ? 'helen' : 'yusuf',
            `/queries/${id}/assign`,
            { expertId: world.personOf(expert).id, assignReason: 'best-fit' },
            changing(versions[index]),
          ),
        ),
      );
      const taken = answers.filter(({ status }) => status === 200).length;
      for (const answer of answers) check([200, 409, 503].includes(answer.status));
      const open = (await loads()).get(expert) ?? [];
      check(open.length === before.length + taken);
      check(open.length <= 5);
      report();
      expect(open).toHaveLength(before.length + taken);
      // Whoever was told to try again may have left a place free; nobody else did.
      const toTryAgain = answers.filter(({ status }) => status === 503).length;
      expect(open.length).toBeLessThanOrEqual(5);
      expect(open.length + toTryAgain).toBeGreaterThanOrEqual(5);
    },
    patience,
  );
});
