import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/identifiers.ts';
import { Expert } from '../../shared/people.ts';
import { expertNow } from './by-hand.ts';
import { type Answer, changing } from './client.ts';
import { gatesOf } from './gates.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

// What is decided is held just before it is written, until what it was decided by has changed.

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

describe('of a profile that changes while something is decided by it', () => {
  const none = { absenceFrom: ['', ''], absenceTo: ['', ''] };

  /** An expert names somebody as their deputy, or nobody. */
  async function names(name: string, deputy?: string): Promise<void> {
    const { version, expertise } = await expertNow(world, name);
    const { mainTopics, secondaryTopics, languages, workingLanguages, capacity } = expertise;
    const deputyId = deputy ? world.personOf(deputy).id : '';
    const routing = { mainTopics, secondaryTopics, languages, workingLanguages, capacity };
    await people.post(name, '/profile/expertise', { ...routing, ...none, deputyId }, version);
  }

  test('who is no longer the deputy when their taking over is written has not taken over', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'nhri' });
    const deputy = ['grace', 'rosa', 'karim'].find((name) => name !== expert) ?? '';
    await names(expert, deputy);
    const takesOver = async () =>
      post(deputy, `/queries/${id}/take-over`, { noConflict: 'yes' }, changing(await people.versionOf(id)));
    const gates = gatesOf(world);
    const held = gates.hold({ operation: 'TransactWriteItems', about: [id, '"taken-over"'], side: 'before' });
    const late = takesOver();
    await held.reached;
    await names(expert);
    held.open();
    expect((await late).status).toBe(503);
    gates.remove();
    expect((await takesOver()).status).toBe(404);
    await people.read(expert, `/queries/${id}`);
    await expect(people.read(deputy, `/queries/${id}`)).rejects.toThrow('404');
  });
});

describe('of an expert who is suspended or declares a tie while a query comes to them', () => {
  let gates: ReturnType<typeof gatesOf>;
  beforeAll(() => {
    gates = gatesOf(world);
  });
  afterAll(() => gates.remove());

  // By the profile alone: the stream, which takes what they have, has been and found nothing of theirs.
  async function becomes(name: string, change: (expert: Expert) => object): Promise<void> {
    const expert = await expertNow(world, name);
    await world.craft('Directory', { key: `person#${expert.id}` }, { ...change(expert), version: expert.version + 1 });
  }
  const ends = {
    'declares a tie': (name: string) =>
      becomes(name, ({ expertise }) => ({
        expertise: { ...expertise, interests: { ...expertise.interests, declared: ['ZM'] } },
      })),
    'is suspended': (name: string) => becomes(name, () => ({ status: 'suspended' })),
  };
  const cases = Object.keys(ends) as (keyof typeof ends)[];

  const readers: string[] = [];

  /** Two experts whom questions in Chinese come to, the first before the second, and nobody else. */
  async function twoReaders(): Promise<[string, string]> {
    const { expertise, ...like } = Expert.parse(world.personOf('grace'));
    for (const name of readers.splice(0))
      await world.craft('Directory', { key: `person#${world.personOf(name).id}` }, { status: 'suspended' });
    const add = async (mainTopics: string[], secondaryTopics: string[]) => {
      const name = `reader-${newId()}`;
      const routed = {
        ...expertise,
        mainTopics,
        secondaryTopics,
        languages: ['zh'],
        workingLanguages: [],
        capacity: 9,
      };
      const person = { id: newId(), name, email: `${name}@experts.example`, expertise: routed };
      await world.add(Expert.parse({ ...like, ...person }));
      await world.credentialsOf(name);
      readers.push(name);
      return name;
    };
    return [await add(['nhri'], ['npm']), await add(['npm'], ['nhri'])];
  }

  /** Holds what gives the query to this expert just before it is written, until something ended their right to it. */
  async function crossed(name: string, code: string, end: () => Promise<void>, giving: () => Promise<unknown>) {
    const about = [`"${code}"`, world.personOf(name).id];
    const held = gates.hold({ operation: 'TransactWriteItems', about, side: 'before' });
    const given = giving();
    await held.reached;
    await end();
    held.open();
    return given;
  }

  const chinese = { topic: 'nhri', language: 'zh' } as const;
  const asks = async () => {
    const id = await people.sent('mutinta', chinese);
    await world.hub.drain();
    return id;
  };

  test.each(cases)('who %s is offered nothing by the hub, and the next expert is', async (how) => {
    const [first, next] = await twoReaders();
    let id = '';
    await crossed(
      first,
      'offered',
      () => ends[how](first),
      async () => {
        id = await asks();
      },
    );
    await world.hub.drain();
    expect(await people.holderOf(id)).toBe(next);
  });

  test.each(cases)('who %s is not asked to clear, and the next expert is', async (how) => {
    const [author] = await twoReaders();
    const id = await asks();
    await people.post(author, `/queries/${id}/accept`, { noConflict: 'yes' }, await people.versionOf(id));
    const [first, next] = await twoReaders();
    await world.craft('Directory', { key: `person#${world.personOf(author).id}` }, { status: 'active' });
    await crossed(
      first,
      'clearer-asked',
      () => ends[how](first),
      async () => {
        await people.post(author, `/queries/${id}/ask-review`, { advice: 'None.' }, await people.versionOf(id));
        await world.hub.drain();
      },
    );
    await world.hub.drain();
    expect(await people.clearerOf(id)).toBe(next);
  });

  test.each(cases)('who %s is given nothing by hand: the member is asked to try again, and then told', async (how) => {
    const [holder, wanted] = await twoReaders();
    const id = await asks();
    const assigns = async () => {
      const input = { expertId: world.personOf(wanted).id, assignReason: 'best-fit' };
      return (await post('helen', `/queries/${id}/assign`, input, changing(await people.versionOf(id)))).status;
    };
    const statuses: number[] = [];
    await crossed(
      wanted,
      'offered',
      () => ends[how](wanted),
      async () => statuses.push(await assigns()),
    );
    statuses.push(await assigns());
    expect(statuses).toEqual([503, 409]);
    expect(await people.holderOf(id)).toBe(holder);
  });
});
