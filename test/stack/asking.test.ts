import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Browser } from './browser.ts';
import { changing, problemOf } from './client.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

const question = { title: 'Which registers?', body: 'What must a custody register hold?', topic: 'custody-safeguards' };
const law = 'Police Act, section 12';
const tried = 'A pilot in two stations.\n\nIt was not evaluated.';

const idIn = (path: string): string => /\/queries\/(\w{26})/.exec(path)?.[1] ?? '';
/** How the steps of a list read, in their order. */
const statusesOn = ({ shown }: Browser): string[] =>
  [...shown.html.matchAll(/id="\w+-status"[^>]*>([^<]*)</g)].map(([, words]) => words ?? '');
const linksOn = ({ shown }: Browser): string[] =>
  [...shown.html.matchAll(/<a href="([^"]*)" aria-describedby="\w+-status"/g)].map(([, href]) => href ?? '');

/** The browser of a person, signed in once: the same code is taken once only. */
const browsers = new Map<string, Browser>();
async function browserOf(name: string): Promise<Browser> {
  const browser = browsers.get(name) ?? (await world.browserOf(name));
  browsers.set(name, browser);
  return browser;
}

async function begun(name: string): Promise<{ browser: Browser; id: string }> {
  const browser = await browserOf(name);
  await browser.open('/ask/question?about=general');
  await browser.submit('/queries', question);
  return { browser, id: idIn(browser.shown.path) };
}

