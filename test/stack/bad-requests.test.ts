import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { proof, seedOf } from '../rules/proof.ts';
import { type Answer, changing, inner, reasonOf } from './client.ts';
import { requests } from './fuzzed.ts';
import { asking, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
let official = { token: '', cookie: '' };
let posts: string[] = [];
const Described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  official = await world.credentialsOf('litia');
  const { paths } = Described.parse(JSON.parse((await world.wire.json('GET', '/openapi.json')).text));
  posts = Object.keys(paths).filter((path) => paths[path]?.post);
});
afterAll(() => world.stop());

function expectRefused(answer: Answer, status: number | readonly number[]): void {
  expect([status].flat()).toContain(answer.status);
  expect(answer.text).not.toMatch(inner);
  if (answer.status !== 303) expect(answer.headers['cache-control']).toBe('no-store');
}

const post = (body: string | Buffer, headers: Record<string, string>, path = '/queries'): Promise<Answer> =>
  world.wire.send({
    method: 'POST',
    path,
    headers: { accept: 'application/json', authorization: `Bearer ${official.token}`, ...changing(), ...headers },
    body,
  });

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const written = JSON.stringify(asking);
const typed = String(new URLSearchParams(asking));
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a body that is none', () => {
  const cases: readonly [string, string | Buffer, Record<string, string>, number, string][] = [
    ['broken JSON', written.slice(0, -1), json, 400, 'unreadable-body'],
    ['no JSON', '', json, 400, 'unreadable-body'],
    ['a list', `[${written}]`, json, 400, 'unreadable-body'],
    ['a text', '"asking"', json, 400, 'unreadable-body'],
    ['a number', '1', json, 400, 'unreadable-body'],
    ['null', 'null', json, 400, 'unreadable-body'],
    ['two documents', `${written}${written}`, json, 400, 'unreadable-body'],
    ['JSON nested without end', '['.repeat(100_000), json, 400, 'unreadable-body'],
    [
      'JSON nested a hundred thousand times',
      `{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      json,
      400,
      'unreadable-body',
    ],
    ['JSON of objects in objects', `${'{"title":'.repeat(40_000)}1${'}'.repeat(40_000)}`, json, 400, 'unreadable-body'],
    [
      'bytes that are no UTF-8, in JSON',
      latin1(JSON.stringify({ ...asking, title: 'caf\u00e9' })),
      json,
      400,
      'unreadable-body',
    ],
    ['bytes that are no UTF-8, in a form', latin1(`${typed}&urgencyReason=caf\u00e9`), form, 400, 'unreadable-body'],
    ['percent signs that encode no UTF-8', `${typed}&urgencyReason=%ff%fe`, form, 400, 'unreadable-body'],
    ['percent signs that encode nothing', `${typed}&urgencyReason=100%`, form, 400, 'unreadable-body'],
    ['a text', written, { 'content-type': 'text/plain' }, 415, 'unsupported-content'],
    ['a form with files', written, { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'unsupported-content'],
    ['XML', '<title/>', { 'content-type': 'application/xml' }, 415, 'unsupported-content'],
    ['something like JSON', written, { 'content-type': 'application/jsonlines' }, 415, 'unsupported-content'],
    [
      'something like a form',
      typed,
      { 'content-type': 'application/x-www-form-urlencoded-not' },
      415,
      'unsupported-content',
    ],
    ['no type', written, { 'content-type': '' }, 415, 'unsupported-content'],
    [
      'JSON in UTF-16',
      Buffer.from(written, 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16' },
      415,
      'unsupported-content',
    ],
    [
      'a form in Latin-1',
      typed,
      { 'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1' },
      415,
      'unsupported-content',
    ],
    ['too much', JSON.stringify({ ...asking, body: 'x'.repeat(600_000) }), json, 413, 'too-large'],
  ];

  test.each(cases)('is refused: %s', async (_, body, headers, status, reason) => {
    const answer = await post(body, headers);
    expectRefused(answer, status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(reasonOf(answer)).toBe(reason);
    const page = await post(body, { ...headers, accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    expectRefused(page, status);
    expect(page.text).toMatch(/^<!doctype html>/);
  });

  test('is refused before it reaches a function when it is longer than the gateway takes', async () => {
    expectRefused(await post(Buffer.alloc(11 * 1024 * 1024, 'x'), json), 413);
  });

  test('may have keys that every object has: they are unknown fields, and no prototype of anything', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'then']) {
      for (const value of ['{"status":"answered","title":"x"}', '["x"]', '"x"']) {
        const answer = await post(`{"${key}":${value},${written.slice(1)}`, json);
        expectRefused(answer, 422);
        expect(answer.text).toContain(`"field":"${key}"`);
      }
      expectRefused(await post(`${key}=x&${key}=y&${typed}`, form), 422);
    }
    expect((await post(written, json)).status).toBe(201);
  });

  test('is no form of two minds: a field that comes twice is refused by its name', async () => {
    for (const name of ['title', 'topic', 'urgency']) {
      const answer = await post(`${typed}&${name}=other`, form);
      expectRefused(answer, 422);
      expect(answer.text).toContain(`"field":"${name}"`);
    }
    expectRefused(
      await post(`${typed}&idempotencyKey=${newId()}&idempotencyKey=${newId()}`, { ...form, 'idempotency-key': '' }),
      400,
    );
  });
});

describe('a form that another site sends', () => {
  test('is refused on every route, and changes nothing', async () => {
    const { id, version } = await people.drafted('litia');
    const before = await world.ledgerOf(id);
    const marks: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: world.hub.origin },
      { 'sec-fetch-site': '', origin: 'https://evil.example' },
      { 'sec-fetch-site': '', origin: 'null' },
      { 'sec-fetch-site': '', origin: `${world.hub.origin}.evil.example` },
    ];
    for (const path of posts) {
      for (const mark of marks) {
        const answer = await world.wire.html('POST', path.replace('{id}', id), {
          cookie: official.cookie,
          fields: { idempotencyKey: randomUUID(), version: String(version) },
          headers: mark,
        });
        expectRefused(answer, 403);
      }
    }
    expect(await world.ledgerOf(id)).toEqual(before);
    expect(
      (await world.wire.json('GET', '/queries', { headers: { cookie: `__Host-hub=${official.cookie}` } })).status,
    ).toBe(200);
  });
});

describe('whatever anybody sends', () => {
  test('is answered, and never with a fault of ours', async () => {
    const { check, report } = proof('fuzzed-posts');
    const ids: Record<string, string> = { unknown: newId() };
    ids.draft = (await people.drafted('litia')).id;
    ids.inProgress = (await people.accepted('litia')).id;
    ids.offered = (await people.offered('litia')).id;
    const faults: string[] = [];
    await fc.assert(
      fc.asyncProperty(requests, async ({ route, who, target, accept, byCookie, key, match, sent }) => {
        const path = (posts[route % posts.length] ?? '').replace('{id}', ids[target] ?? '');
        const shown = who && (await world.credentialsOf(who));
        const answer = await world.wire.send({
          method: 'POST',
          path,
          headers: {
            accept,
            'content-type': sent.type,
            ...(shown
              ? byCookie
                ? { cookie: `__Host-hub=${shown.cookie}` }
                : { authorization: `Bearer ${shown.token}` }
              : {}),
            // Most of what is random is refused for want of these.
            'idempotency-key': key ?? randomUUID(),
            ...(match ? { 'if-match': match } : {}),
          },
          body: sent.body,
        });
        const fine = answer.status < 500 && !inner.test(answer.text);
        if (!fine) faults.push(`${path} ${answer.status} ${JSON.stringify(sent)}`);
        return check(fine);
      }),
      { numRuns: 500, seed: seedOf('fuzzed-posts') },
    );
    report();
    expect(faults).toEqual([]);
  });
});
