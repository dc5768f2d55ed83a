import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everythingChecked } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const title = 'Indépendance budgétaire du mécanisme';
const body = 'Quelles garanties minimales découlent de l’article 18 ?\n\nMerci d’indiquer des exemples.';
const law = 'Loi 2026-12 sur les lieux de privation de liberté';
const advice = 'Le SPT recommande une ligne budgétaire propre.';

const idIn = (path: string): string => /\/queries\/(\w{26})/.exec(path)?.[1] ?? '';

describe('the path of a question, as people walk it without scripts', () => {
  let id = '';
  let reference = '';

  test('an official writes, checks and sends; the receipt bears a reference', async () => {
    const official = await world.browserOf('kossi');
    expect(official.shown.path).toBe('/queries');
    await official.open('/ask?about=general');
    expect(official.shown.html).toContain('href="/ask/question?about=general"');
    await official.open('/ask/question?about=general');
    await official.submit('/queries', { title, body, topic: 'npm' });
    id = idIn(official.shown.path);
    expect(official.shown.path).toBe(`/queries/${id}/background`);
    await official.submit(`/queries/${id}/save-background`, { law });
    expect(official.shown.path).toBe(`/queries/${id}/contact`);
    // The language of the portal as this official reads it.
    expect(official.filled(`/queries/${id}/save-contact`).get('language')).toBe('fr');
    await official.submit(`/queries/${id}/save-contact`);
    expect(official.shown.path).toBe(`/queries/${id}/check`);
    for (const text of [title, law]) expect(official.shown.html).toContain(text);
    await official.submit(`/queries/${id}/send`);
    expect(official.shown.path).toBe(`/queries/${id}/receipt`);
    reference = /CTI-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z*~$=]/.exec(official.shown.html)?.[0] ?? '';
    expect(reference).not.toBe('');
    expect(official.shown.html).not.toContain(title);
  });

  test('the best expert is offered it: a card without the text, and a mail without content', async () => {
    await world.hub.drain();
    expect((await world.ledgerOf(id)).filter((code) => code !== 'opened')).toEqual([
      ...['drafted', 'saved', 'saved', 'submitted', 'offered'],
    ]);
    const mails = world.hub.inbox().filter(({ to }) => to.includes(world.emailOf('aissatou')));
    expect(mails).toHaveLength(1);
    const expert = await world.browserOf('aissatou');
    await expert.open(/\/notices\/\w{26}/.exec(mails[0]?.text ?? '')?.[0] ?? '');
    expect(expert.shown.path).toBe(`/queries/${id}/offer`);
    expect(expert.shown.html).toContain(reference);
    expect(expert.shown.html).not.toContain(title);
    const before = await expert.open(`/queries/${id}`);
    expect(before.status).toBe(404);
  });

  test('the secretariat’s board shows status and clock, and neither title nor text', async () => {
    const desk = await world.browserOf('helen');
    expect(desk.shown.path).toBe('/board');
    expect(desk.shown.html).toContain(reference);
    await desk.open(`/queries/${id}/card`);
    expect(desk.shown.status).toBe(200);
    for (const page of [desk.shown.html, (await desk.open('/board')).html]) {
      expect(page).not.toContain(title);
      expect(page).not.toContain('garanties minimales');
    }
  });

  test('having declared no conflict the expert accepts, reads and answers; the official is told and reads it', async () => {
    const expert = await world.browserOf('aissatou');
    await expert.open(`/queries/${id}/offer`);
    await expert.submit(`/queries/${id}/accept`, { noConflict: 'yes' });
    expect(expert.shown.path).toBe(`/queries/${id}`);
    for (const text of ['garanties minimales', law]) expect(expert.shown.html).toContain(text);
    await expert.submit(`/queries/${id}/ask-review`, { advice });
    expect(expert.shown.status).toBe(200);
    await world.hub.drain();
    const clearer = await world.browserOf('hugo');
    await clearer.open(/\/notices\/\w{26}/.exec(world.mailsTo('hugo')[0]?.text ?? '')?.[0] ?? '');
    expect(clearer.shown.path).toBe(`/queries/${id}/clearance`);
    expect(clearer.shown.html).not.toContain('garanties minimales');
    await clearer.submit(`/queries/${id}/accept-clearance`, { noConflict: 'yes' });
    expect(clearer.shown.html).toContain(advice);
    await clearer.submit(`/queries/${id}/approve`, everythingChecked);
    expect(clearer.shown.path).toBe('/queue');
    await world.hub.drain();
    const mails = world.hub.inbox().filter(({ to }) => to.includes(world.emailOf('kossi')));
    expect(mails).toHaveLength(3);
    const official = await world.browserOf('kossi');
    await official.open(/\/notices\/\w{26}/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '');
    expect(official.shown.path).toBe(`/queries/${id}`);
    expect(official.shown.html).toContain(advice);
    // Readings stand where they fell between what the streams did meanwhile.
    expect((await world.ledgerOf(id)).filter((code) => code !== 'opened')).toEqual([
      ...['drafted', 'saved', 'saved', 'submitted', 'offered', 'accepted'],
      ...['review-asked', 'clearer-asked', 'clearer-accepted', 'answered'],
    ]);
  });
});
