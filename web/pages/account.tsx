import { type Mailing, NoticesBy } from '../../shared/mailing.ts';
import type { Page } from '../page.tsx';
import { Once, RadioField } from '../parts/fields.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { textIn } from '../text/text.ts';

/** One's own account: the address, and how one hears of something new. */
export type AccountData = {
  version: number;
  name: string;
  email: string;
  noticesBy: NoticesBy;
  mail: Mailing['status'];
};

/** The account of whoever looks. */
export const AccountPage: Page<AccountData> = {
  title: (_, view) => textIn(view.locale)('mailing.account'),
  body: ({ version, name, email, noticesBy, mail }, view) => {
    const t = textIn(view.locale);
    const choices = NoticesBy.options.map((by) => ({
      value: by,
      text: t(`mailing.by-${by}`),
      hint: t(`mailing.by-${by}-hint`),
    }));
    return (
      <>
        <h1>{t('mailing.account')}</h1>
        <SummaryList>
          <Fact name={t('field.name')}>
            <bdi>{name}</bdi>
          </Fact>
          <Fact name={t('field.email')}>
            <bdi dir="ltr">{email}</bdi>
          </Fact>
        </SummaryList>
        {mail !== 'ok' && <p class="inset">{t('mailing.own-stopped')}</p>}
        <form method="post" action="/account/notices" noValidate>
          <Once view={view} version={version} />
          <RadioField view={view} name="noticesBy" known={noticesBy} choices={choices} />
          <button type="submit">{t('mailing.save')}</button>
        </form>
      </>
    );
  },
};
