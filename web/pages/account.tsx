import { type Locale, locales } from '../../shared/languages.ts';
import { type Mailing, NoticesBy } from '../../shared/mailing.ts';
import { timeZones } from '../../shared/time-zones.ts';
import type { Page } from '../page.tsx';
import { Field, filledIn, RadioField, wiring } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { type OwnSession, OwnSessions } from '../parts/own-sessions.tsx';
import { SelectField } from '../parts/selects.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One's own account: details, how one hears of something new, and where one is signed in. */
export type AccountData = {
  version: number;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  shortcuts: boolean;
  noticesBy: NoticesBy;
  mail: Mailing['status'];
  sessions: readonly OwnSession[];
};

/** Names of zones are the same in every language. */
function TimeZoneField({ view, known }: { view: View; known: string }) {
  const chosen = filledIn(view, 'timeZone', known);
  return (
    <Field view={view} name="timeZone" hint={textIn(view.locale)('account.time-zone-hint')}>
      <select {...wiring(view, 'timeZone', true)} lang="en" dir="ltr">
        {timeZones().map((zone) => (
          <option key={zone} value={zone} selected={zone === chosen}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Details({ data, view }: { data: AccountData; view: View }) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="details">
      <h2 id="details">{t('account.details')}</h2>
      <form method="post" action="/account/details" noValidate>
        <Once view={view} version={data.version} />
        <SelectField
          view={view}
          name="locale"
          known={data.locale}
          choices={locales.map((locale) => ({ value: locale, text: t(`language.${locale}`) }))}
        />
        <TimeZoneField view={view} known={data.timeZone} />
        <RadioField
          view={view}
          name="shortcuts"
          hint={t('account.shortcuts-hint')}
          known={data.shortcuts ? 'on' : 'off'}
          choices={(['off', 'on'] as const).map((value) => ({ value, text: t(`account.shortcuts-${value}`) }))}
        />
        <button type="submit">
          {t('mailing.save')}
          <span class="heard"> {t('account.details')}</span>
        </button>
      </form>
    </section>
  );
}

function Notices({ data, view }: { data: AccountData; view: View }) {
  const t = textIn(view.locale);
  const choices = NoticesBy.options.map((by) => ({
    value: by,
    text: t(`mailing.by-${by}`),
    hint: t(`mailing.by-${by}-hint`),
  }));
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{t('account.notices')}</h2>
      {data.mail !== 'ok' && <p class="inset">{t('mailing.own-stopped')}</p>}
      <form method="post" action="/account/notices" noValidate>
        <Once view={view} version={data.version} />
        <RadioField view={view} name="noticesBy" known={data.noticesBy} choices={choices} />
        {view.signedIn?.role === 'official' && <p>{t('mailing.always')}</p>}
        <button type="submit">
          {t('mailing.save')}
          <span class="heard"> {t('account.notices')}</span>
        </button>
      </form>
    </section>
  );
}

/** The account of whoever looks. */
export const AccountPage: Page<AccountData> = {
  title: (_, view) => textIn(view.locale)('mailing.account'),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('mailing.account')}</h1>
        <SummaryList>
          <Fact name={t('field.name')}>
            <bdi>{data.name}</bdi>
          </Fact>
          <Fact name={t('field.email')}>
            <bdi dir="ltr">{data.email}</bdi>
          </Fact>
        </SummaryList>
        <Details data={data} view={view} />
        <Notices data={data} view={view} />
        <OwnSessions sessions={data.sessions} version={data.version} view={view} />
        <section aria-labelledby="data">
          <h2 id="data">{t('account.data')}</h2>
          <p>{t('account.data-text')}</p>
          <p class="actions">
            <a href="/account/data" download>
              {t('account.download')}
            </a>
          </p>
        </section>
      </>
    );
  },
};
