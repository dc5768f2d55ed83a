import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { steps } from '../stack/steps.ts';
import type { World } from '../stack/world.ts';
import { follow } from './following.ts';

/** What a journey tells of where it is: the page that is open is one step. */
export type Step = (page: Page, path: RegExp) => Promise<void>;

const press = (page: Page, action: string) => follow(page.locator(`form[action="${action}"] button[type=submit]`));

/** Opens what is folded around a form, so that it can be filled in. */
async function unfold(page: Page, action: string): Promise<void> {
  const folded = page.locator('details', { has: page.locator(`form[action="${action}"]`) });
  if (!(await folded.evaluate((details) => details.hasAttribute('open')))) await folded.locator('summary').click();
}

const banner = (page: Page) => page.locator('.done').innerText();

/** Narrows the board, and gives two of its rows to one expert. */
async function assignsTogether(desk: Page, world: World, step: Step, asker: string): Promise<string[]> {
  const asked = { topic: 'redress', language: 'ru' } as const;
  const ids = [await steps(world).sent(asker, asked), await steps(world).sent(asker, asked)];
  await steps(world).sent(asker, { ...asked, topic: 'training' });
  await world.hub.drain();
  await desk.goto(`${world.hub.origin}/board`);
  await step(desk, /^\/board$/);
  await desk.locator('.filters summary').click();
  await desk.selectOption('#by-topic', 'redress');
  await desk.selectOption('#by-language', 'ru');
  await press(desk, '/board');
  await step(desk, /^\/board$/);
  expect(new URL(desk.url()).searchParams.get('topic')).toBe('redress');
  const boxes = await desk
    .locator('[name=chosen]')
    .evaluateAll((all) => all.map((box) => (box instanceof HTMLInputElement ? box.value : '')));
  expect(boxes).toEqual(expect.arrayContaining(ids));
  expect(await desk.locator('tbody').innerText()).not.toContain('Training');

  // Nothing selected yet: it says so, and keeps the rows.
  await unfold(desk, '/board/choose');
  await desk.selectOption('#expertId', world.personOf('tomas').id);
  await press(desk, '/board/choose');
  await step(desk, /^\/board\/choose$/);
  expect(await desk.locator('#refusal').count()).toBe(1);
  expect(await desk.inputValue('#expertId')).toBe(world.personOf('tomas').id);
  for (const id of ids) await desk.check(`[name=chosen][value="${id}"]`);
  await press(desk, '/board/choose');
  await step(desk, /^\/board\/assign$/);
  // Nobody speaks the language: it is possible by hand, and nothing is ticked that somebody has not looked at.
  expect(await desk.locator('[name=row]:checked').count()).toBe(0);
  for (const box of await desk.locator('[name=row]').all()) await box.check();
  await desk.selectOption('#assignReason', 'best-fit');
  await press(desk, '/board/assign');
  await step(desk, /^\/board\/assigned$/);
  for (const id of ids) {
    expect(await world.itemIn('Queries', { id })).toMatchObject({
      status: 'offered',
      offer: { expertId: world.personOf('tomas').id },
    });
  }
  return ids;
}

/** Sets a later date after looking at what it means, and turns another question away. */
async function decides(desk: Page, world: World, step: Step, [first = '', second = '']: string[]): Promise<void> {
  await desk.goto(`${world.hub.origin}/queries/${first}/card`);
  await step(desk, /\/card$/);
  const extend = `/queries/${first}/extend`;
  await unfold(desk, extend);
  const form = desk.locator(`form[action="${extend}"]`);
  await form.locator('[name=dueOn]').fill((await form.locator('[name=dueOn]').getAttribute('min')) ?? '');
  await form.locator('[name=extensionReason]').selectOption('translation');
  await follow(form.locator('[type=submit]'));
  await step(desk, /\/extend$/);
  expect(await world.ledgerOf(first)).not.toContain('extended');
  await press(desk, extend);
  await step(desk, /\/card$/);
  expect(await banner(desk)).toContain('The later date is set');
  expect(await world.ledgerOf(first)).toContain('extended');

  const turnDown = `/queries/${second}/turn-down`;
  await desk.goto(`${world.hub.origin}/queries/${second}/card`);
  await unfold(desk, turnDown);
  await desk.locator(`form[action="${turnDown}"] [name=notAdvisedReason]`).selectOption({ index: 1 });
  await desk.locator(`form[action="${turnDown}"] [name=turnTo]`).selectOption({ index: 1 });
  await press(desk, turnDown);
  await step(desk, /\/card$/);
  expect(await banner(desk)).toContain('The query has ended');
  expect(await world.itemIn('Queries', { id: second })).toMatchObject({ status: 'declined' });
}

/** Lets a member in, and looks at what other targets would move, without changing them. */
async function invitesAndLooks(desk: Page, world: World, step: Step, email: string): Promise<void> {
  await desk.goto(`${world.hub.origin}/people`);
  await step(desk, /^\/people$/);
  await follow(desk.locator('main a[href^="/people/invite"]').first());
  await step(desk, /^\/people\/invite$/);
  await desk.goto(`${world.hub.origin}/people/invite?role=secretariat`);
  await desk.fill('[name=email]', email);
  await desk.fill('[name=name]', 'Ana Silva');
  await desk.selectOption('[name=locale]', 'pt');
  await desk.fill('[name=timeZone]', 'Europe/Lisbon');
  await press(desk, '/people');
  await step(desk, /^\/people\/\w{26}$/);
  expect(await banner(desk)).toContain('They are on the list');

  await desk.goto(`${world.hub.origin}/settings`);
  await step(desk, /^\/settings$/);
  await desk.fill('[name=firstAdvice]', '4');
  await press(desk, '/settings/targets/preview');
  await step(desk, /^\/settings\/targets\/preview$/);
  expect(await desk.locator('main form[action="/settings/targets"] [name=firstAdvice]').inputValue()).toBe('4');
  await follow(desk.locator('main .above a'));
  await step(desk, /^\/settings$/);
  expect(await desk.inputValue('[name=firstAdvice]')).not.toBe('4');
}

/** What a member of the secretariat does in a day, in a browser in which they are signed in. */
export async function deskJourney(
  desk: Page,
  world: World,
  step: Step,
  { asker, email }: { asker: string; email: string },
): Promise<void> {
  const ids = await assignsTogether(desk, world, step, asker);
  await decides(desk, world, step, ids);
  await invitesAndLooks(desk, world, step, email);
}
