import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignClearer } from '../../shared/clearing.ts';
import { Expert } from '../../shared/people.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { patience } from '../long.ts';
import { type BadInput, badInputs, urgent } from './bad-inputs.ts';
import type { Browser } from './browser.ts';
import { decides } from './by-hand.ts';
import { changing, inner, problemOf } from './client.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
/** Litia's draft, a query that is offered to Ingrid, one that Ingrid works on, and one at every step after that. */
const ids: Record<string, string> = {};
const browsers: Record<string, Browser> = {};
let clearer = '';

/** The secretariat has this expert clear it. */
const asksToClear = (id: string, name: string): Promise<void> =>
  decides(world, 'helen', id, 'assign-clearer', (query, now) =>
    assignClearer(query, Expert.parse(world.personOf(name)), shippedSettings, now),
  );

/** Whom the table calls the clearer is whoever the router asked. */
const nameIn = ({ who }: BadInput): string => (who === 'clearer' ? clearer : who);

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  ids.inProgress = (await people.accepted('litia')).id;
  ids.offered = (await people.offered('litia', urgent)).id;
  ids.draft = (await people.drafted('litia')).id;
  // Nobody reads Russian.
  ids.unplaced = await people.sent('litia', { language: 'ru' });
  await world.hub.drain();
  const accepted = async () => (await people.accepted('litia')).id;
  ids.waiting = await accepted();
  await people.post('ingrid', `/queries/${ids.waiting}/ask-information`, { asked: 'Which bill?' }, 4);
  ids.toClear = await accepted();
  ids.clearing = await accepted();
  // Both clearances are one expert's, whatever the router thought.
  const clearers = [await people.handedIn(ids.toClear, 'ingrid'), await people.handedIn(ids.clearing, 'ingrid')];
  clearer = clearers[1] ?? '';
  if (clearers[0] !== clearer) await asksToClear(ids.toClear, clearer);
  await people.takenForClearance(ids.clearing, clearer);
  ids.answered = (await people.answered('litia')).id;
  ids.closed = (await people.answered('litia')).id;
  await people.post('litia', `/queries/${ids.closed}/thank`, {}, await people.versionOf(ids.closed));
  for (const name of ['litia', 'ingrid', 'helen', clearer]) browsers[name] = await world.browserOf(name);
}, patience);
afterAll(() => world.stop());

/** Where an input goes, and the version of the query it is about. */
async function addressOf({ path }: BadInput): Promise<{ address: string; version: number | undefined }> {
  const [, name] = /\{(\w+)\}/.exec(path) ?? [];
  const id = ids[name ?? ''];
  return { address: path.replace(`{${name}}`, id ?? ''), version: id ? await people.versionOf(id) : undefined };
}

/** Somebody is named in the table, and by their id on the wire. */
const sentAs = (value: unknown) => (value === 'yusuf' ? world.personOf('yusuf').id : value);

describe('a document with something wrong', () => {
  test.each(badInputs)('is refused, and told where: $what', async (bad) => {
    const { address, version } = await addressOf(bad);
    const { token } = await world.credentialsOf(nameIn(bad));
    const input = Object.fromEntries(Object.entries(bad.input).map(([name, value]) => [name, sentAs(value)]));
    const answer = await world.wire.json('POST', address, { token, input, headers: changing(version) });
    expect([answer.status, answer.headers['content-type']]).toEqual([422, 'application/problem+json']);
    const named = problemOf(answer).errors.map(({ field, code }) => [field, code]);
    expect(Object.fromEntries(named)).toEqual(bad.wrong);
    expect(named).toHaveLength(Object.keys(bad.wrong).length);
    expect(answer.text).not.toMatch(inner);
  });
});

