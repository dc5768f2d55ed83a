import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { textIn } from '../../web/text/text.ts';
import { changing, reasonOf } from './client.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

const Successors = z.object({ successors: z.optional(z.array(z.object({ id: z.string() }))) });

let world: World;
let people: ReturnType<typeof steps>;

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

/** What this person is answered for a document, whatever it is. */
async function asks(name: string, path: string) {
  const { token } = await world.credentialsOf(name);
  return world.wire.json('GET', path, { token });
}

/** What this person is answered when they try to change a query as it stands. */
async function tries(name: string, id: string, verb: string, input: object = {}) {
  const { token } = await world.credentialsOf(name);
  const headers = changing(await people.versionOf(id));
  return world.wire.json('POST', `/queries/${id}/${verb}`, { token, input, headers });
}

const mailsTo = (name: string) => world.hub.inbox().filter(({ to }) => to.includes(world.emailOf(name))).length;
const versionOf = async (key: string) => Number((await world.itemIn('Directory', { key }))?.version);
const personKey = (name: string) => `person#${world.personOf(name).id}`;

const institutionOf = (name: string) => {
  const person = world.personOf(name);
  return person.role === 'official' ? person.institutionId : '';
};

async function registers(name: string, path: string, key: string, input: object = {}) {
  return people.post(name, path, input, await versionOf(key));
}

/** Lets somebody who was suspended come back: how they were signed in before is of no use any more. */
async function comesBack(name: string): Promise<void> {
  await registers('helen', `/people/${world.personOf(name).id}/reinstate`, personKey(name));
  expect((await asks(name, '/account')).status).toBe(401);
  world.signsInAnew(name);
}

/** Does this as somebody who signed in more than a quarter of an hour ago. */
async function longAfterSigningIn<Answered>(name: string, act: () => Promise<Answered>): Promise<Answered> {
  await world.credentialsOf(name);
  const sessions = (await world.everythingIn('Directory'))
    .map(({ key, personId, startedAt }) => ({ key: String(key), personId, startedAt }))
    .filter(({ key, personId }) => key.startsWith('session#') && personId === world.personOf(name).id);
  const earlier = new Date(Date.now() - 16 * 60_000).toISOString();
  for (const { key } of sessions) await world.craft('Directory', { key }, { startedAt: earlier });
  const answer = await act();
  for (const { key, startedAt } of sessions) await world.craft('Directory', { key }, { startedAt });
  return answer;
}

describe('colleagues', () => {
  test('one who is let in follows the query and is told; taken out again, their next request finds nothing', async () => {
    const { id } = await people.answered('litia');
    expect((await asks('semi', `/queries/${id}`)).status).toBe(404);
    expect((await tries('litia', id, 'add-co-owner', { email: world.emailOf('semi') })).status).toBe(200);
    await world.hub.drain();
    expect(mailsTo('semi')).toBe(1);
    expect((await asks('semi', `/queries/${id}`)).text).toContain('The Committee recommends none.');
    expect((await asks('semi', '/queries')).text).toContain(id);
    expect((await tries('semi', id, 'remove-co-owner', { personId: world.personOf('semi').id })).status).toBe(404);
    await tries('litia', id, 'remove-co-owner', { personId: world.personOf('semi').id });
    expect((await asks('semi', `/queries/${id}`)).status).toBe(404);
    expect((await asks('semi', '/queries')).text).not.toContain(id);
  });

  test('of another institution, or unknown, are the same answer to the one who would let them in', async () => {
    const { id } = await people.drafted('litia');
    const stranger = await tries('litia', id, 'add-co-owner', { email: world.emailOf('wilmer') });
    const nobody = await tries('litia', id, 'add-co-owner', { email: 'nobody@nowhere.example' });
    expect([stranger.status, stranger.text]).toEqual([422, nobody.text]);
  });

  test('when the asker left, the secretariat hands the query to a successor; from one who is there nothing is taken', async () => {
    const { id } = await people.accepted('semi');
    const successorId = world.personOf('litia').id;
    expect(reasonOf(await tries('helen', id, 'hand-over', { successorId }))).toBe('not-possible-now');
    await registers('helen', `/people/${world.personOf('semi').id}/suspend`, personKey('semi'));
    expect((await asks('semi', `/queries/${id}`)).status).toBe(401);
    expect((await tries('helen', id, 'hand-over', { successorId: world.personOf('wilmer').id })).status).toBe(422);
    expect((await tries('helen', id, 'hand-over', { successorId })).status).toBe(200);
    expect((await asks('litia', `/queries/${id}`)).status).toBe(200);
    await comesBack('semi');
    expect((await asks('semi', `/queries/${id}`)).status).toBe(404);
  });
});

