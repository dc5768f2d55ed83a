import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { codeAt, stepAt } from '../../local/totp.ts';
import { Official } from '../../shared/people.ts';
import { textIn } from '../../web/text/text.ts';
import type { Browser } from './browser.ts';
import { changing, problemOf, reasonOf } from './client.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { openWorld, type World } from './world.ts';

const Listed = z.object({ rows: z.array(z.object({ name: z.string() })), next: z.string().optional() });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const nadia = {
  role: 'expert',
  email: 'Nadia@experts.example',
  name: 'Nadia Ben Salah',
  locale: 'fr',
  timeZone: 'Africa/Tunis',
  mainTopics: 'npm',
  languages: 'fr',
  capacity: '2',
  nationalities: 'TN',
  residence: 'FR',
};
const ownPassword = 'A-password-of-her-own-1';
const shownIn = (html: string, pattern: RegExp): string => pattern.exec(html)?.[1] ?? '';
const passwordIn = (html: string) => shownIn(html, /<code[^>]*>([^<]+)<\/code>/);

/** Invites Nadia as a member without scripts would; answers her id. */
async function invited(desk: Browser, changes: Record<string, string> = {}): Promise<string> {
  await desk.open('/people/invite?role=expert');
  await desk.submit('/people', { ...nadia, ...changes });
  expect(desk.shown.status).toBe(200);
  return desk.shown.path.replace('/people/', '');
}

