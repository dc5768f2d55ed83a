import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { everythingChecked, steps } from '../stack/steps.ts';
import type { World } from '../stack/world.ts';
import type { Step } from './desk-journey.ts';
import { follow } from './following.ts';

/** Presses the button of the form that goes there. */
export const press = (page: Page, action: string) =>
  follow(page.locator(`form[action$="${action}"] button[type=submit], button[formaction$="${action}"]`).first());

const question = 'ما الصيغة المعتادة لصك الانضمام؟\n\nنرجو أمثلة من دول المنطقة.';
const law = 'مشروع قانون الانضمام، المادة 2';
const advice = 'يكفي أن يكون الصك موقعاً من رئيس الدولة أو وزير الخارجية.';

/** Brings somebody to a page, in a window of their own, through signing in. */
export type Coming = (name: string, path: string) => Promise<Page>;

/** From a question to its answer, as official, expert and second expert go the way. */
export function answerJourney(world: World, comes: Coming, step: Step) {
  let official: Page;
  let expert: Page;
  let receipt = '';
  let address = '';

  /** The link of the last mail to this person. */
  function linkTo(name: string): string {
    const mail = world.hub.inbox().findLast(({ to }) => to.includes(world.emailOf(name)));
    return /\/notices\/\w{26}/.exec(mail?.text ?? '')?.[0] ?? '';
  }

  /** An official signs in, is told what is missing, and sends a question. */
  async function asks(): Promise<void> {
    official = await comes('salim', '/ask');
    await step(official, /^\/ask\/scope$/);
    await official.check('[name=individualCase][value=no]');
    await press(official, '/ask/scope');
    await step(official, /^\/ask$/);
    await follow(official.locator('.tasks a'));
    await step(official, /^\/ask\/question$/);
    await official.fill('[name=title]', 'صك الانضمام');
    await press(official, '/queries');
    await step(official, /^\/queries$/);
    expect(await official.locator('main > :first-child').getAttribute('id')).toBe('refusal');
    expect(await official.inputValue('[name=title]')).toBe('صك الانضمام');
    await official.fill('[name=body]', question);
    await official.selectOption('[name=topic]', 'ratification');
    await follow(official.locator('main [name=next][value=later]'));
    await step(official, /\/edit$/);
    await official.goto(official.url().replace(/edit$/, 'check'));
    // Not before every step is done: what is missing is named, and there is nothing to press.
    await step(official, /\/check$/);
    expect(await official.locator('#refusal a').count()).toBe(2);
    expect(await official.locator('form[action$="/send"]').count()).toBe(0);
    await follow(official.locator('#refusal a').first());
    await step(official, /\/background$/);
    await official.fill('[name=law]', law);
    await press(official, '/save-background');
    await step(official, /\/contact$/);
    expect(await official.inputValue('[name=language]')).toBe('ar');
    await official.check('[name=replyLanguages][value=fr]');
    await press(official, '/save-contact');
    await step(official, /\/check$/);
    expect(await official.innerText('main')).toContain(law);
    await follow(official.locator('a[href$="/question#body"]').first());
    await step(official, /\/question$/);
    expect((await official.inputValue('[name=body]')).replaceAll('\r', '')).toBe(question);
    await press(official, '/save');
    await step(official, /\/check$/);
    await press(official, '/send');
    await step(official, /\/receipt$/);
    receipt = /CTI-\S{4}-\S{4}-[^\s<]/.exec(await official.innerText('main'))?.[0] ?? '';
    expect(receipt).not.toBe('');
    address = new URL(official.url()).pathname.replace('/receipt', '');
    // Going back asks for the page anew, for nothing of it was kept: it is where it was sent to.
    await official.goBack();
    expect(new URL(official.url()).pathname).toBe(`${address}/receipt`);
    await official.goto(`${world.hub.origin}/queries`);
    await step(official, /^\/queries$/);
    await world.hub.drain();
  }

  /** The expert follows the mail, declares no conflict, reads and answers. */
  async function advises(): Promise<void> {
    expert = await comes('karim', linkTo('karim'));
    await step(expert, /\/offer$/);
    expect(await expert.innerText('main')).toContain(receipt);
    expect(await expert.innerText('main')).not.toContain('صك');
    await press(expert, '/accept');
    await step(expert, /\/accept$/);
    await expert.check('[name=noConflict]');
    await press(expert, '/accept');
    await step(expert, new RegExp(`^${address}$`));
    for (const text of ['ما الصيغة المعتادة', law]) expect(await expert.innerText('main')).toContain(text);
    await expert.fill('textarea[name=advice]', advice);
    await press(expert, '/ask-review');
    await step(expert, new RegExp(`^${address}$`));
    await expert.goto(`${world.hub.origin}/queue`);
    await step(expert, /^\/queue$/);
    await world.hub.drain();
  }

  /** A second expert follows the mail, declares no conflict, and clears the advice by its checklist. */
  async function clears(): Promise<void> {
    const name = await steps(world).clearerOf(address.slice('/queries/'.length));
    const clearer = await comes(name, linkTo(name));
    await step(clearer, /\/clearance$/);
    expect(await clearer.innerText('main')).not.toContain('الصيغة');
    await clearer.check('[name=noConflict]');
    await press(clearer, '/accept-clearance');
    await step(clearer, new RegExp(`^${address}$`));
    expect(await clearer.innerText('main')).toContain(advice);
    // Not before everything on the list was checked.
    await press(clearer, '/approve');
    await step(clearer, /\/approve$/);
    for (const box of Object.keys(everythingChecked)) await clearer.check(`[name=${box}]`);
    await press(clearer, '/approve');
    await step(clearer, /^\/queue$/);
    await world.hub.drain();
  }

  /** The official follows the mail and reads the answer. */
  async function reads(): Promise<void> {
    await official.goto(`${world.hub.origin}${linkTo('salim')}`);
    await step(official, new RegExp(`^${address}$`));
    expect(await official.innerText('main')).toContain(advice);
    expect(await official.locator('.written').first().getAttribute('lang')).toBe('ar');
    await follow(official.locator('.tabs a', { hasText: 'التسلسل الزمني' }));
    await step(official, /\/timeline$/);
    expect(await official.locator('.tabs [aria-current=page]').innerText()).toBe('التسلسل الزمني');
    expect(await official.locator('.timeline > li').count()).toBe(4);
    expect(await official.innerText('main')).not.toContain(world.personOf('karim').name);
    await official.goto(`${world.hub.origin}${address}/access`);
    await step(official, /\/access$/);
  }

  return {
    asks,
    advises,
    clears,
    reads,
    /** Where it stands: the official's window, the reference on the receipt, the address of the question. */
    reached: () => ({ official, receipt, address }),
  };
}