describe('the page of an official', () => {
  /** Who could take over, as the secretariat is told; undefined while nothing can be handed over. */
  async function successorsOf(name: string): Promise<string[] | undefined> {
    const { text } = await asks('helen', `/people/${world.personOf(name).id}`);
    return Successors.parse(JSON.parse(text)).successors?.map(({ id }) => world.nameOf(id));
  }

  test('names successors only once there is something to be handed over, and then those there are', async () => {
    await people.accepted('semi');
    expect(await successorsOf('semi')).toBeUndefined();
    await registers('helen', `/people/${world.personOf('semi').id}/suspend`, personKey('semi'));
    expect(await successorsOf('semi')).toEqual(['litia']);
    await registers('helen', `/people/${world.personOf('litia').id}/suspend`, personKey('litia'));
    expect(await successorsOf('semi')).toEqual([]);
    for (const name of ['litia', 'semi']) await comesBack(name);
    expect(await successorsOf('semi')).toBeUndefined();
  });

  test('who moved to another institution names colleagues of the one that keeps the query', async () => {
    await people.accepted('semi');
    const { id: semi } = world.personOf('semi');
    await world.craft('Directory', { key: `person#${semi}` }, { institutionId: institutionOf('wilmer') });
    const successors = await successorsOf('semi');
    await world.craft('Directory', { key: `person#${semi}` }, { institutionId: institutionOf('litia') });
    expect(successors).toEqual(['litia']);
  });
});

describe('experts', () => {
  test('one who gives a query back reads it no more, it moves on, and the asker is not told why', async () => {
    const { id, expert } = await people.accepted('litia');
    expect((await tries(expert, id, 'recuse', { reason: 'conflict' })).status).toBe(200);
    expect((await asks(expert, `/queries/${id}`)).status).toBe(404);
    await world.hub.drain();
    expect((await world.ledgerOf(id)).slice(-2)).toEqual(['recused', expect.stringMatching(/offered|unplaced/)]);
    const seen = (await asks('litia', `/queries/${id}/access`)).text;
    expect(seen).not.toContain('conflict');
    expect(seen).not.toContain(world.personOf(expert).name);
  });

  test('one who declares a tie to the State loses its queries for good, and the secretariat is told', async () => {
    const { id, expert } = await people.accepted('litia');
    const before = mailsTo('helen');
    const ties = { nationalities: 'NO', residence: 'NO', declared: 'FJ' };
    await registers(expert, '/profile', personKey(expert), ties);
    expect((await asks(expert, `/queries/${id}`)).status).toBe(404);
    await world.hub.drain();
    expect(await world.ledgerOf(id)).toContain('conflict-found');
    expect(mailsTo('helen')).toBeGreaterThan(before);
    await registers(expert, '/profile', personKey(expert), { nationalities: 'NO', residence: 'NO' });
    expect((await asks(expert, `/queries/${id}`)).status).toBe(404);
  });

  test('one who is suspended has what they carried taken from them, also when they come back, and signs in anew', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'detention' });
    await registers('helen', `/people/${world.personOf(expert).id}/suspend`, personKey(expert));
    expect((await asks(expert, '/queue')).status).toBe(401);
    await world.hub.drain();
    expect(await world.ledgerOf(id)).toContain('expert-suspended');
    await comesBack(expert);
    expect((await asks(expert, `/queries/${id}`)).status).toBe(404);
  });
});

