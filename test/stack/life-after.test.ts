import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Expert } from '../../shared/people.ts';
import type { Browser } from './browser.ts';
import { expertNow } from './by-hand.ts';
import { changing } from './client.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { steps } from './steps.ts';
import { ThreadDocument } from './thread-document.ts';
import { passUntil } from './time-passes.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const CardDocument = z.object({
  clearers: z.array(z.object({ expertId: z.string(), fit: z.string(), exclusions: z.array(z.string()) })),
});
const Loads = z.object({ openQueries: z.set(z.string()).optional() });
const item = (id: string) => world.itemIn('Queries', { id });
const noAbsence = { absenceFrom: ['', ''], absenceTo: ['', ''] };
const does = async (name: string, id: string, verb: string, input: object = {}) =>
  people.post(name, `/queries/${id}/${verb}`, input, await people.versionOf(id));
const thread = async (name: string, id: string) => ThreadDocument.parse(await people.read(name, `/queries/${id}`));
const carries = async (name: string, id: string): Promise<boolean> => {
  const load = await item(`load#${world.personOf(name).id}`);
  return load !== undefined && (Loads.parse(load).openQueries?.has(id) ?? false);
};
const told = async (id: string, kind: string): Promise<string[]> =>
  (await world.noticesOf(id))
    .filter((notice) => notice.kind === kind)
    .map(({ recipientId }) => world.nameOf(recipientId));

const browsers = new Map<string, Promise<Browser>>();
/** The one browser of this person: a code is good once, and they need not sign in again. */
function browserOf(name: string): Promise<Browser> {
  const open = browsers.get(name) ?? world.browserOf(name);
  browsers.set(name, open);
  return open;
}

/** What the hub answers somebody who may not, or may no longer. */
async function refusal(name: string, id: string, verb: string, input: object = {}): Promise<number> {
  const { token } = await world.credentialsOf(name);
  const headers = changing(await people.versionOf(id));
  return (await world.wire.json('POST', `/queries/${id}/${verb}`, { token, input, headers })).status;
}

describe('after the answer', () => {
  let id = '';
  let expert = '';
  beforeAll(async () => {
    ({ id, expert } = await people.answered('mutinta', { topic: 'legislation' }));
  });

  test('a follow-up has a clock of its own, of five working days, and stays with who advised', async () => {
    const before = await thread('mutinta', id);
    expect(await carries(expert, id)).toBe(false);
    await does('mutinta', id, 'follow-up', { followUp: 'And for complicity?' });
    const after = await thread('mutinta', id);
    expect([after.status, after.clock.kind, after.turn]).toEqual(['in_progress', 'follow-up', 'hub']);
    expect(after.clock.dueAt < before.clock.dueAt).toBe(true);
    expect(await told(id, 'follow-up-asked')).toEqual([expert]);
    expect(await carries(expert, id)).toBe(true);
    const official = await browserOf('mutinta');
    expect((await official.open('/queries')).html).toContain('Follow-up in progress.');
    await people.advised(id, expert, 'Nor for complicity.');
    expect((await thread('mutinta', id)).said.filter(({ kind }) => kind === 'advice')).toHaveLength(2);
  });

  test('the asker says what they think of it, in three closed questions', async () => {
    const official = await browserOf('mutinta');
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/give-feedback`, { answered: 'yes' });
    expect(official.shown.status).toBe(422);
    await official.submit(`/queries/${id}/give-feedback`, { answered: 'yes', clear: 'partly', inTime: 'no' });
    expect(official.shown.status).toBe(200);
    const [entry] = (await world.entriesOf(id)).filter(({ code }) => code === 'feedback-given');
    expect(entry?.details).toEqual({ answered: 'yes', clear: 'partly', inTime: 'no' });
  });

  test('they thank and close; within 60 days they open it again, and who advised is asked first', async () => {
    const official = await browserOf('mutinta');
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/thank`);
    expect(official.shown.html).toContain('Closed: ');
    expect(await item(id)).toMatchObject({ status: 'closed', outcome: 'resolved' });
    await official.submit(`/queries/${id}/reopen`, { followUp: 'One more thing.' });
    expect(official.shown.status).toBe(200);
    await world.hub.drain();
    expect(await people.holderOf(id)).toBe(expert);
    expect((await thread('mutinta', id)).clock.kind).toBe('follow-up');
  });

  test('after 60 days it stays closed', async () => {
    const { id: other } = await people.answered('mutinta', { topic: 'legislation' });
    await does('mutinta', other, 'thank');
    await passUntil(world, other, ({ endedAt }) => new Date(Date.parse(endedAt) + 60 * 86_400_000).toISOString());
    expect(await refusal('mutinta', other, 'reopen', { followUp: 'Too late.' })).toBe(409);
    const official = await browserOf('mutinta');
    await official.open(`/queries/${other}`);
    expect(() => official.filled(`/queries/${other}/reopen`)).toThrow();
  });
});

