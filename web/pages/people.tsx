import type { Person, Role } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Standing } from '../parts/standing.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type PersonRow = { id: string; name: string; email: string; status: Person['status']; institutionName?: string };

/** Everybody of one role. */
export type PeopleData = { role: Role; rows: readonly PersonRow[] };

const roles = ['expert', 'official', 'secretariat', 'auditor'] as const satisfies readonly Role[];

function Table({ role, rows, view }: PeopleData & { view: View }) {
  const t = textIn(view.locale);
  return (
    <Scroller label="people-caption">
      <table>
        <caption id="people-caption">{t('people.caption', { count: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('field.email')}</th>
            {role === 'official' && <th scope="col">{t('card.institution')}</th>}
            <th scope="col">{t('query.status')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, email, status, institutionName }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/people/${id}`}>
                  <bdi>{name}</bdi>
                </a>
              </th>
              <td>
                <bdi dir="ltr">{email}</bdi>
              </td>
              {role === 'official' && (
                <td>
                  <bdi>{institutionName}</bdi>
                </td>
              )}
              <td>
                <Standing of={status} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Who is on the hub, by role. */
export const PeoplePage: Page<PeopleData> = {
  title: ({ role }, view) => textIn(view.locale)(`people.role-${role}`),
  body: ({ role, rows }, view) => {
    const t = textIn(view.locale);
    const tabs = roles.map((one) => ({
      href: `/people?role=${one}`,
      text: t(`people.role-${one}`),
      current: one === role,
    }));
    return (
      <div class="wide">
        <h1>{t('nav.people')}</h1>
        <Tabs label={t('people.roles')} tabs={tabs} />
        {rows.length === 0 ? <p>{t('people.none')}</p> : <Table role={role} rows={rows} view={view} />}
      </div>
    );
  },
};