describe('asking, step by step and without scripts', () => {
  test('begins with a list of steps of which one can be started, and leads from each to the next', async () => {
    const browser = await browserOf('litia');
    await browser.open('/ask');
    expect(browser.shown.path).toBe('/ask/scope');
    await browser.submit('/ask/scope', { individualCase: 'no' });
    expect(browser.shown.path).toBe('/ask?about=general');
    expect(statusesOn(browser)).toEqual(['Not started', ...Array.from({ length: 3 }, () => 'Cannot start yet')]);
    expect(linksOn(browser)).toEqual(['/ask/question?about=general']);
    await browser.open('/ask/question?about=general');
    await browser.submit('/queries', { ...question, next: 'later' });
    const id = idIn(browser.shown.path);
    expect(browser.shown.path).toBe(`/queries/${id}/edit`);
    expect(statusesOn(browser)).toEqual(['Done', 'Not started', 'Not started', 'Cannot start yet']);
    for (const text of Object.values(question).slice(0, 2)) expect(browser.shown.html).not.toContain(text);
    await browser.open(`/queries/${id}/contact`);
    await browser.submit(`/queries/${id}/save-contact`, { replyLanguages: 'fr' });
    expect(browser.shown.path).toBe(`/queries/${id}/background`);
    await browser.submit(`/queries/${id}/save-background`, { law, tried, next: 'later' });
    expect(statusesOn(browser)).toEqual(['Done', 'Done', 'Done', 'Not started']);
    expect(linksOn(browser).at(-1)).toBe(`/queries/${id}/check`);
    // None of the steps was opened to make the list; both times that were, were the asker’s own.
    expect((await world.ledgerOf(id)).filter((code) => code === 'opened')).toHaveLength(1);
  });

  test('cannot be sent before every step is done: the last look names what is missing and has no button', async () => {
    const { browser, id } = await begun('litia');
    await browser.open(`/queries/${id}/check`);
    expect(browser.shown.html).toContain('id="refusal"');
    for (const step of ['background', 'contact']) expect(browser.shown.html).toContain(`href="/queries/${id}/${step}"`);
    expect(() => browser.filled(`/queries/${id}/send`)).toThrow();
    expect(browser.shown.html).not.toContain('No fixed date');
    const { token } = await world.credentialsOf('litia');
    const answer = await world.wire.json('POST', `/queries/${id}/send`, { token, input: {}, headers: changing(1) });
    expect([answer.status, problemOf(answer).errors]).toEqual([
      422,
      [
        { field: 'background', code: 'missing-step' },
        { field: 'contact', code: 'missing-step' },
      ],
    ]);
    await browser.open(`/queries/${id}/background`);
    await browser.submit(`/queries/${id}/save-background`);
    await browser.submit(`/queries/${id}/save-contact`);
    expect(browser.shown.path).toBe(`/queries/${id}/check`);
    expect(browser.shown.html.match(/Not provided/g)).toHaveLength(2);
    await browser.submit(`/queries/${id}/send`);
    expect(browser.shown.path).toBe(`/queries/${id}/receipt`);
  });

  test('keeps in every step what the others hold, and says which law and what was tried to who may read', async () => {
    const { browser, id } = await begun('litia');
    await browser.submit(`/queries/${id}/save-background`, { law, tried });
    await browser.open(`/queries/${id}/question`);
    await browser.submit(`/queries/${id}/save`, { title: 'Which registers, exactly?' });
    await browser.submit(`/queries/${id}/save-contact`, { language: 'en', replyLanguages: 'en' });
    for (const text of ['Which registers, exactly?', question.body, law, 'A pilot in two stations.'])
      expect(browser.shown.html).toContain(text);
    expect(await people.read('litia', `/queries/${id}/background`)).toMatchObject({ draft: { law, tried } });
    await browser.submit(`/queries/${id}/send`);
    const length = [question.body, law, tried].join('').length;
    expect(await world.itemIn('Queries', { id })).toMatchObject({ length, replyLanguages: ['en'] });
    await world.hub.drain();
    const expert = await people.holderOf(id);
    const offer = await people.read(expert, `/queries/${id}/offer`);
    expect(offer).toMatchObject({ length, replyLanguages: ['en'] });
    expect(JSON.stringify(offer)).not.toContain(law);
    await people.post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, await people.versionOf(id));
    expect(await people.read(expert, `/queries/${id}`)).toMatchObject({ said: [{ kind: 'question', law, tried }] });
    const reading = await world.browserOf(expert);
    await reading.open(`/queries/${id}?lang=en`);
    expect(reading.shown.html).toMatch(/<h3[^>]*>Law or bill concerned<\/h3>/);
    expect(JSON.stringify(await people.read('helen', `/queries/${id}/card`))).not.toContain(law);
  });

  test('is shared step by step: what a colleague saved meanwhile stands beside what was typed', async () => {
    const { browser, id } = await begun('litia');
    await people.post('litia', `/queries/${id}/add-co-owner`, { email: world.emailOf('semi') }, 1);
    await browser.open(`/queries/${id}/background`);
    const semi = await world.browserOf('semi');
    await semi.open(`/queries/${id}/background`);
    await semi.submit(`/queries/${id}/save-background`, { tried: 'What Semi knows.' });
    const shown = await browser.submit(`/queries/${id}/save-background`, { tried });
    expect(shown.status).toBe(412);
    expect(shown.html).toContain('What Semi knows.');
    expect(browser.filled(`/queries/${id}/save-background`).get('tried')?.replaceAll('\r', '')).toBe(tried);
    expect((await browser.submit(`/queries/${id}/save-background`)).path).toBe(`/queries/${id}/contact`);
    await semi.open(`/queries/${id}/edit`);
    expect(statusesOn(semi)).toEqual(['Done', 'Done', 'Not started', 'Cannot start yet']);
    expect(() => semi.filled(`/queries/${id}/discard`)).toThrow();
  });

  test('leads to the receipt from every step once it is sent, and never twice', async () => {
    const id = await people.sent('litia');
    await world.hub.drain();
    const browser = await browserOf('litia');
    for (const page of ['edit', 'question', 'background', 'contact', 'check'])
      expect((await browser.open(`/queries/${id}/${page}`)).path).toBe(`/queries/${id}/receipt`);
    const inputs = {
      save: { ...question, individualCase: 'no' },
      'save-background': { urgency: 'standard' },
      'save-contact': { language: 'en', replyLanguages: ['en'], confidentiality: 'standard' },
      send: {},
    };
    const version = await people.versionOf(id);
    for (const [verb, input] of Object.entries(inputs))
      await expect(people.post('litia', `/queries/${id}/${verb}`, input, version)).rejects.toThrow('409');
  });

  test('says that it was sent meanwhile, and gives back what was typed into a step since', async () => {
    const browser = await browserOf('litia');
    const typed = {
      question: ['save', { title: 'Registers', body: 'Rewritten for an hour.' }],
      background: ['save-background', { law: 'Police Act', tried: 'A third station, and a fourth.' }],
      contact: ['save-contact', { confidentiality: 'restricted' }],
    } as const;
    for (const [step, [verb, texts]] of Object.entries(typed)) {
      const { id, version } = await people.drafted('litia');
      await browser.open(`/queries/${id}/${step}`);
      const form = browser.filled(`/queries/${id}/${verb}`, texts);
      await people.post('litia', `/queries/${id}/send`, {}, version);
      const { path, status, html } = await browser.post(`/queries/${id}/${verb}`, form);
      expect([path, status]).toEqual([`/queries/${id}/${verb}`, 412]);
      expect(html).toContain('Changed in the meantime');
      expect(html).toContain(`<a class="button" href="/queries/${id}/receipt">`);
      for (const text of Object.values(texts)) expect(html).toContain(text);
      const translated = await browser.submit(`/queries/${id}/${verb}`, { lang: 'es' });
      expect(translated.html).toContain('<html lang="es"');
      expect(translated.html).toContain(`href="/queries/${id}/receipt"`);
      for (const text of Object.values(texts)) expect(translated.html).toContain(text);
      await browser.open('/help?lang=en');
    }
  });
});

describe('the check code of a receipt', () => {
  const Coded = z.object({ checkCode: z.string() });

  test('is the same on the receipt and on the secretariat’s card, and stays so', async () => {
    const { id, expert } = await people.offered('litia');
    const { checkCode } = Coded.parse(await people.read('litia', `/queries/${id}/receipt`));
    expect(Coded.parse(await people.read('helen', `/queries/${id}/card`)).checkCode).toBe(checkCode);
    await people.post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, await people.versionOf(id));
    expect(Coded.parse(await people.read('litia', `/queries/${id}/receipt`)).checkCode).toBe(checkCode);
    const browser = await browserOf('litia');
    await browser.open(`/queries/${id}/receipt`);
    expect(browser.shown.html).toContain(checkCode);
  });
});
