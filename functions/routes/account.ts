import * as z from 'zod';
import { NoticesBy } from '../../shared/mailing.ts';
import { chooseNotices } from '../../shared/registry.ts';
import { AccountPage } from '../../web/pages/account.tsx';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** GET /account: one's own address, and how one hears of something new. */
export const accountPage = route({
  in: 'desk',
  method: 'GET',
  path: '/account',
  summary: 'Your address, and how you hear of something new.',
  may: 'be-signed-in',
  input: z.strictObject({}),
  run: ({ person: { version, name, email, mailing, noticesBy = 'mail' } }) =>
    ok({ version, name, email, noticesBy, mail: mailing?.status ?? 'ok' }),
  page: AccountPage,
});

/** POST /account/notices: a mail for each notice, none, or one a day. */
export const chooseHow = route({
  in: 'desk',
  method: 'POST',
  path: '/account/notices',
  summary: 'Choose how you hear of something new: a mail for each notice, none, or one a day.',
  may: 'be-signed-in',
  versioned: true,
  input: z.strictObject({ noticesBy: NoticesBy }),
  form: accountPage,
  run: ({ person, input, version, register }) =>
    register(chooseNotices(unchanged(person, version), input.noticesBy), seeOther('/account')),
});
