import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/identifiers.ts';
import { type Answer, changing, inner } from './client.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let official = { token: '', cookie: '' };
beforeAll(async () => {
  world = await openWorld();
  official = await world.credentialsOf('litia');
});
afterAll(() => world.stop());

function expectRefused(answer: Answer, ...statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(answer.text).not.toMatch(inner);
  expect(answer.headers['cache-control']).toBe('no-store');
}

describe('an address that is none', () => {
  const ids: Record<string, string> = {
    'one letter': 'x',
    'upper case': 'A'.repeat(26),
    'one letter too many': '0'.repeat(27),
    'two thousand letters': '0'.repeat(2000),
    'the folder above': '..',
    'the folder above, encoded': '%2e%2e',
    'a NUL': '%00',
    'no UTF-8': '%ff',
    'half an escape': '%',
    everything: '*',
    'the name of a parameter': '{id}',
    'an item that is no query': 'load%23x',
    'a record of a request': 'once%23x',
    'a quotation mark': "'",
    'an emoji': '%f0%9f%98%80',
  };

  test.each(Object.entries(ids))('is not there, whatever it looks like: %s', async (_, id) => {
    for (const path of [`/queries/${id}`, `/queries/${id}/card`, `/notices/${id}`, `/assets/${id}`, `/${id}`]) {
      const { token, cookie } = official;
      expectRefused(await world.wire.json('GET', path, { token }), 404, 422);
      expectRefused(await world.wire.html('GET', path, { cookie }), 404, 422);
    }
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'HEAD', 'POST'])(
    'is not there by a way that is none: %s',
    async (method) => {
      for (const path of ['/', '/board', '/queries/0/card', '/nowhere', '/openapi.json']) {
        const { token } = official;
        expectRefused(await world.wire.json(method, path, { token, headers: changing(1) }), 404);
      }
    },
  );

  test('is not there for a page of ours with one letter too many or too few', async () => {
    for (const path of [
      '/Board',
      '/board/',
      '//board',
      '/queries//',
      '/sign-in/',
      '/.env',
      '/queries/../board',
      '/_local',
    ]) {
      const answer = await world.wire.html('GET', path, { cookie: official.cookie });
      expectRefused(answer, 404);
    }
  });
});

describe('a list that is asked to go on where it never was', () => {
  const key = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const cursors: readonly [string, () => string][] = [
    ['nothing', () => ''],
    ['noise', () => 'a'.repeat(40)],
    ['other signs', () => '../../etc'],
    ['too long', () => 'a'.repeat(1001)],
    ['a list', () => key(['x'])],
    ['no key of the index', () => key({ a: 'b' })],
    ['half a key', () => key({ id: newId() })],
    [
      'too much of a key',
      () => key({ askerKey: world.personOf('litia').id, sortAt: '2026-01-01', id: newId(), other: 'x' }),
    ],
    ['an empty key', () => key({ askerKey: '', sortAt: '', id: '' })],
    [
      'somebody else’s list',
      () => key({ askerKey: world.personOf('kossi').id, sortAt: '2026-01-01T00:00:00.000Z', id: newId() }),
    ],
    ['a prototype', () => Buffer.from('{"__proto__":{"id":"x"}}').toString('base64url')],
  ];

  test.each(cursors)('is refused: %s', async (_, cursor) => {
    const search = `?cursor=${encodeURIComponent(cursor())}`;
    const desk = await world.credentialsOf('helen');
    for (const [path, { token, cookie }] of [
      ['/queries', official],
      ['/board', desk],
    ] as const) {
      expectRefused(await world.wire.json('GET', `${path}${search}`, { token }), 400, 404, 422);
      expectRefused(await world.wire.html('GET', `${path}${search}`, { cookie }), 400, 404, 422);
    }
  });

  test('is refused as well when it is asked for what it does not know', async () => {
    for (const search of ['?page=2', '?__proto__=x', '?cursor[]=x', '?%ff=%ff'])
      expectRefused(await world.wire.json('GET', `/queries${search}`, { token: official.token }), 422);
  });
});

describe('somebody who shows nothing good', () => {
  const cookies: Record<string, string> = {
    nothing: '',
    'one letter': 'x',
    'a name and no session': `${'0'.repeat(26)}.`,
    'no UTF-8': '%ff',
    'five thousand letters': 'x'.repeat(5000),
    'a session that never was': `${'0'.repeat(26)}.${'A'.repeat(43)}`,
    'more than one thing': '"; admin=1',
    'a prototype': '__proto__',
  };

  test.each(Object.entries(cookies))('is asked to sign in: a cookie that says %s', async (_, cookie) => {
    expectRefused(await world.wire.json('GET', '/queries', { headers: { cookie: `__Host-hub=${cookie}` } }), 401);
    const page = await world.wire.html('GET', '/queries', { headers: { cookie: `__Host-hub=${cookie}` } });
    expect([page.status, page.headers.location]).toEqual([303, '/sign-in?next=%2Fqueries']);
  });

  test('is asked to sign in: a cookie with somebody else’s name on a good session', async () => {
    const [, token = ''] = official.cookie.split('.');
    const cookie = `${world.personOf('helen').id}.${token}`;
    expectRefused(await world.wire.json('GET', '/board', { headers: { cookie: `__Host-hub=${cookie}` } }), 401);
  });

  test('is asked to sign in: a token that is altered, somebody else’s, signed elsewhere, or no token', async () => {
    const [, secret = ''] = official.token.split('.');
    const claims = Buffer.from(JSON.stringify({ username: world.personOf('helen').id })).toString('base64url');
    const tokens = [
      ...['x', 'a.b.c', secret, `.${secret}`, `${official.token}.`, official.token.toUpperCase()],
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
      `${world.personOf('litia').id}.${'A'.repeat(secret.length)}`,
      `${world.personOf('helen').id}.${secret}`,
    ];
    for (const token of tokens) expectRefused(await world.wire.json('GET', '/board', { token }), 401);
  });

  test('is who its token says, whatever cookie comes with it', async () => {
    const headers = { cookie: `__Host-hub=${official.cookie}` };
    expectRefused(await world.wire.json('GET', '/queries', { token: 'x', headers }), 401);
  });
});
