import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CheckField } from './fields.tsx';
import { Once } from './once.tsx';
import { Day } from './time.tsx';

type Admitted = {
  id: string;
  version: number;
  status: 'active' | 'suspended';
  firstPasswordAt?: string;
  letInByYou?: boolean;
  deviceLostAt?: string;
};

/** How somebody comes in: a first password to be given, and a way to sign them out everywhere. */
export function SignIn({ data, view }: { data: Admitted; view: View }) {
  const t = textIn(view.locale);
  const { id, version, status, firstPasswordAt, letInByYou, deviceLostAt } = data;
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">{t('person.sign-in')}</h2>
      <p>
        {firstPasswordAt
          ? t('person.password-given', { day: <Day at={firstPasswordAt} view={view} /> })
          : t('person.no-password')}
      </p>
      {letInByYou && <p class="inset">{t('person.let-in-by-you')}</p>}
      {status === 'active' && !letInByYou && (
        <form method="post" action={`/people/${id}/first-password`}>
          <Once view={view} version={version} />
          <p class="hint">{t('person.password-hint')}</p>
          {deviceLostAt && (
            <CheckField view={view} name="device" value="forgotten" label="person.lost-device" optional />
          )}
          <button class="second" type="submit">
            {t(firstPasswordAt ? 'person.password-again' : 'person.give-password')}
          </button>
        </form>
      )}
      {deviceLostAt && (
        <p class="inset">{t('person.device-lost-at', { day: <Day at={deviceLostAt} view={view} /> })}</p>
      )}
      {status === 'active' && firstPasswordAt && !deviceLostAt && (
        <form method="post" action={`/people/${id}/device-lost`}>
          <Once view={view} version={version} />
          <p class="hint">{t('person.device-lost-hint')}</p>
          <button class="second" type="submit">
            {t('person.device-lost')}
          </button>
        </form>
      )}
      {firstPasswordAt && (
        <form method="post" action={`/people/${id}/end-sessions`}>
          <Once view={view} version={version} />
          <p class="hint">{t('person.end-sessions-hint')}</p>
          <button class="second" type="submit">
            {t('person.end-sessions')}
          </button>
        </form>
      )}
    </section>
  );
}
