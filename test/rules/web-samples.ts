import { refusalStatus } from '../../shared/refused.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { type ErrorData, ErrorPage } from '../../web/pages/error.tsx';
import { ExpiredPage } from '../../web/pages/expired.tsx';
import { HelpPage } from '../../web/pages/help.tsx';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { SignedOutPage } from '../../web/pages/signed-out.tsx';
import { StartPage } from '../../web/pages/start.tsx';
import { as, type Sample, sample } from './web-sample.ts';
import { accessSamples } from './web-samples-access.ts';
import { askingSamples } from './web-samples-asking.ts';
import { deskSamples } from './web-samples-desk.ts';
import { mailingSamples } from './web-samples-mailing.ts';
import { peopleSamples } from './web-samples-people.ts';
import { registerSamples } from './web-samples-register.ts';
import { reportSamples } from './web-samples-report.ts';
import { settingsSamples } from './web-samples-settings.ts';
import { stepSamples } from './web-samples-steps.ts';
import { threadSamples } from './web-samples-thread.ts';

const { targets } = shippedSettings;

const step = { next: '/ask', challenge: 'opaque-challenge', email: 'a.elfassi@justice.example' };
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const sent = { action: '/queries', fields: { title: 'قانون', body: 'نص طويل بما يكفي ليُنسخ قبل مغادرة الصفحة' } };

/** What bears a number to quote. */
const quotable: readonly ErrorData['reason'][] = [
  'not-found',
  'stale',
  'too-large',
  'locked-out',
  'fault',
  'busy-try-again',
];

/** Every reason a page may give for not being there. */
const errorReasons: readonly ErrorData['reason'][] = [
  ...Object.keys(refusalStatus).filter((key): key is keyof typeof refusalStatus => key in refusalStatus),
  'fault',
];

/** Every page with data to show, in each of its states. */
export const samples: readonly Sample[] = [
  sample('start', StartPage, { targets }, { path: '/' }),
  sample('start-official', StartPage, { targets }, as('official', '/')),
  sample('start-expert', StartPage, { targets }, as('expert', '/')),
  sample('start-secretariat', StartPage, { targets }, as('secretariat', '/')),
  sample('start-auditor', StartPage, { targets }, as('auditor', '/')),
  sample('sign-in', SignInPage, { step: 'password', next: '/ask' }, { path: '/sign-in' }),
  sample('sign-in-code', SignInPage, { step: 'code', ...step }, { path: '/sign-in' }),
  sample('sign-in-new-password', SignInPage, { step: 'new-password', ...step }, { path: '/sign-in' }),
  sample(
    'sign-in-enrol',
    SignInPage,
    { step: 'enrol', ...step, secret, otpauth: `otpauth://totp/hub?secret=${secret}` },
    { path: '/sign-in' },
  ),
  sample(
    'sign-in-refused',
    SignInPage,
    { step: 'password' },
    { path: '/sign-in', refused: { reason: 'wrong-sign-in', problems: [], typed: { email: 'x@y.example' } } },
  ),
  sample(
    'sign-in-locked',
    SignInPage,
    { step: 'password' },
    {
      path: '/sign-in',
      refused: {
        reason: 'locked-out',
        problems: [{ field: 'email', code: 'locked-until', until: '2026-11-24T10:30:00.000Z' }],
        typed: {},
      },
    },
  ),
  sample(
    'sign-in-weak-password',
    SignInPage,
    { step: 'new-password', ...step },
    {
      path: '/sign-in',
      refused: { reason: 'invalid-input', problems: [{ field: 'password', code: 'weak-password' }], typed: {} },
    },
  ),
  sample(
    'sign-in-code-refused',
    SignInPage,
    { step: 'code', ...step },
    { path: '/sign-in', refused: { reason: 'wrong-sign-in', problems: [], typed: {} } },
  ),
  sample('signed-out', SignedOutPage, {}, { path: '/signed-out' }),
  ...stepSamples,
  ...askingSamples,
  ...threadSamples,
  ...deskSamples,
  ...accessSamples,
  ...registerSamples,
  ...reportSamples,
  ...peopleSamples,
  ...settingsSamples,
  ...mailingSamples,
  sample(
    'expired',
    ExpiredPage,
    { action: '/queries', fields: { title: 'A "title"', body: 'Text' } },
    { path: '/queries' },
  ),
  sample('help', HelpPage, {}, { path: '/help' }),
  ...errorReasons.map((reason) =>
    sample(
      `error-${reason}`,
      ErrorPage,
      {
        reason,
        ...(quotable.includes(reason) ? { incident: 'f3a9c2d1' } : {}),
        ...(reason === 'fault' ? { again: sent } : {}),
        ...(reason === 'locked-out' ? { until: '2026-11-24T10:30:00.000Z' } : {}),
        ...(reason === 'not-found' ? { sent } : {}),
        ...(reason === 'stale' ? { sent, stands: '/queries/x/receipt' } : {}),
      },
      {
        ...as('official', '/queries/x'),
        ...(reason === 'not-found' || reason === 'stale' ? { sentTo: sent.action } : {}),
      },
    ),
  ),
];
