import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { patience } from '../long.ts';
import type { Browser } from './browser.ts';
import { type Answer, changing, problemOf, reasonOf } from './client.ts';
import { asking, everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

const idIn = (path: string): string => /\/queries\/(\w{26})/.exec(path)?.[1] ?? '';

async function post(name: string, path: string, input: object, headers: Record<string, string>): Promise<Answer> {
  const { token } = await world.credentialsOf(name);
  return world.wire.json('POST', path, { token, input, headers });
}

/** What an answer says, in whatever order. */
const said = ({ text }: Answer): unknown => JSON.parse(text);

async function queriesOf(name: string): Promise<string[]> {
  const { id: askerId } = world.personOf(name);
  const items = await world.everythingIn('Queries');
  return items.filter((item) => item.askerId === askerId).map(({ id }) => String(id));
}

describe('what is sent twice is done once', () => {
  test('by a client of the API: one after the other or both at once, the second is answered like the first', async () => {
    const before = await queriesOf('josefa');
    const headers = changing();
    const first = await post('josefa', '/queries', asking, headers);
    const again = await post('josefa', '/queries', asking, headers);
    expect([again.status, said(again)]).toEqual([201, said(first)]);
    const both = changing();
    const [one, other] = await Promise.all([
      post('josefa', '/queries', asking, both),
      post('josefa', '/queries', asking, both),
    ]);
    expect([other.status, said(other)]).toEqual([201, said(one)]);
    expect(said(one)).not.toEqual(said(first));
    expect(await queriesOf('josefa')).toHaveLength(before.length + 2);
  });

  test(
    'by a double click: one draft, one reference, one of every text; each time both clicks end on the same page',
    async () => {
      const official = await world.browserOf('mutinta');
      const twice = async (browser: Browser, action: string, changes: Record<string, string>) => {
        const fields = browser.filled(action, changes);
        const other = browser.tab();
        const [one, two] = await Promise.all([browser.post(action, fields), other.post(action, fields)]);
        const three = await browser.tab().post(action, fields);
        expect([one.status, two.status, three.status]).toEqual([200, 200, 200]);
        expect([two.path, three.path]).toEqual([one.path, one.path]);
      };
      await official.open('/ask/question?about=general');
      await twice(official, '/queries', asking);
      const id = idIn(official.shown.path);
      expect(await queriesOf('mutinta')).toEqual([id]);
      await twice(official, `/queries/${id}/send`, {});
      expect(official.shown.path).toBe(`/queries/${id}/receipt`);
      await world.hub.drain();
      const expert = await world.browserOf(await people.holderOf(id));
      await expert.open(`/queries/${id}/offer`);
      await twice(expert, `/queries/${id}/accept`, { noConflict: 'yes' });
      await twice(expert, `/queries/${id}/ask-information`, { asked: 'Which bill?' });
      await official.open(`/queries/${id}`);
      await twice(official, `/queries/${id}/give-information`, { information: 'The second.' });
      await expert.open(`/queries/${id}`);
      await twice(expert, `/queries/${id}/save-advice`, { advice: 'No limit' });
      await twice(expert, `/queries/${id}/add-note`, { note: 'Ask the Committee' });
      await twice(expert, `/queries/${id}/ask-review`, { advice: 'No limitation period.' });
      await world.hub.drain();
      const clearer = await world.browserOf(await people.clearerOf(id));
      await clearer.open(`/queries/${id}/clearance`);
      await twice(clearer, `/queries/${id}/accept-clearance`, { noConflict: 'yes' });
      await twice(clearer, `/queries/${id}/return`, { comment: 'Say why.' });
      await expert.open(`/queries/${id}`);
      await twice(expert, `/queries/${id}/ask-review`, { advice: 'No limitation period: article 4.' });
      await world.hub.drain();
      const second = await world.browserOf(await people.clearerOf(id));
      await second.open(`/queries/${id}/clearance`);
      await second.submit(`/queries/${id}/accept-clearance`, { noConflict: 'yes' });
      await twice(second, `/queries/${id}/approve`, everythingChecked);
      await official.open(`/queries/${id}`);
      await twice(official, `/queries/${id}/follow-up`, { followUp: 'And superiors?' });
      // Once told, the expert need not be told otherwise.
      await world.hub.drain();
      await twice(official, `/queries/${id}/withdraw`, { sure: 'yes' });
      await world.hub.drain();
      const codes = (await world.ledgerOf(id)).filter((code) => code !== 'opened');
      expect(codes).toEqual([
        ...['drafted', 'submitted', 'offered', 'accepted', 'information-asked', 'information-given'],
        ...['advice-saved', 'note-added', 'review-asked', 'clearer-asked', 'clearer-accepted', 'returned'],
        ...['review-asked', 'clearer-asked', 'clearer-accepted', 'answered', 'follow-up-asked', 'withdrawn'],
      ]);
      // A text that was sent twice is kept once.
      const parts = (await world.everythingIn('Sealed'))
        .filter(({ queryId }) => queryId === id)
        .map(({ part }) => part);
      expect(parts.sort()).toEqual([
        ...['advice-1', 'advice-2', 'comment-1', 'draft', 'follow-up-1', 'information-1', 'information-asked-1'],
        ...['note-1', 'question'],
      ]);
    },
    patience,
  );

  test('a repetition is answered as it was even when the query has long moved on', async () => {
    const { id, version } = await people.drafted('devon');
    const headers = changing(version);
    const first = await post('devon', `/queries/${id}/send`, {}, headers);
    await world.hub.drain();
    await people.post(
      await people.holderOf(id),
      `/queries/${id}/accept`,
      { noConflict: 'yes' },
      await people.versionOf(id),
    );
    const again = await post('devon', `/queries/${id}/send`, {}, headers);
    expect([again.status, said(again)]).toEqual([200, said(first)]);
  });

  test('the same key with another request is refused, whatever the other request is', async () => {
    const headers = changing();
    const { text } = await post('josefa', '/queries', asking, headers);
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(text));
    const others = [
      post('josefa', '/queries', { ...asking, body: 'Another question' }, headers),
      post('josefa', '/queries', { ...asking, topic: 'nothing of ours' }, headers),
      post('josefa', `/queries/${id}/send`, {}, { ...headers, 'if-match': '"1"' }),
    ];
    for (const answer of await Promise.all(others)) {
      expect(answer.status).toBe(422);
      expect(reasonOf(answer)).toBe('key-reused');
    }
    // The key is one person's: the same words of somebody else name another request.
    expect((await post('litia', '/queries', asking, headers)).status).toBe(201);
  });

  test('a change without a key is refused, and so is one of a query without the version it was decided on', async () => {
    const { id } = await people.drafted('josefa');
    const without = await post('josefa', '/queries', asking, {});
    expect([without.status, reasonOf(without)]).toEqual([400, 'key-required']);
    const short = await post('josefa', '/queries', asking, { 'idempotency-key': 'short' });
    expect([short.status, reasonOf(short)]).toEqual([400, 'key-required']);
    for (const match of [undefined, '*', 'W/"1"', '"one"', '']) {
      const headers = { 'idempotency-key': randomUUID(), ...(match === undefined ? {} : { 'if-match': match }) };
      const answer = await post('josefa', `/queries/${id}/send`, {}, headers);
      expect([match, answer.status, reasonOf(answer)]).toEqual([match, 428, 'version-required']);
    }
  });
});

