import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { personItem } from '../../functions/lib/directory.ts';
import { demoPassword } from '../../local/demo-people.ts';
import { codeAt, stepAt } from '../../local/totp.ts';
import { newId } from '../../shared/identifiers.ts';
import { Official } from '../../shared/people.ts';
import { type Answer, problemOf, reasonOf } from './client.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let cognito: CognitoIdentityProviderClient;
beforeAll(async () => {
  world = await openWorld();
  const { url: endpoint, region, credentials } = world.hub.aws;
  cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
});
afterAll(async () => {
  cognito.destroy();
  await world.stop();
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const password = (email: string, typed: string) =>
  world.wire.json('POST', '/sign-in', { input: { email, password: typed } });
const Challenge = z.object({ challenge: z.string() });
const challengeIn = ({ text }: Answer) => Challenge.parse(JSON.parse(text)).challenge;
const code = (email: string, challenge: string, typed: string) =>
  world.wire.json('POST', '/sign-in/code', { input: { email, challenge, code: typed } });

describe('the way in', () => {
  test('says the same to a wrong password and to an address that nobody has', async () => {
    const known = world.emailOf('kossi');
    const unknown = known.replace('kossi', 'nobod');
    const answers = [];
    for (const email of [known, unknown]) {
      const input = { email, password: 'Not-the-password-1' };
      for (const answer of [
        await world.wire.json('POST', '/sign-in', { input }),
        await world.wire.html('POST', '/sign-in', { fields: input }),
      ]) {
        const { date: _1, 'x-amzn-requestid': _2, ...headers } = answer.headers;
        const text = answer.text.replaceAll(email, '<address>').replaceAll(/[0-9a-z]{26}/g, '<id>');
        answers.push(JSON.stringify({ status: answer.status, headers, text }));
      }
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2));
    expect(answers[0]).toContain('"status":401');
  });

  test('gives a browser one cookie: of this host alone, over TLS alone, out of reach of scripts', async () => {
    const browser = world.browser();
    await browser.open('/sign-in');
    await browser.submit('/sign-in', { email: world.emailOf('kossi'), password: demoPassword });
    const fields = browser.filled('/sign-in/code', { code: world.hub.people.codeOf(world.emailOf('kossi')) ?? '' });
    const { headers } = await world.wire.html('POST', '/sign-in/code', { fields: String(fields) });
    expect(headers['set-cookie']).toHaveLength(1);
    const [pair, ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ');
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    // Whoever reads the table cannot be anybody.
    const [, secret = ''] = pair?.split('.') ?? [];
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await world.everythingIn('Directory'))).not.toContain(secret);
  });

  test('takes a code once', async () => {
    const email = world.emailOf('salim');
    const typed = world.hub.people.codeOf(email) ?? '';
    const first = await code(email, challengeIn(await password(email, demoPassword)), typed);
    expect(first.status).toBe(200);
    const again = await code(email, challengeIn(await password(email, demoPassword)), typed);
    expect([again.status, reasonOf(again)]).toEqual([401, 'wrong-sign-in']);
  });

  test('takes a challenge once, and only with the code of its own person', async () => {
    const email = world.emailOf('nilton');
    const challenge = challengeIn(await password(email, demoPassword));
    const others = world.hub.people.codeOf(world.emailOf('eloisa')) ?? '';
    expect((await code(email, challenge, others)).status).toBe(401);
    const stolen = `${world.personOf('eloisa').id}.${challenge.split('.')[1]}`;
    expect((await code(world.emailOf('eloisa'), stolen, others)).status).toBe(401);
    expect((await code(email, challenge, world.hub.people.codeOf(email) ?? '')).status).toBe(200);
    expect((await code(email, challenge, world.hub.people.codeOf(email) ?? '')).status).toBe(401);
  });
});

