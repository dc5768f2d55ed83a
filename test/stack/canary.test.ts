import { randomBytes } from 'node:crypto';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { proof } from '../rules/proof.ts';
import { encodings } from './encodings.ts';
import { addressesOf, itemsOf, logsOf, mailsOf, overhear, type Place, streamOf, tables } from './places.ts';
import { everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let heard: () => Place[] = () => [];
const visited: Place[] = [];

/** A word that nobody else writes, with letters of two and three bytes, so that each encoding changes it. */
const word = (name: string) => `${name}-naïve-${randomBytes(9).toString('hex')}-酷刑`;

/** What people write: class C3, sealed and nowhere else. */
const content = {
  title: word('title'),
  body: word('body'),
  savedTitle: word('savedtitle'),
  law: word('law'),
  tried: word('tried'),
  asked: word('asked'),
  information: word('information'),
  note: word('note'),
  draft: word('draft'),
  sentBack: word('sentback'),
  comment: word('comment'),
  advice: word('advice'),
  followUp: word('followup'),
  refused: word('refused'),
};
/** Class C2: the secretariat reads it, so Queries holds it. Nobody else does. */
const urgencyReason = word('reason');

/** Every kind of place there is after a question has gone its whole way. */
const searched = [
  'Directory',
  'Keys',
  'Ledger',
  'Notices',
  'Queries',
  'Reports',
  'Sealed',
  'a mail',
  'an address',
  'cognito-idp AdminInitiateAuth',
  'cognito-idp AdminRespondToAuthChallenge',
  'dynamodb BatchGetItem',
  'dynamodb DeleteItem',
  'dynamodb GetItem',
  'dynamodb PutItem',
  'dynamodb Query',
  'dynamodb TransactWriteItems',
  'dynamodb UpdateItem',
  'kms Decrypt',
  'kms GenerateDataKey',
  'ses SendEmail',
  'the log of desk',
  'the log of door',
  'the log of office',
  'the log of vault',
  'the record of a call',
  'the stream of Ledger',
  'the stream of Notices',
];

const found = (texts: readonly string[], places: readonly Place[], { check }: ReturnType<typeof proof>): string[] =>
  texts.flatMap((text) =>
    Object.entries(encodings).flatMap(([encoding, encoded]) => {
      const needle = encoded(text);
      return places.flatMap(({ where, bytes }) =>
        check(!bytes.includes(needle)) ? [] : [`${text} as ${encoding} in ${where}`],
      );
    }),
  );

beforeAll(async () => {
  world = await openWorld();
  heard = overhear(world);
  const official = await world.browserOf('litia');
  const asked = { title: content.title, body: content.body, topic: 'legislation', language: 'en' };
  const urgency = { urgency: 'requested', neededBy: '2099-01-31', urgencyReason };
  await official.open('/ask/question?about=general');
  // Refused first, so that what is shown again is among what is searched.
  await official.submit('/queries', { ...asked, ...urgency, title: content.refused, topic: 'none-of-ours' });
  // Broken next, by a fault whose message quotes all that was written to the database.
  const quoting = world.hub.faults.inject('dynamodb', 'TransactWriteItems', ({ body }) => ({
    code: 'ValidationException',
    message: body.toString(),
  }));
  const filled = official.filled('/queries', { ...asked, ...urgency });
  expect((await official.post('/queries', filled)).status).toBe(500);
  quoting();
  await official.post('/queries', filled);
  const id = /\/queries\/(\w{26})/.exec(official.shown.path)?.[1] ?? '';
  await official.open(`/queries/${id}/background`);
  await official.submit(`/queries/${id}/save-background`, { law: content.law, tried: content.tried });
  await official.open(`/queries/${id}/question`);
  await official.submit(`/queries/${id}/save`, { title: content.savedTitle });
  for (const text of [content.savedTitle, content.body, content.law, content.tried])
    expect(official.shown.html).toContain(text);
  await official.open(`/queries/${id}/edit`);
  for (const text of [content.savedTitle, content.body, content.law, content.tried])
    expect(official.shown.html).not.toContain(text);
  await official.open(`/queries/${id}/check`);
  await official.submit(`/queries/${id}/send`);
  await world.hub.drain();
  const { post, versionOf, clearerOf, takenForClearance } = steps(world);
  await post('helen', `/queries/${id}/grant-urgency`, {}, await versionOf(id));
  const desk = await world.browserOf('yusuf');
  await desk.open(`/queries/${id}/card`);
  expect(desk.shown.html).toContain(urgencyReason);
  const expert = await world.browserOf('ingrid');
  await expert.open(`/queries/${id}/offer`);
  await expert.submit(`/queries/${id}/accept`, { noConflict: 'yes' });
  for (const text of [content.savedTitle, content.law, content.tried]) expect(expert.shown.html).toContain(text);
  // Sent to where nobody may send it, and to where nothing is: it is refused, and must not be kept either.
  const fields = new URLSearchParams({ body: content.refused, idempotencyKey: content.refused, version: '1' });
  await expert.post(`/queries/${id}/save`, fields);
  await expert.post('/nowhere', fields);
  await expert.open(`/queries/${id}`);
  await expert.submit(`/queries/${id}/ask-information`, { asked: content.asked });
  await official.open(`/queries/${id}`);
  expect(official.shown.html).toContain(content.asked);
  await official.submit(`/queries/${id}/give-information`, { information: content.information });
  await expert.open(`/queries/${id}`);
  await expert.submit(`/queries/${id}/add-note`, { note: content.note });
  await expert.submit(`/queries/${id}/save-advice`, { advice: content.draft });
  expect(expert.shown.html).toContain(content.draft);
  await expert.submit(`/queries/${id}/ask-review`, { advice: content.sentBack });
  await world.hub.drain();
  const clearer = await world.browserOf(await clearerOf(id));
  await clearer.open(`/queries/${id}/clearance`);
  expect(clearer.shown.html).not.toContain(content.sentBack);
  await clearer.submit(`/queries/${id}/accept-clearance`, { noConflict: 'yes' });
  expect(clearer.shown.html).toContain(content.sentBack);
  expect(clearer.shown.html).not.toContain(content.draft);
  await official.open(`/queries/${id}`);
  for (const hidden of [content.note, content.draft, content.sentBack])
    expect(official.shown.html).not.toContain(hidden);
  await clearer.submit(`/queries/${id}/return`, { comment: content.comment });
  await expert.open(`/queries/${id}`);
  expect(expert.shown.html).toContain(content.comment);
  await expert.submit(`/queries/${id}/ask-review`, { advice: content.advice });
  await world.hub.drain();
  await takenForClearance(id, await clearerOf(id));
  await post(await clearerOf(id), `/queries/${id}/approve`, everythingChecked, await versionOf(id));
  await world.hub.drain();
  await official.open(`/queries/${id}`);
  expect(official.shown.html).toContain(content.advice);
  for (const hidden of [content.note, content.draft, content.sentBack, content.comment])
    expect(official.shown.html).not.toContain(hidden);
  await official.submit(`/queries/${id}/follow-up`, { followUp: content.followUp });
  await expert.open(`/queries/${id}`);
  expect(expert.shown.html).toContain(content.followUp);
  await official.open('/queries');
  await desk.open('/board');
  visited.push(...[official, desk, expert, clearer].flatMap(addressesOf));
});
afterAll(() => world.stop());

describe('what was written in confidence', () => {
  test('lies in no table, stream, log, mail, address or call to AWS, in whatever encoding', async () => {
    const items = (await Promise.all(tables.map((table) => itemsOf(world, table)))).flat();
    const streams = (await Promise.all(['Ledger', 'Notices'].map((table) => streamOf(world, table)))).flat();
    const places = [...items, ...streams, ...logsOf(world), ...mailsOf(world), ...visited, ...heard()];
    const kinds = new Set(places.map(({ where }) => where));
    expect([...kinds].sort()).toEqual(searched);
    const counting = proof('canary-journey');
    const left = found(Object.values(content), places, counting);
    // Where it is written, and on its way there.
    const outsideQueries = places.filter(({ where }) => where !== 'Queries' && where !== 'dynamodb TransactWriteItems');
    left.push(...found([urgencyReason], outsideQueries, counting));
    counting.report();
    expect(left).toEqual([]);
  });

  test('the reason for the urgency, which the secretariat reads, lies in Queries alone', async () => {
    const holding = (await itemsOf(world, 'Queries')).filter(({ bytes }) => bytes.includes(urgencyReason));
    expect(holding).toHaveLength(1);
  });

  test('lies in Sealed as ciphertext alone: each field a JWE under the query’s key that names what it belongs to', async () => {
    const Row = z.object({
      queryId: z.string(),
      part: z.string(),
      version: z.int(),
      sealedAt: z.string(),
      fields: z.record(z.string(), z.string()),
    });
    const rows = z.array(z.strictObject(Row.shape)).parse(await world.everythingIn('Sealed'));
    expect(rows.map(({ part, fields }) => [part, Object.keys(fields).sort()])).toEqual(
      expect.arrayContaining([
        ['question', ['body', 'law', 'title', 'tried']],
        ['advice-2', ['body']],
        ['draft', ['body']],
        ['comment-1', ['body']],
      ]),
    );
    for (const { queryId, part, version, fields } of rows) {
      for (const [field, jwe] of Object.entries(fields)) {
        expect(jwe).toMatch(/^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
        expect(decodeProtectedHeader(jwe)).toEqual({ alg: 'dir', enc: 'A256GCM', queryId, part, version, field });
      }
    }
  });
});

describe('the search', () => {
  test('finds what is left on purpose, in every kind of place and in every encoding', async () => {
    const planted = word('planted');
    const { check, report } = proof('canary-scanner');
    const ses = new SESClient({
      endpoint: world.hub.aws.url,
      region: world.hub.aws.region,
      credentials: world.hub.aws.credentials,
    });
    const [notice] = await world.everythingIn('Notices');
    for (const [encoding, encoded] of Object.entries(encodings)) {
      const bytes = encoded(planted);
      const put = (table: string, item: object) =>
        world.dynamo.send(new PutCommand({ TableName: world.hub.tableName(table), Item: { ...item, bytes } }));
      await put('Reports', { series: encoding, cell: 'planted' });
      await put('Notices', { ...notice, id: `planted in ${encoding}` });
      const text = { Data: bytes.toString() };
      const message = { Subject: { Data: encoding }, Body: { Text: text, Html: text } };
      const mail = { Source: 'no-reply@advice-hub.example', Destination: { ToAddresses: ['a@b.example'] } };
      await ses.send(new SendEmailCommand({ ...mail, Message: message }));
    }
    ses.destroy();
    const places = {
      'a table': await itemsOf(world, 'Reports'),
      'a stream': await streamOf(world, 'Notices'),
      'a call': heard(),
      'a mail': mailsOf(world),
    };
    const missed: string[] = [];
    for (const [encoding, encoded] of Object.entries(encodings)) {
      const needle = encoded(planted);
      // Some encodings are no text, and a mail of ours is text.
      const isText = needle.equals(Buffer.from(needle.toString()));
      for (const [kind, among] of Object.entries(places)) {
        if (kind === 'a mail' && !isText) continue;
        if (!check(among.some(({ bytes }) => bytes.includes(needle)))) missed.push(`${encoding} in ${kind}`);
      }
    }
    report();
    expect(missed).toEqual([]);
  });
});
