import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import * as z from 'zod';
import { cognito } from '../../local/cognito.ts';
import { openState } from '../../local/state.ts';
import { codeAt, newSecret, stepAt } from '../../local/totp.ts';
import { callOf, templateIn } from './runner-surroundings.ts';

const template = templateIn(inject('cdkOut'));
const person = {
  username: 'somebody',
  email: 'somebody@ministry.example',
  password: 'Correct-horse-1-battery',
  totpSecret: newSecret(),
};
const Answer = z.object({
  ChallengeName: z.string().optional(),
  Session: z.string().default(''),
  SecretCode: z.string().default(''),
  Username: z.string().optional(),
  ChallengeParameters: z.record(z.string(), z.string()).optional(),
  AuthenticationResult: z.object({ AccessToken: z.string() }).optional(),
});

let service = cognito(template, openState(undefined));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T09:00:00Z') });
  service = cognito(template, openState(undefined));
  service.accounts.seed(person);
});
afterEach(() => {
  vi.useRealTimers();
});

async function ask(operation: string, input: object) {
  const { body } = await service.answer(callOf('cognito-idp', operation, input));
  return Answer.parse(JSON.parse(body.toString()));
}
const begin = (USERNAME = person.email, PASSWORD = person.password) =>
  ask('AdminInitiateAuth', { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } });
const answer = (ChallengeName: string, Session: string, responses: object, USERNAME = person.username) =>
  ask('AdminRespondToAuthChallenge', { ChallengeName, Session, ChallengeResponses: { USERNAME, ...responses } });
const code = (step = stepAt(Date.now())) => ({ SOFTWARE_TOKEN_MFA_CODE: codeAt(person.totpSecret, step) });
const after = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

it('computes the codes of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect([59, 1111111109, 20000000000].map((seconds) => codeAt(secret, stepAt(seconds * 1000)))).toEqual([
    '287082',
    '081804',
    '353130',
  ]);
});

it('lets somebody in with password and code, and says whose token it gives', async () => {
  const { ChallengeName, Session, ChallengeParameters } = await begin();
  expect(ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  expect(ChallengeParameters?.USER_ID_FOR_SRP).toBe(person.username);
  const { AuthenticationResult } = await answer('SOFTWARE_TOKEN_MFA', Session, code());
  expect(decodeJwt(AuthenticationResult?.AccessToken ?? '')).toMatchObject({ username: person.username });
});

it('takes each code once', async () => {
  await answer('SOFTWARE_TOKEN_MFA', (await begin()).Session, code());
  await expect(answer('SOFTWARE_TOKEN_MFA', (await begin()).Session, code())).rejects.toMatchObject({
    code: 'ExpiredCodeException',
  });
  after(30_000);
  await expect(answer('SOFTWARE_TOKEN_MFA', (await begin()).Session, code())).resolves.toBeDefined();
});

it('takes a code of the neighbouring step and none further away', async () => {
  const { Session } = await begin();
  await expect(answer('SOFTWARE_TOKEN_MFA', Session, code(stepAt(Date.now()) - 2))).rejects.toMatchObject({
    code: 'CodeMismatchException',
  });
  await expect(answer('SOFTWARE_TOKEN_MFA', Session, code(stepAt(Date.now()) - 1))).resolves.toBeDefined();
});

it('ends a session when it was used and when its time is over', async () => {
  const { Session } = await begin();
  await answer('SOFTWARE_TOKEN_MFA', Session, code());
  await expect(answer('SOFTWARE_TOKEN_MFA', Session, code())).rejects.toThrow(/only be used once/);
  const late = await begin();
  after(16 * 60_000);
  await expect(answer('SOFTWARE_TOKEN_MFA', late.Session, code())).rejects.toThrow(/expired/);
});

it('says the same of a wrong password and of somebody it does not know', async () => {
  const wrong = await begin(person.email, 'wrong').catch((error: unknown) => error);
  const unknown = await begin('nobody@ministry.example').catch((error: unknown) => error);
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ code: 'NotAuthorizedException' });
});

it('answers challenges to the username alone, never to the address', async () => {
  const { Session } = await begin();
  await expect(answer('SOFTWARE_TOKEN_MFA', Session, code(), person.email)).rejects.toMatchObject({
    code: 'NotAuthorizedException',
  });
});

it('knows an address that nobody verified for no one', async () => {
  const email = 'unverified@ministry.example';
  const temporary = 'Temporary-horse-1';
  const UserAttributes = [{ Name: 'email', Value: email }];
  await ask('AdminCreateUser', { Username: 'unverified', TemporaryPassword: temporary, UserAttributes });
  await expect(begin(email, temporary)).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  await expect(begin('unverified', temporary)).resolves.toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
});

it('turns away whoever was disabled', async () => {
  await ask('AdminDisableUser', { Username: person.username });
  await expect(begin()).rejects.toThrow(/disabled/);
});

it('takes somebody who was invited through a password of their own and an authenticator', async () => {
  const email = 'new@ministry.example';
  const temporary = 'Temporary-horse-1';
  await ask('AdminCreateUser', {
    Username: 'new',
    TemporaryPassword: temporary,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  const invited = await begin(email, temporary);
  expect(invited.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  await expect(
    answer('NEW_PASSWORD_REQUIRED', invited.Session, { NEW_PASSWORD: 'short' }, 'new'),
  ).rejects.toMatchObject({ code: 'InvalidPasswordException' });
  const setUp = await answer('NEW_PASSWORD_REQUIRED', invited.Session, { NEW_PASSWORD: 'Staple-of-my-own-1' }, 'new');
  expect(setUp.ChallengeName).toBe('MFA_SETUP');
  const offered = await ask('AssociateSoftwareToken', { Session: setUp.Session });
  await expect(ask('VerifySoftwareToken', { Session: offered.Session, UserCode: '000000' })).rejects.toMatchObject({
    code: 'EnableSoftwareTokenMFAException',
  });
  const UserCode = codeAt(offered.SecretCode, stepAt(Date.now()));
  const enrolled = await ask('VerifySoftwareToken', { Session: offered.Session, UserCode });
  const done = await answer('MFA_SETUP', enrolled.Session, {}, 'new');
  expect(done.AuthenticationResult?.AccessToken).toBeDefined();
});