describe('a restricted query', () => {
  test('is offered by hand alone, and the expert sees neither State nor institution nor person, anywhere', async () => {
    const id = await people.sent('litia', { confidentiality: 'restricted' });
    await world.hub.drain();
    expect((await world.ledgerOf(id)).at(-1)).toBe('unplaced');
    await tries('helen', id, 'assign', { expertId: world.personOf('rosa').id, assignReason: 'best-fit' });
    const pages = [await asks('rosa', '/queue'), await asks('rosa', `/queries/${id}/offer`)];
    await tries('rosa', id, 'accept', { noConflict: 'yes' });
    pages.push(await asks('rosa', `/queries/${id}`), await asks('rosa', '/queue'));
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      for (const hidden of ['"FJ"', 'Ministry of Justice', 'Litia']) expect(text).not.toContain(hidden);
    }
  });

  test('is lowered only with the asker’s consent, on record, and not by saving it anew', async () => {
    const { id } = await people.drafted('litia', { confidentiality: 'restricted' });
    await tries('litia', id, 'save', {
      ...{ title: 'T', body: 'B', topic: 'npm', language: 'en', urgency: 'standard', individualCase: 'no' },
      confidentiality: 'standard',
    });
    expect(await world.itemIn('Queries', { id })).toMatchObject({ confidentiality: 'restricted' });
    expect((await tries('litia', id, 'unrestrict')).status).toBe(422);
    expect((await tries('litia', id, 'unrestrict', { consent: 'yes' })).status).toBe(200);
    expect((await world.ledgerOf(id)).at(-1)).toBe('unrestricted');
  });
});

describe('the standing of an institution', () => {
  test('that nobody confirmed holds its question; confirming releases it to an expert; running out holds only new ones', async () => {
    const before = mailsTo('helen');
    const id = await people.sent('chimwemwe');
    await world.hub.drain();
    expect(await world.itemIn('Queries', { id })).toMatchObject({ status: 'held' });
    expect(mailsTo('helen')).toBe(before + 1);
    const official = world.personOf('chimwemwe');
    const institutionId = 'institutionId' in official ? official.institutionId : '';
    const key = `institution#${institutionId}`;
    const vouching = { evidence: 'A note verbale.', focalPoint: 'The mission', expiresOn: '2099-01-01' };
    await registers('helen', `/institutions/${institutionId}/confirm`, key, vouching);
    await world.hub.drain();
    expect(await world.itemIn('Queries', { id })).toMatchObject({ status: 'offered' });
    await world.craft(
      'Directory',
      { key },
      { standing: { status: 'confirmed', ...vouching, expiresOn: '2026-01-01' } },
    );
    const later = await people.sent('chimwemwe');
    await world.hub.drain();
    expect(await world.itemIn('Queries', { id: later })).toMatchObject({ status: 'held' });
    expect(await world.itemIn('Queries', { id })).toMatchObject({ status: 'offered' });
  });
});

describe('a standing that runs out soon', () => {
  const warnings = async () => (await world.everythingIn('Notices')).filter(({ kind }) => kind === 'standing-ends');

  test('is told once to each member of the secretariat, and again of another day only when it was confirmed until then', async () => {
    const official = world.personOf('chimwemwe');
    const institutionId = 'institutionId' in official ? official.institutionId : '';
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const endsIn = (days: number) => {
      const standing = { status: 'confirmed', evidence: 'A note.', focalPoint: 'The mission', expiresOn: inDays(days) };
      return world.craft('Directory', { key: `institution#${institutionId}` }, { standing });
    };
    const days = async (count: number) => {
      for (let day = 0; day < count; day += 1) await world.hub.tick('digest');
      await world.hub.drain();
    };
    await endsIn(90);
    await days(1);
    expect(await warnings()).toEqual([]);
    await endsIn(40);
    const before = mailsTo('helen');
    await days(3);
    const members = ['helen', 'yusuf'].map((name) => world.personOf(name).id).sort();
    const told = await warnings();
    expect(told.map(({ recipientId }) => recipientId).sort()).toEqual(members);
    expect(told.map((notice) => [notice.institutionId, notice.status])).toEqual(
      members.map(() => [institutionId, 'sent']),
    );
    expect(mailsTo('helen')).toBe(before + 1);

    const helen = await world.browserOf('helen');
    await helen.open(`/notices/${told.find(({ recipientId }) => recipientId === world.personOf('helen').id)?.id}`);
    expect([helen.shown.status, helen.shown.path]).toEqual([200, `/institutions/${institutionId}`]);
    await helen.open('/institutions');
    expect(helen.shown.html).toContain(textIn('en')('institutions.warned'));

    await endsIn(50);
    await days(2);
    expect(await warnings()).toHaveLength(4);
  });
});

