import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '../../local/ses.ts';
import { locales } from '../../shared/languages.ts';
import { stateName } from '../../web/text/states.ts';
import { textIn } from '../../web/text/text.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

describe('a mail says', () => {
  /** A mail with what may differ between two of its kind taken out. */
  const constant = ({ subject, text = '', html = '' }: Mail): string =>
    JSON.stringify({ subject, text, html })
      .replaceAll(/\/notices\/[0-9a-z]{26}/g, '/notices/<id>')
      .replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '<reference>');

  test('that there is something, and nothing of what: two about different questions differ in the reference alone', async () => {
    const secret = { title: 'A title nobody mails', body: 'A body nobody mails' };
    const urgent = { urgency: 'requested', neededBy: '2099-01-31', urgencyReason: 'A reason nobody mails' } as const;
    const earlier = world.mailsTo('kossi').length;
    const first = await people.answered('kossi', { ...secret, topic: 'npm', language: 'fr' });
    const second = await people.answered('kossi', { ...secret, topic: 'opcat', language: 'fr', ...urgent });
    // In each language of the portal, and to the secretariat, for nobody reads Russian.
    for (const name of ['litia', 'salim', 'marisol', 'nilton']) await people.sent(name, { ...secret, language: 'ru' });
    await world.hub.drain();
    const [received1, assigned1, advice1, received2, assigned2, advice2, ...more] = world
      .mailsTo('kossi')
      .slice(earlier)
      .map(constant);
    expect(more).toEqual([]);
    expect(received2).toBe(received1);
    expect([assigned2, advice2]).toEqual([assigned1, advice1]);
    expect(new Set([received1, assigned1, advice1]).size).toBe(3);
    const ofOffers = (await world.everythingIn('Notices')).flatMap(({ id, kind }) => (kind === 'offer' ? [id] : []));
    const offers = world
      .mailsTo('aissatou')
      .filter(({ tags }) => ofOffers.includes(tags.notice))
      .map(constant);
    expect(offers.length).toBeGreaterThan(1);
    expect(new Set(offers).size).toBe(1);
    expect([first.expert, second.expert]).toEqual(['aissatou', 'aissatou']);
  });

  test('no name, State, institution, topic or word of anybody, in any language', () => {
    const all = world.hub.inbox().map(({ subject, text, html }) => `${subject}\n${text}\n${html}`.toLowerCase());
    expect(new Set(world.hub.inbox().flatMap(({ to }) => to)).size).toBeGreaterThan(6);
    const names = ['litia', 'kossi', 'aissatou', 'helen', 'ingrid'].map((name) => world.personOf(name).name);
    const words = locales.flatMap((locale) => [
      ...['FJ', 'TG', 'OM', 'CV', 'HN'].map((state) => stateName(state, locale)),
      ...(['npm', 'detention', 'legislation'] as const).map((topic) => textIn(locale)(`topic.${topic}`)),
    ]);
    for (const word of [...names, ...words, 'Ministry of Justice', 'nobody mails', 'CTI-', 'Mécanisme national'])
      for (const mail of all) expect(mail).not.toContain(String(word).toLowerCase());
  });

  test('one link, into the hub; no picture, no attachment, nobody else to read or to answer', async () => {
    for (const { to, headers, subject, html = '', text = '', raw } of world.hub.inbox()) {
      expect(to).toHaveLength(1);
      // As a mail program reads it, by a parser that knows nothing of who wrote it.
      const program = await PostalMime.parse(raw);
      expect(program).toMatchObject({ subject, text, html, attachments: [], to: [{ address: to[0], name: '' }] });
      expect([program.cc, program.bcc, program.replyTo]).toEqual([undefined, undefined, undefined]);
      expect(Object.keys(headers).sort()).toEqual([
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ]);
      expect(raw.match(/^Content-Type: [\w/]+/gim)).toEqual([
        'Content-Type: multipart/alternative',
        'Content-Type: text/plain',
        'Content-Type: text/html',
      ]);
      expect(html).not.toMatch(/<(img|script|link|style|iframe|form|object)\b|url\(|src=/i);
      const links = [...html.matchAll(/https?:\/\/[^"'<\s]+/g), ...text.matchAll(/https?:\/\/\S+/g)].map(
        ([link]) => link,
      );
      expect(links).toHaveLength(2);
      for (const link of links) expect(link).toMatch(new RegExp(`^${world.hub.origin}/notices/[0-9a-z]{26}$`));
      expect(links[0]).toBe(links[1]);
    }
  });

  test('a reference that no two of them share', () => {
    const references = world.hub.inbox().map(({ text = '' }) => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0]);
    expect(references.length).toBeGreaterThan(8);
    expect(new Set(references).size).toBe(references.length);
  });
});

describe('the link in a mail', () => {
  test('leads its recipient, once signed in, to what it is about, and nobody else anywhere', async () => {
    const { id, expert } = await people.offered('kossi', { topic: 'npm', language: 'fr' });
    expect(expert).toBe('aissatou');
    const unplaced = await people.sent('kossi', { language: 'ru' });
    await world.hub.drain();
    const where: Record<string, string> = {
      received: `/queries/${id}/receipt`,
      offer: `/queries/${id}/offer`,
      'no-expert': `/queries/${unplaced}/card`,
    };
    const notices = [
      ...(await world.noticesOf(id)),
      ...(await world.noticesOf(unplaced)).filter(({ kind }) => kind === 'no-expert'),
    ];
    expect(notices.map(({ kind }) => kind).sort()).toEqual(['no-expert', 'no-expert', 'offer', 'received']);
    const everybody = ['kossi', 'aissatou', 'helen', 'yusuf', 'niamh', 'litia', 'grace'];
    for (const notice of notices) {
      for (const name of everybody) {
        const { cookie } = await world.credentialsOf(name);
        const { status, headers } = await world.wire.html('GET', `/notices/${notice.id}`, { cookie });
        const theirs = world.personOf(name).id === notice.recipientId;
        expect([name, status, headers.location]).toEqual([
          name,
          theirs ? 303 : 404,
          theirs ? where[notice.kind] : undefined,
        ]);
      }
    }
  });

  test('is kept through signing in', async () => {
    const [notice] = (await world.everythingIn('Notices')).filter(
      ({ recipientId, kind }) => recipientId === world.personOf('kossi').id && kind === 'received',
    );
    const browser = world.browser();
    await browser.open(`/notices/${notice?.id}`);
    expect(browser.shown.path).toBe(`/sign-in?next=${encodeURIComponent(`/notices/${notice?.id}`)}`);
    await world.signInAt(browser, 'kossi');
    expect(browser.shown.path).toBe(`/queries/${notice?.queryId}/receipt`);
  });

  test('of an offer still leads somewhere after it was accepted', async () => {
    const { id, expert } = await people.accepted('kossi', { topic: 'npm', language: 'fr' });
    const [notice] = (await world.noticesOf(id)).filter(({ kind }) => kind === 'offer');
    const browser = world.browser();
    const { cookie } = await world.credentialsOf(expert);
    browser.cookies.set('__Host-hub', cookie);
    await browser.open(`/notices/${notice?.id}`);
    expect([browser.shown.status, browser.shown.path]).toEqual([200, `/queries/${id}`]);
  });
});