describe('what was decided on something that has changed since', () => {
  test('is refused, and changes nothing', async () => {
    const { id, version } = await people.drafted('josefa');
    await people.post('josefa', `/queries/${id}/save`, { ...asking, title: 'Better' }, version);
    const answer = await post('josefa', `/queries/${id}/save`, { ...asking, title: 'Worse' }, changing(version));
    expect([answer.status, problemOf(answer).type]).toEqual([412, 'urn:advice-hub:problem:stale']);
    const read = await people.read('josefa', `/queries/${id}/question`);
    expect(read).toMatchObject({ draft: { title: 'Better' } });
  });

  test('comes back to the person who typed it with their text, to be sent again', async () => {
    const here = await world.browserOf('litia');
    await here.open('/ask/question?about=general');
    await here.submit('/queries', asking);
    const id = idIn(here.shown.path);
    await here.open(`/queries/${id}/question`);
    const there = here.tab();
    await there.open(`/queries/${id}/question`);
    await there.submit(`/queries/${id}/save`, { body: 'Saved in the other tab' });
    const typed = 'Two paragraphs\n\nand “quotes” that nobody may lose <b>';
    const shown = await here.submit(`/queries/${id}/save`, { body: typed });
    expect(shown.status).toBe(412);
    const kept = here.filled(`/queries/${id}/save`);
    expect(kept.get('body')).toBe(typed);
    expect(kept.get('title')).toBe(asking.title);
    // What the other tab saved stands beside it.
    expect(shown.html).toContain('Saved in the other tab');
    expect((await here.submit(`/queries/${id}/save`)).path).toBe(`/queries/${id}/check`);
    expect(here.shown.html).toContain('Two paragraphs');
  });

  test('an answer whose query moved meanwhile comes back whole, and goes out at the second try', async () => {
    const urgency = { urgency: 'requested' as const, neededBy: '2099-01-31', urgencyReason: 'Parliament sits' };
    const { id, expert } = await people.accepted('litia', urgency);
    const browser = await world.browserOf(expert);
    await browser.open(`/queries/${id}`);
    await people.post('helen', `/queries/${id}/grant-urgency`, {}, await people.versionOf(id));
    const advice = `${'A long answer. '.repeat(2000)}The end.`;
    expect((await browser.submit(`/queries/${id}/ask-review`, { advice })).status).toBe(412);
    expect(browser.filled(`/queries/${id}/ask-review`).get('advice')).toBe(advice);
    expect((await browser.submit(`/queries/${id}/ask-review`)).status).toBe(200);
    expect(await people.read(expert, `/queries/${id}`)).toMatchObject({ said: [{}, { kind: 'advice', body: advice }] });
  });

  test('going back after sending and sending again leads to the receipt', async () => {
    const official = await world.browserOf('wilmer');
    await official.open('/ask/question?about=general');
    await official.submit('/queries', asking);
    const id = idIn(official.shown.path);
    const checked = official.filled(`/queries/${id}/send`);
    await official.post(`/queries/${id}/send`, checked);
    const [receipt] = /CTI-\S{4}-\S{4}-./.exec(official.shown.html) ?? [];
    const again = await official.post(`/queries/${id}/send`, checked);
    expect([again.status, again.path]).toEqual([200, `/queries/${id}/receipt`]);
    expect(again.html).toContain(receipt);
    expect((await world.ledgerOf(id)).filter((code) => code === 'submitted')).toHaveLength(1);
  });
});
