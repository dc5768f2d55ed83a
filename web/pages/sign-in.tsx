import type { ComponentChildren } from 'preact';
import type { Page } from '../page.tsx';
import { LineField } from '../parts/fields.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { RefusalBox, RefusalSummary } from '../parts/refusal.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Challenged = { next?: string; challenge: string; email: string };

/** Where in signing in a person is; `secret` (base32) and `otpauth` are shown once, when the app is set up. */
export type SignInData =
  | { step: 'password'; next?: string }
  | ({ step: 'code' } & Challenged)
  | ({ step: 'new-password' } & Challenged)
  | ({ step: 'enrol'; secret: string; otpauth: string } & Challenged);

const actions = {
  password: '/sign-in',
  code: '/sign-in/code',
  'new-password': '/sign-in/new-password',
  enrol: '/sign-in/enrol',
} as const;

const Kept = ({ name, value }: { name: string; value?: string }) =>
  value ? <input type="hidden" name={name} value={value} /> : null;

function Form({ data, view, children }: { data: SignInData; view: View; children: ComponentChildren }) {
  const t = textIn(view.locale);
  return (
    <form id="writing" method="post" action={actions[data.step]} noValidate>
      <Kept name="next" value={data.next} />
      {data.step !== 'password' && (
        <>
          <Kept name="email" value={data.email} />
          <Kept name="challenge" value={data.challenge} />
        </>
      )}
      {data.step === 'enrol' && (
        <>
          <Kept name="secret" value={data.secret} />
          <Kept name="otpauth" value={data.otpauth} />
        </>
      )}
      {children}
      <button type="submit">{t(`sign-in.${data.step}-button`)}</button>
    </form>
  );
}

const CodeField = ({ view }: { view: View }) => (
  <LineField
    view={view}
    name="code"
    hint={textIn(view.locale)('sign-in.code-hint')}
    autocomplete="one-time-code"
    numeric
    narrow
    dir="ltr"
  />
);

function Enrolment({ secret, otpauth, view }: { secret: string; otpauth: string; view: View }) {
  const t = textIn(view.locale);
  return (
    <ol class="steps">
      <li>
        <h2>{t('sign-in.enrol-app')}</h2>
        <p>{t('sign-in.enrol-app-text')}</p>
      </li>
      <li>
        <h2>{t('sign-in.enrol-key')}</h2>
        <p>{t('sign-in.enrol-key-text')}</p>
        <QrCode text={otpauth} label={t('sign-in.enrol-picture')} />
        <p>
          <code class="secret" dir="ltr">
            {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
          </code>
        </p>
        <p>
          <a href={otpauth}>{t('sign-in.enrol-open')}</a>
        </p>
      </li>
      <li>
        <h2>{t('sign-in.enrol-code')}</h2>
        <p>{t('sign-in.enrol-code-text')}</p>
      </li>
    </ol>
  );
}

function Step({ data, view }: { data: SignInData; view: View }) {
  const t = textIn(view.locale);
  switch (data.step) {
    case 'password':
      return (
        <>
          <p>{t('sign-in.password-text')}</p>
          <Form data={data} view={view}>
            <LineField view={view} name="email" type="email" autocomplete="username" dir="ltr" />
            <LineField view={view} name="password" type="password" autocomplete="current-password" dir="ltr" />
          </Form>
        </>
      );
    case 'code':
      return (
        <>
          <p>{t('sign-in.code-text')}</p>
          <Form data={data} view={view}>
            <CodeField view={view} />
          </Form>
        </>
      );
    case 'new-password':
      return (
        <>
          <p>{t('sign-in.new-password-text')}</p>
          <Form data={data} view={view}>
            <LineField
              view={view}
              name="password"
              type="password"
              hint={t('sign-in.new-password-hint')}
              autocomplete="new-password"
              dir="ltr"
            />
          </Form>
        </>
      );
    case 'enrol':
      return (
        <>
          <p>{t('sign-in.enrol-text')}</p>
          <Enrolment secret={data.secret} otpauth={data.otpauth} view={view} />
          <Form data={data} view={view}>
            <CodeField view={view} />
          </Form>
        </>
      );
  }
}

/** Sign in: e-mail and password, then a code; the first time also a password of one's own and an authenticator app. */
export const SignInPage: Page<SignInData> = {
  title: ({ step }, view) => textIn(view.locale)(`sign-in.${step}-title`),
  refusal: ({ step }, view) => {
    const t = textIn(view.locale);
    if (view.refused?.reason !== 'wrong-sign-in') return <RefusalSummary view={view} />;
    const wrong = step === 'code' || step === 'enrol' ? 'wrong-code' : 'wrong-password';
    return (
      <RefusalBox title={t('refusal.title')}>
        <p>{t(`sign-in.${wrong}`)}</p>
      </RefusalBox>
    );
  },
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t(`sign-in.${data.step}-title`)}</h1>
        <Step data={data} view={view} />
        <p class="aside">
          <a href="/help#contact">{t(data.step === 'password' ? 'sign-in.trouble' : 'sign-in.lost-device')}</a>
        </p>
      </>
    );
  },
};