describe('letting somebody in', () => {
  let desk: Browser;
  let other: Browser;
  let id: string;
  let first: string;
  let enrolled: string;

  test('the secretariat puts an expert on the list, and her record begins', async () => {
    desk = await world.browserOf('helen');
    id = await invited(desk);
    expect(desk.shown.html).toContain('Nadia Ben Salah');
    expect(await world.ledgerOf(id)).toEqual(['person-added']);
    expect(world.mailsTo('helen')).toEqual([]);
    await desk.open('/people?role=expert&find=nad');
    expect(desk.shown.html).toContain(`/people/${id}`);
    await desk.open('/people?role=official&find=NADIA@experts.example');
    expect(desk.shown.html).toContain(`/people/${id}`);
  });

  test('an address belongs to one person: a second one is refused, with what was typed, and nothing is kept of it', async () => {
    await desk.open('/people/invite?role=expert');
    const again = await desk.submit('/people', { ...nadia, name: 'Somebody Else', email: 'nadia@EXPERTS.example' });
    expect(again.status).toBe(409);
    expect(again.html).toContain('Somebody already signs in with this address.');
    expect(again.html).toContain('value="Somebody Else"');
    const people = await world.everythingIn('Directory');
    expect(people.filter(({ name }) => name === 'Somebody Else')).toEqual([]);
  });

  test('nobody lets somebody in alone: the first password is given by another member than the one who put them on the list', async () => {
    const { token } = await world.credentialsOf('helen');
    const alone = (personId: string, version: number) =>
      world.wire.json('POST', `/people/${personId}/first-password`, { token, input: {}, headers: changing(version) });
    await desk.open(`/people/${id}`);
    expect(desk.shown.html).toContain(textIn('en')('person.let-in-by-you'));
    expect(desk.shown.html).not.toContain(`/people/${id}/first-password`);
    expect(reasonOf(await alone(id, 1))).toBe('own-request');
    expect(await world.ledgerOf(id)).toEqual(['person-added']);

    // A second member of one's own making could approve what oneself asked for; a table makes no difference.
    const member = {
      role: 'secretariat',
      name: 'A. Puppet',
      locale: 'en',
      timeZone: 'UTC',
      email: 'p@elsewhere.example',
    };
    const made = await world.wire.json('POST', '/people', { token, input: member, headers: changing() });
    expect(reasonOf(await alone(z.object({ id: z.string() }).parse(JSON.parse(made.text)).id, 1))).toBe('own-request');
    const columns = 'email,name,locale,time_zone,main_topics,languages,capacity,nationalities,residence';
    const table = `${columns}\npuppet@elsewhere.example,A. Puppet,en,UTC,npm,en,3,TN,FR`;
    const sent = await world.wire.json('POST', '/people/import', { token, input: { table }, headers: changing() });
    expect(sent.status).toBe(200);
    const puppet = (await world.everythingIn('Directory')).find(({ email }) => email === 'puppet@elsewhere.example');
    expect(reasonOf(await alone(String(puppet?.id), 1))).toBe('own-request');
  });

  test('a first password is shown once, to one member, and is nowhere in the hub', async () => {
    other = await world.browserOf('yusuf');
    await other.open(`/people/${id}`);
    const form = other.filled(`/people/${id}/first-password`);
    const shown = await other.post(`/people/${id}/first-password`, form);
    first = passwordIn(shown.html);
    expect(first).toMatch(/^(?:[A-Za-z0-9]{5}-){3}[A-Za-z0-9]{5}$/);
    // In another language it could not be shown again.
    expect(shown.html).not.toContain('lang=ar');
    await expect(desk.translate('ar')).rejects.toThrow('no button');
    expect(await world.ledgerOf(id)).toEqual(['person-added', 'first-password-given']);
    const repeated = await other.post(`/people/${id}/first-password`, form);
    expect(repeated.path).toBe(`/people/${id}`);
    expect(repeated.html).not.toContain(first);
    const tables = ['Queries', 'Ledger', 'Directory', 'Notices', 'Reports'];
    const everything = await Promise.all(tables.map((table) => world.everythingIn(table)));
    expect(JSON.stringify(everything)).not.toContain(first);
    expect(JSON.stringify(world.hub.inbox())).not.toContain(first);
  });

  test('with it she signs in once, chooses her own, enrols a device, and is at her queue', async () => {
    const own = world.browser();
    await own.open('/sign-in');
    await own.submit('/sign-in', { email: 'nadia@experts.example', password: first });
    await own.submit('/sign-in/new-password', { password: ownPassword });
    const secret = shownIn(own.shown.html, /secret=([A-Z2-7]+)/);
    enrolled = secret;
    await own.submit('/sign-in/enrol', { code: codeAt(secret, stepAt(Date.now())) });
    expect([own.shown.status, own.shown.path]).toEqual([200, '/queue']);

    // Signed out everywhere by the secretariat, she comes in again with her own password.
    await desk.open(`/people/${id}`);
    await desk.submit(`/people/${id}/end-sessions`);
    expect(desk.shown.status).toBe(200);
    await own.open('/queue');
    expect(own.shown.path).toContain('/sign-in');
    await own.submit('/sign-in', { email: 'nadia@experts.example', password: ownPassword });
    await own.submit('/sign-in/code', { code: codeAt(secret, stepAt(Date.now()) + 1) });
    expect([own.shown.status, own.shown.path]).toEqual([200, '/queue']);

    // A new first password ends that too; the old one opens nothing, and her device is still asked for.
    await desk.open(`/people/${id}`);
    await desk.submit(`/people/${id}/first-password`);
    const second = passwordIn(desk.shown.html);
    await own.open('/queue');
    expect(own.shown.path).toContain('/sign-in');
    const tried = await own.submit('/sign-in', { email: 'nadia@experts.example', password: ownPassword });
    expect(tried.status).toBe(401);
    await own.submit('/sign-in', { email: 'nadia@experts.example', password: second });
    await own.submit('/sign-in/new-password', { password: `${ownPassword}2` });
    expect(own.shown.html).toContain('action="/sign-in/code"');
    expect(await world.ledgerOf(id)).toEqual([
      'person-added',
      'first-password-given',
      'sessions-ended',
      'first-password-given',
    ]);
  });

  test('whoever lost their device enrols another, and the lost one opens nothing any more', async () => {
    // One member says so, and can do no more alone, whatever they send; another agrees.
    const { token } = await world.credentialsOf('helen');
    const alone = async () =>
      world.wire.json('POST', `/people/${id}/first-password`, {
        token,
        input: { device: 'forgotten' },
        headers: changing(Number((await world.itemIn('Directory', { key: `person#${id}` }))?.version)),
      });
    expect(reasonOf(await alone())).toBe('not-possible-now');
    await desk.open(`/people/${id}`);
    await desk.submit(`/people/${id}/device-lost`);
    expect(reasonOf(await alone())).toBe('own-request');
    await other.open(`/people/${id}`);
    await other.submit(`/people/${id}/first-password`, { device: 'forgotten' });
    const password = passwordIn(other.shown.html);
    const own = world.browser();
    await own.open('/sign-in');
    await own.submit('/sign-in', { email: 'nadia@experts.example', password });
    await own.submit('/sign-in/new-password', { password: `${ownPassword}3` });
    const secret = shownIn(own.shown.html, /secret=([A-Z2-7]+)/);
    await own.submit('/sign-in/enrol', { code: codeAt(secret, stepAt(Date.now())) });
    expect([own.shown.status, own.shown.path]).toEqual([200, '/queue']);
    expect(secret).not.toBe(enrolled);
    expect((await world.entriesOf(id)).at(-1)).toMatchObject({ details: { device: 'forgotten' } });
  });

  test('whoever has another address signs in with it and no more with the old one, which nobody else ever gets', async () => {
    const change = async (email: string) => {
      await desk.open(`/people/${id}/details`);
      return desk.submit(`/people/${id}/address`, { email });
    };
    const taken = await change(world.personOf('grace').email);
    expect(taken.status).toBe(409);
    expect(taken.html).toContain('Somebody already signs in with this address.');
    expect((await change('nadia@elsewhere.example')).path).toBe(`/people/${id}`);
    const own = world.browser();
    await own.open('/sign-in');
    await own.submit('/sign-in', { email: 'nadia@experts.example', password: `${ownPassword}3` });
    expect(own.shown.status).toBe(401);
    await own.submit('/sign-in', { email: 'nadia@elsewhere.example', password: `${ownPassword}3` });
    expect(own.shown.html).toContain('action="/sign-in/code"');
    await desk.open('/people/invite');
    const somebody = await desk.submit('/people', { ...nadia, name: 'Somebody Else' });
    expect(somebody.status).toBe(409);
    expect(JSON.stringify(await world.entriesOf(id))).not.toContain('elsewhere');
    expect((await world.ledgerOf(id)).at(-1)).toBe('address-changed');
  });

  test('an address that is on record already, but not yet where people sign in, gets there when it is sent again', async () => {
    const before = await world.ledgerOf(id);
    await desk.open(`/people/${id}/details`);
    const lift = world.hub.faults.inject('cognito-idp', 'AdminUpdateUserAttributes', () => ({
      code: 'InternalErrorException',
      message: 'Broken off.',
    }));
    const email = 'nadia@broken-off.example';
    expect((await desk.submit(`/people/${id}/address`, { email })).status).toBe(500);
    lift();
    expect((await desk.submit(`/people/${id}/address`, { email })).path).toBe(`/people/${id}`);
    expect(await world.ledgerOf(id)).toEqual([...before, 'address-changed']);
    const own = world.browser();
    await own.open('/sign-in');
    await own.submit('/sign-in', { email, password: `${ownPassword}3` });
    expect(own.shown.html).toContain('action="/sign-in/code"');
  });

  test('nobody gives a first password to themselves, or to somebody who is suspended', async () => {
    const { token } = await world.credentialsOf('yusuf');
    const give = (personId: string, version: number) =>
      world.wire.json('POST', `/people/${personId}/first-password`, { token, input: {}, headers: changing(version) });
    expect(reasonOf(await give(world.personOf('yusuf').id, 1))).toBe('own-request');
    await world.craft('Directory', { key: `person#${id}` }, { status: 'suspended' });
    const { version } = (await world.itemIn('Directory', { key: `person#${id}` })) ?? {};
    expect(reasonOf(await give(id, Number(version)))).toBe('not-possible-now');
  });
});