describe('the asker takes it back', () => {
  test('and whoever works on it is out with the next request, also in the window after an answer', async () => {
    const atWork = await people.accepted('mutinta', { topic: 'legislation' });
    const done = await people.answered('mutinta', { topic: 'legislation' });
    for (const { id, expert } of [atWork, done]) {
      const browser = await browserOf(expert);
      expect((await browser.open(`/queries/${id}`)).status).toBe(200);
      const official = await browserOf('mutinta');
      await official.open(`/queries/${id}`);
      await official.submit(`/queries/${id}/withdraw`);
      expect(official.shown.status).toBe(422);
      expect(official.shown.html).toContain('<details open');
      await official.submit(`/queries/${id}/withdraw`, { sure: 'yes' });
      expect(official.shown.html).toContain('You withdrew this query.');
      expect((await browser.open(`/queries/${id}`)).status).toBe(404);
      expect((await browser.open('/queue')).html).not.toContain(id);
      expect(await told(id, 'grant-ended')).toEqual([expert]);
      expect(await carries(expert, id)).toBe(false);
    }
  });
});

describe('the hub cannot or should not advise', () => {
  test('the asker is told why, and where to turn', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'legislation' });
    await does('helen', id, 'turn-down', { notAdvisedReason: 'not-torture-prevention', turnTo: 'ohchr' });
    const official = await browserOf('mutinta');
    await official.open(`/queries/${id}`);
    expect(official.shown.html).toContain('We are not able to advise: ');
    expect(official.shown.html).toContain('Where to turn instead: ');
    expect(official.shown.html).toContain('Nobody: it has come to its end.');
    expect(await told(id, 'not-advised')).toEqual(['mutinta']);
    expect(await carries(expert, id)).toBe(false);
    await expect(people.read(expert, `/queries/${id}`)).rejects.toThrow('404');
  });

  test('a referral that is refused changes nothing; one that is agreed to ends it', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'legislation' });
    const official = await browserOf('mutinta');
    await does('helen', id, 'propose-referral', { partner: 'apt', referralReason: 'better-placed' });
    await official.open('/queries');
    expect(official.shown.html).toContain('Your decision is needed');
    await official.open(`/queries/${id}`);
    expect(official.shown.html).toContain('href="#referral"');
    await official.submit(`/queries/${id}/refuse-referral`);
    expect(await item(id)).toMatchObject({ status: 'in_progress' });
    expect((await item(id))?.referral).toBeUndefined();
    await does('helen', id, 'propose-referral', { partner: 'apt', referralReason: 'better-placed' });
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/accept-referral`);
    expect(official.shown.status).toBe(422);
    await official.submit(`/queries/${id}/accept-referral`, { consent: 'yes' });
    expect(official.shown.html).toContain('You agreed to be referred to');
    expect(await item(id)).toMatchObject({ status: 'referred', partner: 'apt' });
    await expect(people.read(expert, `/queries/${id}`)).rejects.toThrow('404');
  });
});

describe('a colleague who was let in', () => {
  test('replies, adds, asks on and closes, but neither withdraws, refers, pauses nor throws away', async () => {
    const { id, version } = await people.drafted('litia', { topic: 'legislation' });
    await people.post('litia', `/queries/${id}/add-co-owner`, { email: world.emailOf('semi') }, version);
    const semi = await browserOf('semi');
    await semi.open(`/queries/${id}/edit`);
    expect(() => semi.filled(`/queries/${id}/discard`)).toThrow();
    expect(await refusal('semi', id, 'discard')).toBe(404);
    await does('semi', id, 'send');
    await world.hub.drain();
    const expert = await people.holderOf(id);
    await does(expert, id, 'accept', { noConflict: 'yes' });
    for (const verb of ['withdraw', 'pause', 'refuse-referral', 'accept-referral'])
      expect([verb, await refusal('semi', id, verb, { sure: 'yes', consent: 'yes' })]).toEqual([verb, 404]);
    await does('semi', id, 'add-information', { information: 'From a colleague.' });
    await does(expert, id, 'ask-information', { asked: 'Which clause?' });
    expect((await told(id, 'information-asked')).sort()).toEqual(['litia', 'semi']);
    await does('semi', id, 'give-information', { information: 'Clause 2.' });
    await people.advised(id, expert);
    expect(await refusal('semi', id, 'give-feedback', { answered: 'yes', clear: 'yes', inTime: 'yes' })).toBe(404);
    await does('semi', id, 'follow-up', { followUp: 'And clause 3?' });
    await people.advised(id, expert, 'Nor there.');
    await does('semi', id, 'thank');
    expect(await item(id)).toMatchObject({ status: 'closed', outcome: 'resolved' });
    await does('semi', id, 'reopen', { followUp: 'And clause 4?' });
    expect(await item(id)).toMatchObject({ status: 'submitted' });
  });
});

describe('a deputy', () => {
  /** The secretariat gives it to this expert, who takes it. */
  async function workOf(name: string, id: string): Promise<void> {
    const { offer } = z.looseObject({ offer: z.object({ expertId: z.string() }).optional() }).parse(await item(id));
    const expertId = world.personOf(name).id;
    if (offer?.expertId !== expertId) await does('helen', id, 'assign', { expertId, assignReason: 'best-fit' });
    await does(name, id, 'accept', { noConflict: 'yes' });
  }

  /** An expert names somebody as their deputy, or nobody. */
  async function names(name: string, deputy?: string): Promise<void> {
    const { version, expertise } = await expertNow(world, name);
    const { mainTopics, secondaryTopics, languages, workingLanguages, capacity } = expertise;
    const deputyId = deputy ? world.personOf(deputy).id : '';
    const routing = { mainTopics, secondaryTopics, languages, workingLanguages, capacity };
    await people.post(name, '/profile/expertise', { ...routing, ...noAbsence, deputyId }, version);
  }

  /** Of this query they see no card and cannot take it over: it is as if there were none. */
  async function hasNoPart(name: string, id: string): Promise<void> {
    await expect(people.read(name, `/queries/${id}/stand-in`)).rejects.toThrow('404');
    expect(await refusal(name, id, 'take-over', { noConflict: 'yes' })).toBe(404);
    expect(JSON.stringify(await people.read(name, '/queue/stand-in'))).not.toContain(id);
  }

  test('hears that it is overdue, sees a card without text, and takes it over', async () => {
    const expert = world.personOf('ingrid');
    if (expert.role !== 'expert') throw new Error('Ingrid is an expert');
    const deputyId = world.personOf('karim').id;
    const key = `person#${expert.id}`;
    await world.craft('Directory', { key }, { expertise: { ...expert.expertise, capacity: 50, deputyId } });
    const { id } = await people.accepted('mutinta', { topic: 'legislation' });
    const karim = await browserOf('karim');
    expect((await karim.open(`/queries/${id}`)).status).toBe(404);
    // Without being told of anything they see what a colleague works on; whoever stands in for nobody sees nothing.
    const standIn = `/queries/${id}/stand-in`;
    expect((await karim.open('/queue/stand-in')).html).toContain(`href="${standIn}"`);
    expect(karim.shown.html).not.toContain('limitation period for torture');
    expect((await (await browserOf('grace')).open('/queue/stand-in')).html).not.toContain(id);
    await passUntil(world, id, ({ clock }) => clock.dueAt);
    await world.hub.tick('watch');
    await world.hub.drain();
    expect((await told(id, 'overdue')).sort()).toEqual(['helen', 'ingrid', 'karim', 'yusuf']);
    const link = /\/notices\/\w{26}/.exec(world.mailsTo('karim').at(-1)?.text ?? '')?.[0] ?? '';
    await karim.open(link);
    expect(karim.shown.path).toBe(`/queries/${id}/stand-in`);
    expect(karim.shown.html).not.toContain('limitation period for torture');
    await karim.submit(`/queries/${id}/take-over`, { noConflict: 'yes' });
    expect(karim.shown.path).toBe(`/queries/${id}`);
    expect(karim.shown.html).toContain('limitation period for torture');
    await expect(people.read('ingrid', `/queries/${id}`)).rejects.toThrow('404');
    expect([await carries('ingrid', id), await carries('karim', id)]).toEqual([false, true]);
    expect(await item(id)).toMatchObject({ grant: { reason: 'taken-over' } });
  });

  test('is whoever the expert names now: also for what was accepted before, and nobody else from the next request on', async () => {
    await names('ingrid');
    const { id } = await people.offered('mutinta', { topic: 'legislation' });
    await workOf('ingrid', id);
    await hasNoPart('karim', id);
    await names('ingrid', 'karim');
    await people.read('karim', `/queries/${id}/stand-in`);
    expect(JSON.stringify(await people.read('karim', '/queue/stand-in'))).toContain(id);
    await names('ingrid', 'grace');
    await hasNoPart('karim', id);
    await does('grace', id, 'take-over', { noConflict: 'yes' });
    await people.read('grace', `/queries/${id}`);
    // What was hers until then has passed on, and nobody stands in for her there.
    await names('ingrid', 'karim');
    await hasNoPart('karim', id);
  });

  test('who is named when it becomes overdue is told, and who was named before is not', async () => {
    await names('ingrid', 'grace');
    const { id } = await people.offered('mutinta', { topic: 'legislation' });
    await workOf('ingrid', id);
    await names('ingrid', 'karim');
    await passUntil(world, id, ({ clock }) => clock.dueAt);
    await world.hub.tick('watch');
    await world.hub.drain();
    expect((await told(id, 'overdue')).sort()).toEqual(['helen', 'ingrid', 'karim', 'yusuf']);
    // What they were told of leads to it as long as they are named, and no longer.
    const link = /\/notices\/\w{26}/;
    const [notice = ''] = link.exec(world.mailsTo('karim').at(-1)?.text ?? '') ?? [];
    expect(JSON.stringify(await people.read('karim', '/inbox'))).toContain(notice);
    await names('ingrid', 'grace');
    expect(JSON.stringify(await people.read('karim', '/inbox'))).not.toContain(notice);
    await expect(people.read('karim', notice)).rejects.toThrow('404');
  });

  test('is shown to those who ask, beside the expert and whoever is asked to clear the advice, none of them by name', async () => {
    const { id } = await people.offered('mutinta', { topic: 'legislation' });
    await workOf('ingrid', id);
    const official = await browserOf('mutinta');
    await official.open(`/queries/${id}/access`);
    expect(official.shown.html).toContain('Stands in for the expert and may go on in their place');
    await names('ingrid');
    await official.open(`/queries/${id}/access`);
    expect(official.shown.html).not.toContain('Stands in for the expert');
    await names('ingrid', 'karim');
    const second = world.personOf(await people.handedIn(id, 'ingrid')).name;
    await official.open(`/queries/${id}/access`);
    expect(official.shown.html).toContain('Second expert: has been asked to clear the advice until');
    expect(official.shown.html).not.toContain('Has been offered the query');
    for (const name of [world.personOf('ingrid').name, world.personOf('karim').name, second])
      expect(official.shown.html).not.toContain(name);
  });

  test('gets nothing back of what ended for them', async () => {
    const { id } = await people.offered('mutinta', { topic: 'legislation' });
    await workOf('karim', id);
    await does('karim', id, 'recuse', { reason: 'conflict' });
    await world.hub.drain();
    await workOf('ingrid', id);
    await hasNoPart('karim', id);
  });

  test('has no part in a restricted question: it passes from expert to expert by the secretariat alone', async () => {
    const id = await people.sent('mutinta', { topic: 'legislation', confidentiality: 'restricted' });
    await world.hub.drain();
    await workOf('ingrid', id);
    await hasNoPart('karim', id);
    await passUntil(world, id, ({ clock }) => clock.dueAt);
    await world.hub.tick('watch');
    await world.hub.drain();
    expect((await told(id, 'overdue')).sort()).toEqual(['helen', 'ingrid', 'yusuf']);
  });

  test('of somebody who is away is proposed to the member for clearing as to the hub, also where that somebody wrote it', async () => {
    const { id } = await people.offered('mutinta', { topic: 'legislation' });
    await workOf('ingrid', id);
    await does('ingrid', id, 'ask-review', { advice: 'None.' });
    const today = new Date().toISOString().slice(0, 10);
    const before = [await expertNow(world, 'ingrid'), await expertNow(world, 'karim')] as const;
    const set = (one: Expert, expertise: object) =>
      world.craft('Directory', { key: `person#${one.id}` }, { expertise: { ...one.expertise, ...expertise } });
    const [ingrid, karim] = before;
    await set(ingrid, { absences: [{ from: today, to: '2099-12-31' }], deputyId: karim.id });
    await set(karim, { mainTopics: ['npm'], secondaryTopics: [], capacity: 50 });
    const card = CardDocument.parse(await people.read('helen', `/queries/${id}/card`));
    expect(card.clearers.find(({ expertId }) => expertId === karim.id)).toEqual({
      ...{ expertId: karim.id, fit: 'deputy', exclusions: [] },
    });
    expect(card.clearers.map(({ expertId }) => expertId)).not.toContain(ingrid.id);
    for (const one of before) await set(one, {});
  });
});