describe('a form with something wrong', () => {
  // Half a character never leaves a browser, and a browser sends nothing but texts.
  const typed = badInputs.filter(
    ({ what, input, path }) =>
      !what.startsWith('half') &&
      // A later date is previewed first: what comes back is the form that asks for the preview, which posts nothing.
      !path.endsWith('/extend') &&
      Object.values(input).every((value) => ['string', 'undefined'].includes(typeof value)),
  );

  const previewed = badInputs.filter(({ path }) => path.endsWith('/extend'));

  test.each(previewed)('that is previewed first asks for its preview again, as it was typed: $what', async (bad) => {
    const { address, version } = await addressOf(bad);
    const fields = new URLSearchParams({ idempotencyKey: randomUUID(), version: String(version) });
    for (const [name, value] of Object.entries(bad.input)) fields.set(name, String(value));
    const shown = await browsers[nameIn(bad)]?.post(address, fields);
    expect(shown?.status).toBe(422);
    for (const field of Object.keys(bad.wrong)) expect(shown?.html).toContain(`<a href="#${field}">`);
    if (bad.input.dueOn) expect(shown?.html).toContain(`value="${bad.input.dueOn}"`);
    expect(shown?.html).not.toMatch(inner);
  });

  test.each(typed)('comes back as it was typed, what is wrong first: $what', async (bad) => {
    const { address, version } = await addressOf(bad);
    const fields = new URLSearchParams({ idempotencyKey: randomUUID() });
    if (version) fields.set('version', String(version));
    for (const [name, value] of Object.entries(bad.input))
      if (value !== undefined) fields.set(name, String(sentAs(value)));
    const browser = browsers[nameIn(bad)];
    const shown = await browser?.post(address, fields);
    expect(shown?.status).toBe(422);
    expect(shown?.html).toMatch(/<main\b[^>]*>\s*<section class="refusal" id="refusal"/);
    for (const field of Object.keys(bad.wrong)) expect(shown?.html).toContain(`<a href="#${field}">`);
    expect(shown?.html).not.toMatch(inner);
    const again = browser?.filled(address) ?? new URLSearchParams();
    expect(again.get('idempotencyKey')).toMatch(/^[0-9a-z]{26}$/);
    // What is not among the options of a page cannot be chosen on it; all the rest stands as it was.
    const chosen = (name: string) => again.has(name) && bad.wrong[name] !== 'unknown-option';
    for (const [name, value] of fields)
      if (chosen(name) && name !== 'idempotencyKey') expect([name, again.get(name)]).toEqual([name, value]);
    if ('title' in bad.input && 'topic' in bad.input)
      for (const name of ['title', 'body', 'topic']) expect(again.has(name)).toBe(true);
  });
});

describe('signing in with something wrong', () => {
  const ways: readonly [string, string, Record<string, string>, number, Record<string, string>][] = [
    ['no address', '/sign-in', { password: 'x' }, 422, { email: 'required' }],
    ['an address that is none', '/sign-in', { email: 'kossi', password: 'x' }, 422, { email: 'invalid' }],
    ['no password', '/sign-in', { email: 'a@b.example', password: '' }, 422, { password: 'required' }],
    [
      'a password of 257 characters',
      '/sign-in',
      { email: 'a@b.example', password: 'x'.repeat(257) },
      422,
      { password: 'too-long' },
    ],
    [
      'a code of letters',
      '/sign-in/code',
      { email: 'a@b.example', challenge: 'nobody1.y', code: 'abcdef' },
      422,
      { code: 'invalid' },
    ],
    ['no challenge', '/sign-in/code', { email: 'a@b.example', code: '123456' }, 422, { challenge: 'required' }],
    [
      'a challenge of one’s own',
      '/sign-in/code',
      { email: 'a@b.example', challenge: 'nobody2.y', code: '123456' },
      401,
      {},
    ],
    ['a challenge of no shape', '/sign-in/code', { email: 'a@b.example', challenge: 'xy', code: '123456' }, 401, {}],
    [
      'a password for nobody',
      '/sign-in/new-password',
      { email: 'a@b.example', challenge: 'nobody3.y', password: 'x' },
      401,
      {},
    ],
    [
      'a device for nobody',
      '/sign-in/enrol',
      { email: 'a@b.example', challenge: 'nobody4.y', code: '123456', secret: 'A'.repeat(32) },
      401,
      {},
    ],
    [
      'a role',
      '/sign-in',
      { email: 'a@b.example', password: 'x', role: 'secretariat' },
      422,
      { role: 'unknown-field' },
    ],
  ];

  test.each(ways)('is refused, as document and as page: %s', async (_, path, input, status, wrong) => {
    const answer = await world.wire.json('POST', path, { input });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(problemOf(answer).errors.map(({ field, code }) => [field, code]))).toEqual(wrong);
    const page = await world.wire.html('POST', path, { fields: input });
    expect(page.status).toBe(status);
    expect(page.text).toMatch(/^<!doctype html>/);
    if (input.password) expect(page.text).not.toContain(`value="${input.password}"`);
    expect(page.text).not.toMatch(inner);
  });

  test('a way onward that leads elsewhere is none', async () => {
    const elsewhere = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/%0d%0aX:y',
    ];
    for (const next of elsewhere) {
      const { text } = await world.wire.html('GET', `/sign-in?next=${encodeURIComponent(next)}`);
      expect(text).not.toContain('name="next"');
    }
    expect((await world.wire.html('GET', '/sign-in?next=/board')).text).toContain('name="next" value="/board"');
  });
});