describe('what is known of people', () => {
  const post = async (name: string, path: string, input: object, version?: number) => {
    const { token } = await world.credentialsOf(name);
    return world.wire.json('POST', path, { token, input, headers: changing(version) });
  };
  const routing = {
    mainTopics: ['npm', 'opcat'],
    secondaryTopics: ['nhri'],
    languages: ['fr', 'ar'],
    capacity: 4,
    absenceFrom: ['2099-07-01', ''],
    absenceTo: ['2099-07-31', ''],
    deputyId: '',
  };

  test('is edited by the secretariat, each change on the person’s own ledger, decided on a version', async () => {
    const { id, version } = world.personOf('aissatou');
    const details = { name: 'Aïssatou D. Diallo', locale: 'pt', timeZone: 'Africa/Bissau' };
    expect((await post('helen', `/people/${id}/details`, details, version)).status).toBe(200);
    expect(reasonOf(await post('helen', `/people/${id}/details`, details, version))).toBe('stale');
    const deputyId = world.personOf('karim').id;
    expect((await post('helen', `/people/${id}/expertise`, { ...routing, deputyId }, version + 1)).status).toBe(200);
    const kept = await world.itemIn('Directory', { key: `person#${id}` });
    expect(kept).toMatchObject({ ...details, version: version + 2 });
    expect(kept?.expertise).toMatchObject({
      mainTopics: ['npm', 'opcat'],
      absences: [{ from: '2099-07-01', to: '2099-07-31' }],
      deputyId,
    });
    expect(await world.ledgerOf(id)).toEqual(['details-changed', 'expertise-changed']);
  });

  test.each<[string, object, Record<string, string>]>([
    ['a topic twice', { secondaryTopics: ['npm'] }, { secondaryTopics: 'also-main' }],
    ['no main topic', { mainTopics: [''] }, { mainTopics: 'required' }],
    ['an unknown topic', { mainTopics: ['astrology'] }, { 'mainTopics.0': 'unknown-option' }],
    ['room for 51', { capacity: '51' }, { capacity: 'out-of-range' }],
    ['room for nothing that is a number', { capacity: 'two' }, { capacity: 'invalid' }],
    ['days away with one end', { absenceTo: ['', ''] }, { absences: 'one-end' }],
    ['days away that end first', { absenceTo: ['2099-06-01'] }, { absences: 'ends-first' }],
    ['a day that does not exist', { absenceFrom: ['2099-02-30'] }, { absenceFrom: 'invalid' }],
    ['a deputy who is no expert', { deputyId: '0'.repeat(26) }, { deputyId: 'unknown-option' }],
  ])('%s is refused by name', async (_, wrong, expected) => {
    const { id, version } = world.personOf('grace');
    const answer = await post('helen', `/people/${id}/expertise`, { ...routing, ...wrong }, version);
    expect(answer.status).toBe(422);
    expect(Object.fromEntries(problemOf(answer).errors.map(({ field, code }) => [field, code]))).toEqual(expected);
  });

  test('an expert sets their own, is nobody’s deputy but another’s, and sees what falls due while away', async () => {
    const { id, version } = world.personOf('tomas');
    const own = await post('tomas', '/profile/expertise', { ...routing, deputyId: id }, version);
    expect(problemOf(own).errors).toEqual([{ field: 'deputyId', code: 'own-deputy' }]);
    expect((await post('tomas', '/profile/expertise', routing, version)).status).toBe(200);
    expect(await world.ledgerOf(id)).toEqual(['expertise-changed']);
    const browser = await world.browserOf('tomas');
    await browser.open('/profile');
    expect(browser.shown.html).toContain('value="2099-07-01"');
  });
});