describe('after five failures in a row', () => {
  const quarterOfAnHour = 15 * 60_000;

  /** Lets fifteen minutes pass for every address that failed. */
  async function quarterOfAnHourPasses(): Promise<void> {
    for (const { key } of await world.everythingIn('Directory'))
      if (String(key).startsWith('attempts#'))
        await world.craft('Directory', { key: String(key) }, { lastTriedAt: minutesAgo(15.1) });
  }

  test.each([
    ['somebody', 'mutinta@corrections.zm.example'],
    ['nobody', 'nobody@nowhere.example'],
  ])(
    'the door is shut to %s for fifteen minutes, whatever the password, however the address is written',
    async (who, email) => {
      let lastTried = { from: 0, to: 0 };
      for (let failure = 0; failure < 5; failure += 1) {
        const from = Date.now();
        expect((await password(email, `Wrong-password-${failure}`)).status).toBe(401);
        lastTried = { from, to: Date.now() };
      }
      for (const [address, typed] of [
        [email, 'Wrong-again-1'],
        [email, demoPassword],
        [email.toUpperCase(), demoPassword],
      ] as const) {
        const askedAt = Date.now();
        const shut = await password(address, typed);
        const answeredAt = Date.now();
        expect([shut.status, reasonOf(shut)]).toEqual([429, 'locked-out']);
        const until = Date.parse(problemOf(shut).errors[0]?.until ?? '');
        expect(until - quarterOfAnHour).toBeGreaterThanOrEqual(lastTried.from);
        expect(until - quarterOfAnHour).toBeLessThanOrEqual(lastTried.to);
        const seconds = Number(shut.headers['retry-after']);
        expect(seconds).toBeGreaterThanOrEqual(Math.ceil((until - answeredAt) / 1000));
        expect(seconds).toBeLessThanOrEqual(Math.ceil((until - askedAt) / 1000));
      }
      await quarterOfAnHourPasses();
      // The pool has a lock of its own, of a second or two.
      const found = who === 'somebody' ? 200 : 401;
      await expect.poll(async () => (await password(email, demoPassword)).status, { interval: 800 }).toBe(found);
    },
  );

  test('the page says until when, in a form that keeps the address and not the password', async () => {
    const browser = world.browser();
    await browser.open('/sign-in');
    const typed = { email: 'somebody@nowhere.example', password: 'Wrong-password-1' };
    for (let failure = 0; failure < 5; failure += 1) await browser.submit('/sign-in', typed);
    await browser.submit('/sign-in', typed);
    expect(browser.shown.status).toBe(429);
    expect(browser.shown.html).toMatch(/<main\b[^>]*>\s*<section class="refusal"[\s\S]*<time /);
    expect(browser.filled('/sign-in').get('email')).toBe(typed.email);
    expect(browser.shown.html).not.toContain(typed.password);
  });

  test('it is shut as well to those who come all at once', async () => {
    const email = 'many@nowhere.example';
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => password(email, `Guess-number-${index}`)),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    expect(answers.every(({ status }) => [401, 429].includes(status))).toBe(true);
  });

  test('of a code, whoever they say they are and however often they begin again', async () => {
    const email = world.emailOf('devon');
    let guesses = 0;
    for (let round = 0; round < 4; round += 1) {
      const challenge = challengeIn(await password(email, demoPassword));
      for (let guess = 0; guess < 3; guess += 1) {
        const answer = await code(`somebody-${round}-${guess}@nowhere.example`, challenge, '000000');
        if (answer.status === 401) guesses += 1;
        else expect(answer.status).toBe(429);
      }
    }
    expect(guesses).toBe(5);
    const right = await code(
      email,
      challengeIn(await password(email, demoPassword)),
      world.hub.people.codeOf(email) ?? '',
    );
    expect(right.status).toBe(429);
  });

  test('a success in between begins the count anew', async () => {
    const email = world.emailOf('wilmer');
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 4; failure += 1)
        expect((await password(email, 'Wrong-password-1')).status).toBe(401);
      expect((await password(email, demoPassword)).status).toBe(200);
    }
  });
});

describe('who is invited', () => {
  const temporary = 'From-the-invitation-1';

  async function invite(id: string, email: string): Promise<void> {
    const attributes = { email, email_verified: 'true' };
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: world.hub.pool.id,
        Username: id,
        TemporaryPassword: temporary,
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
  }

  test('chooses a password, enrols a device, and is in; the next time password and code are enough', async () => {
    const { institutionId, locale, timeZone } = Official.parse(world.personOf('litia'));
    const person = Official.parse({
      ...{ id: newId(), name: 'Ratu Seru', email: 'seru@justice.fj.example', status: 'active', role: 'official' },
      ...{ institutionId, locale, timeZone, version: 1 },
    });
    await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Directory'), Item: personItem(person) }));
    await invite(person.id, person.email);
    const browser = world.browser();
    await browser.open('/sign-in?next=/ask');
    await browser.submit('/sign-in', { email: person.email, password: temporary });
    // Too weak: told so, on the same step.
    expect((await browser.submit('/sign-in/new-password', { password: 'weak' })).status).toBe(422);
    expect(browser.shown.html).not.toContain('value="weak"');
    const own = 'Chosen-by-myself-2';
    await browser.submit('/sign-in/new-password', { password: own });
    const secret = browser.filled('/sign-in/enrol').get('secret') ?? '';
    expect(browser.shown.html).toContain(secret.slice(0, 4));
    expect((await browser.submit('/sign-in/enrol', { code: '000000' })).status).toBe(401);
    expect(browser.filled('/sign-in/enrol').get('secret')).toBe(secret);
    await browser.submit('/sign-in/enrol', { code: codeAt(secret, stepAt(Date.now())) });
    expect([browser.shown.status, browser.shown.path]).toEqual([200, '/ask/scope']);

    const later = world.browser();
    await later.open('/sign-in');
    await later.submit('/sign-in', { email: person.email, password: temporary });
    expect(later.shown.status).toBe(401);
    await later.submit('/sign-in', { email: person.email, password: own });
    await later.submit('/sign-in/code', { code: codeAt(secret, stepAt(Date.now()) + 1) });
    expect(later.shown.path).toBe('/queries');
  });

  test('is nobody yet to the hub when the directory does not know them, whatever the pool says', async () => {
    const id = newId();
    const email = 'stranger@nowhere.example';
    await invite(id, email);
    const browser = world.browser();
    await browser.open('/sign-in');
    await browser.submit('/sign-in', { email, password: temporary });
    await browser.submit('/sign-in/new-password', { password: 'Chosen-by-myself-2' });
    const secret = browser.filled('/sign-in/enrol').get('secret') ?? '';
    await browser.submit('/sign-in/enrol', { code: codeAt(secret, stepAt(Date.now())) });
    expect(browser.shown.path).toMatch(/^\/sign-in/);
    expect((await browser.open('/board')).path).toBe('/sign-in?next=%2Fboard');
  });
});