describe('an emergency reading', () => {
  const why = { reason: 'expert-unreachable', text: 'The asker telephoned and needs the text read.' };

  test('needs a reason, a second member and a fresh sign-in, is told to the asker at once, and can only be read', async () => {
    const { id } = await people.accepted('litia');
    expect((await tries('helen', id, 'request-glass', { ...why, text: 'Too short.' })).status).toBe(422);
    expect((await tries('helen', id, 'request-glass', why)).status).toBe(200);
    expect((await asks('helen', `/queries/${id}/emergency`)).status).toBe(404);
    expect(reasonOf(await tries('helen', id, 'approve-glass'))).toBe('own-request');
    await world.hub.drain();
    const told = mailsTo('litia');
    expect((await tries('yusuf', id, 'approve-glass')).status).toBe(200);
    await world.hub.drain();
    expect(mailsTo('litia')).toBe(told + 1);
    const read = await asks('helen', `/queries/${id}/emergency`);
    expect(read.text).toContain('Does article 4');
    expect((await asks('yusuf', `/queries/${id}/emergency`)).status).toBe(404);
    for (const [verb, input] of [
      ['ask-review', { advice: 'x' }],
      ['add-note', { note: 'x' }],
      ['add-information', { information: 'x' }],
    ] as const)
      expect([verb, (await tries('helen', id, verb, input)).status]).toEqual([verb, 404]);
    const access = (await asks('litia', `/queries/${id}/access`)).text;
    for (const part of ['Helen Marti', 'Yusuf Demir', why.text, 'break-glass']) expect(access).toContain(part);
    expect((await world.ledgerOf(id)).slice(-3)).toEqual(['glass-requested', 'glass-approved', 'opened']);
  });

  test('is taken back by the one who asked, before anybody approved', async () => {
    const { id } = await people.accepted('litia');
    const helen = await world.browserOf('helen');
    await helen.open(`/queries/${id}/break-glass`);
    await helen.submit(`/queries/${id}/request-glass`, why);
    expect((await helen.submit(`/queries/${id}/refuse-glass`)).status).toBe(200);
    expect(reasonOf(await tries('yusuf', id, 'approve-glass'))).toBe('not-possible-now');
    expect((await asks('litia', `/queries/${id}/access`)).text).toContain('takenBackAt');
  });

  test('that nobody approved within a day can be approved no more, and is asked for anew', async () => {
    const { id } = await people.accepted('litia');
    await tries('helen', id, 'request-glass', why);
    const { glass } = (await world.itemIn('Queries', { id })) as { glass: object };
    const requestedAt = new Date(Date.now() - 24 * 60 * 60_000).toISOString();
    await world.craft('Queries', { id }, { glass: { ...glass, requestedAt } });
    expect(reasonOf(await tries('yusuf', id, 'approve-glass'))).toBe('not-possible-now');
    expect((await asks('helen', `/queries/${id}/emergency`)).status).toBe(404);
    const helen = await world.browserOf('helen');
    await helen.open(`/queries/${id}/break-glass`);
    expect((await helen.submit(`/queries/${id}/request-glass`, why)).status).toBe(200);
    expect((await tries('yusuf', id, 'approve-glass')).status).toBe(200);
  });

  test('ends after sixty minutes', async () => {
    const { id } = await people.accepted('litia');
    await tries('helen', id, 'request-glass', why);
    await tries('yusuf', id, 'approve-glass');
    const { glass } = (await world.itemIn('Queries', { id })) as { glass: { expiresAt: string } };
    expect(Date.parse(glass.expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
    await world.craft('Queries', { id }, { glass: { ...glass, expiresAt: new Date(Date.now() - 1).toISOString() } });
    expect((await asks('helen', `/queries/${id}/emergency`)).status).toBe(404);
  });

  test('of a member who signed in longer ago than a quarter of an hour asks for the code again', async () => {
    const { id } = await people.accepted('litia');
    const sessions = async () =>
      (await world.everythingIn('Directory')).map(({ key }) => String(key)).filter((key) => key.startsWith('session#'));
    const others = new Set(await sessions());
    const browser = await world.browserOf('helen');
    await browser.open(`/queries/${id}/break-glass`);
    const startedAt = new Date(Date.now() - 16 * 60_000).toISOString();
    for (const key of await sessions()) if (!others.has(key)) await world.craft('Directory', { key }, { startedAt });
    const shown = await browser.submit(`/queries/${id}/request-glass`, why);
    expect(shown.status).toBe(403);
    expect(await world.ledgerOf(id)).not.toContain('glass-requested');
  });

  test('is asked for, refused, approved and read only by members who signed in within a quarter of an hour', async () => {
    const { id } = await people.accepted('litia');
    const steps = [
      ['helen', 'request-glass', () => tries('helen', id, 'request-glass', why)],
      ['yusuf', 'refuse-glass', () => tries('yusuf', id, 'refuse-glass')],
      ['helen', 'request-glass', () => tries('helen', id, 'request-glass', why)],
      ['yusuf', 'approve-glass', () => tries('yusuf', id, 'approve-glass')],
      ['helen', 'emergency', () => asks('helen', `/queries/${id}/emergency`)],
    ] as const;
    for (const [name, step, take] of steps) {
      const before = await world.ledgerOf(id);
      const late = await longAfterSigningIn(name, take);
      expect([step, late.status, reasonOf(late)]).toEqual([step, 403, 'sign-in-again']);
      expect(await world.ledgerOf(id)).toEqual(before);
      expect([step, (await take()).status]).toEqual([step, 200]);
    }
  });

  test('shows nothing when the ledger cannot be written: no entry, no key', async () => {
    const { id } = await people.accepted('litia');
    await tries('helen', id, 'request-glass', why);
    await tries('yusuf', id, 'approve-glass');
    await world.hub.drain();
    const decrypts = () => world.hub.calls().filter(({ operation }) => operation === 'Decrypt').length;
    const before = decrypts();
    const lift = world.hub.faults.inject('dynamodb', 'PutItem', () => ({
      code: 'InternalServerError',
      message: 'down',
    }));
    const { status, text } = await asks('helen', `/queries/${id}/emergency`);
    lift();
    expect(status).toBe(500);
    expect(text).not.toContain('article 4');
    expect(decrypts()).toBe(before);
  });
});

test('a question about an individual case is shown where it belongs, and nothing is kept of it but the count', async () => {
  const size = async () => (await world.everythingIn('Queries')).length;
  const before = await size();
  const month = () => new Date().toISOString().slice(0, 7);
  const months = [month()];
  const official = await world.browserOf('kossi');
  await official.open('/ask/scope');
  await official.submit('/ask/scope', { individualCase: 'yes' });
  expect(official.shown.path).toBe('/individual-cases');
  expect(await size()).toBe(before);
  const turnedAway = (await world.everythingIn('Reports')).filter(({ series }) => series === 'turned-away');
  expect(turnedAway).toEqual([{ series: 'turned-away', cell: expect.toBeOneOf([...months, month()]), count: 1 }]);
});