test('an institution is called otherwise, on its own ledger; its State and standing stay', async () => {
  const browser = await world.browserOf('helen');
  const { institutionId } = Official.parse(world.personOf('litia'));
  const before = await world.itemIn('Directory', { key: `institution#${institutionId}` });
  await browser.open(`/institutions/${institutionId}`);
  await browser.submit(`/institutions/${institutionId}/edit`, {
    name: 'Ministry of Justice and Law',
    kind: 'judiciary',
  });
  expect(browser.shown.status).toBe(200);
  expect(await world.itemIn('Directory', { key: `institution#${institutionId}` })).toEqual({
    ...before,
    version: 2,
    name: 'Ministry of Justice and Law',
    kind: 'judiciary',
  });
  expect(await world.ledgerOf(institutionId)).toEqual(['details-changed']);
});

test('the list of people is in pages of 50 by name, and says where it goes on', async () => {
  const { id: _, ...alike } = world.personOf('litia');
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  for (const number of numbers) {
    const name = `Zed ${String(number).padStart(2, '0')}`;
    const personId = `zed${String(number).padStart(23, '0')}`;
    await world.add({ ...alike, id: personId, name, email: `zed${number}@x.example` });
  }
  const { token } = await world.credentialsOf('helen');
  const page = async (more: string) => {
    const { text } = await world.wire.json('GET', `/people?role=official&find=zed${more}`, { token });
    const { rows, next } = Listed.parse(JSON.parse(text));
    return { names: rows.map(({ name }) => name), next };
  };
  const first = await page('');
  const second = await page(`&cursor=${first.next}`);
  expect([first.names.length, second.names.length, second.next]).toEqual([50, 10, undefined]);
  expect([...first.names, ...second.names]).toEqual(numbers.map((number) => `Zed ${String(number).padStart(2, '0')}`));
  // The place in one list leads nowhere in that of another name: it begins at its beginning.
  const { text } = await world.wire.json('GET', `/people?role=official&find=kos&cursor=${first.next}`, { token });
  expect(Listed.parse(JSON.parse(text)).rows.map(({ name }) => name)).toEqual([world.personOf('kossi').name]);
});
