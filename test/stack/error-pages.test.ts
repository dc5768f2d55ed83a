import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/identifiers.ts';
import { locales } from '../../shared/languages.ts';
import { textIn } from '../../web/text/text.ts';
import type { Browser, Shown } from './browser.ts';
import { asking, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await openWorld();
  browser = await world.browserOf('litia');
});
afterAll(() => world.stop());

const body = 'Typed for an hour, and <b>not</b> to be lost.';
const escaped = 'Typed for an hour, and &lt;b>not&lt;/b> to be lost.';
const text = { ...asking, body };

/** A page that cannot be had bears the number under which the gateway answered it, and so does the line of the log. */
async function expectIncident({ headers, html }: Pick<Shown, 'headers' | 'html'>): Promise<void> {
  const incident = headers.get('x-amzn-requestid')?.slice(0, 8) ?? 'none';
  expect(html).toContain(`<code>${incident}</code>`);
  await expect.poll(() => world.hub.logs().some(({ line }) => line.includes(`"incident":"${incident}"`))).toBe(true);
}

/** Posts the form of asking anew, which nothing has been done with yet, to this path. */
async function post(path: string, fields: Record<string, string>) {
  await browser.open('/ask/question?about=general');
  const form = browser.filled('/queries', { ...fields });
  return browser.post(path, form);
}

describe.each(locales)('in %s', (locale) => {
  const t = textIn(locale);
  const key = `${locale}-${newId()}`;
  beforeAll(() => browser.open(`/help?lang=${locale}`));

  test('what is not there says so, and gives back what was typed', async () => {
    const { status, html } = await post(`/queries/${newId()}/save`, { ...text, version: '1', idempotencyKey: key });
    expect(status).toBe(404);
    expect(html).toContain(t('refused.not-found.title'));
    await expectIncident(browser.shown);
    expect(html).toContain(t('error.typed-title'));
    expect(html).toContain(escaped);
    expect(html).toMatch(/<a class="button" href="\/queries">/);
    const other = locale === 'pt' ? 'es' : 'pt';
    const translated = await browser.translate(other);
    expect([translated.status, translated.html.includes(textIn(other)('refused.not-found.title'))]).toEqual([
      404,
      true,
    ]);
    expect(translated.html).toContain(escaped);
    expect((await browser.translate(locale)).html).toContain(t('refused.not-found.title'));
  });

  test('what was changed meanwhile comes back as it was typed', async () => {
    const { id, version } = await steps(world).drafted('litia');
    const changed = { ...text, version: String(version + 7), idempotencyKey: `${key}-stale` };
    const { status, html } = await post(`/queries/${id}/save`, changed);
    expect(status).toBe(412);
    expect(html).toContain(t('refused.stale.title'));
    await expectIncident(browser.shown);
    expect(html).toContain(escaped);
  });

  test('what is too long comes back as it was typed, to be shortened', async () => {
    const long = `${body}${' long'.repeat(120_000)}`;
    const { status, html } = await post('/queries', { ...text, body: long });
    expect(status).toBe(413);
    expect(html).toContain(t('refused.too-large.title'));
    await expectIncident(browser.shown);
    expect(html).toContain(escaped);
    expect(html.match(/ long/g)?.length).toBeGreaterThan(119_000);
  });

  test('after too many attempts it is said until when', async () => {
    const guest = world.browser();
    guest.cookies.set('lang', locale);
    const email = `nobody-${locale}@justice.example`;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await guest.open('/sign-in');
      await guest.submit('/sign-in', { email, password: 'wrong' });
    }
    const { status, html, headers } = guest.shown;
    expect(status).toBe(429);
    await expectIncident(guest.shown);
    expect(html).toMatch(/<time dateTime="\d{4}-/i);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
  });

  test('a fault of ours has a number, shows nothing of itself, and takes the same form again', async () => {
    await browser.open('/ask/question?about=general');
    const person = { key: `person#${world.personOf('litia').id}` };
    const form = browser.filled('/queries', text);
    await world.craft('Directory', person, { timeZone: 7 });
    const { status, html } = await browser.post('/queries', form);
    expect(status).toBe(500);
    expect(html).toContain(t('refused.fault.title'));
    await expectIncident(browser.shown);
    expect(html).not.toMatch(/Error:|ZodError|timeZone| at /);
    expect((await browser.translate('en')).status).toBe(500);
    expect((await browser.translate(locale)).html).toContain(escaped);
    await world.craft('Directory', person, { timeZone: world.personOf('litia').timeZone });
    const again = browser.tab();
    await browser.submit('/queries');
    await again.submit('/queries');
    expect(browser.shown.path).toMatch(/\/check$/);
    expect(again.shown.path).toBe(browser.shown.path);
    expect(browser.shown.html).toContain(escaped);
  });
});

test('a page that the gateway makes by itself says the same to the browser as any other; its policy stands in it', async () => {
  const { headers: usual } = await fetch(`${world.hub.origin}/`);
  // More than a function could be handed: nobody but the gateway sees it.
  const answer = await fetch(`${world.hub.origin}/queries`, { method: 'POST', body: 'x'.repeat(6_500_000) });
  const { status, headers } = answer;
  expect(status).toBe(413);
  const told = [
    ...['cache-control', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'],
    ...['referrer-policy', 'strict-transport-security', 'x-content-type-options', 'x-robots-tag'],
  ];
  // Every header that tells the browser what not to do is among them, but for the policy.
  const aboutContent = ['content-length', 'content-type', 'content-security-policy', 'vary'];
  const ofEachRequest = ['connection', 'date', 'keep-alive', 'set-cookie', 'x-amzn-requestid'];
  const others = [...usual.keys()].filter((name) => ![...aboutContent, ...ofEachRequest].includes(name));
  expect(others.sort()).toEqual(told);
  for (const name of told) expect([name, headers.get(name)]).toEqual([name, usual.get(name)]);
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(await answer.text()).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
});

test('a client is told the same number, whether nothing is there or nothing for them', async () => {
  const { token } = await world.credentialsOf('litia');
  const foreign = await steps(world).sent('mutinta');
  for (const id of [newId(), foreign]) {
    const { status, headers, text } = await world.wire.json('GET', `/queries/${id}/receipt`, { token });
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ incident: String(headers['x-amzn-requestid']).slice(0, 8) });
  }
});
