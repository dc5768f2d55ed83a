import type { Person, Role } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { FindForm } from '../parts/find-form.tsx';
import { RegisterTabs } from '../parts/register-tabs.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Standing } from '../parts/standing.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type PersonRow = {
  id: string;
  name: string;
  email: string;
  status: Person['status'];
  /** Nobody has given them a first password yet. */
  cannotSignIn?: boolean;
  institutionName?: string;
};

/** A page of the people of one role; `find`: what was looked for; `next`: the cursor of the next page. */
export type PeopleData = { role: Role; find?: string; rows: readonly PersonRow[]; next?: string };

function Table({ role, rows, view }: Pick<PeopleData, 'role' | 'rows'> & { view: View }) {
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
          {rows.map(({ id, name, email, status, cannotSignIn, institutionName }) => (
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
                <Standing of={status === 'active' && cannotSignIn ? 'cannot-sign-in' : status} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Who is on the hub, by role and name. */
export const PeoplePage: Page<PeopleData> = {
  title: ({ role }, view) => textIn(view.locale)(`people.role-${role}`),
  body: ({ role, find, rows, next }, view) => {
    const t = textIn(view.locale);
    const more = new URLSearchParams({ role, ...(find ? { find } : {}), cursor: next ?? '' });
    return (
      <div class="wide">
        <h1>{t('nav.people')}</h1>
        <RegisterTabs here={role} view={view} />
        <ul class="acts">
          <li>
            <a href={`/people/invite?role=${role}`}>{t(`people.invite-${role}`)}</a>
          </li>
          {role === 'expert' && (
            <li>
              <a href="/people/import">{t('people.import')}</a>
            </li>
          )}
        </ul>
        <FindForm
          view={view}
          action="/people"
          name="find"
          hint={t('people.find-hint')}
          typed={find}
          typing={{ dir: 'auto' }}
        >
          <input type="hidden" name="role" value={role} />
        </FindForm>
        {rows.length === 0 ? (
          <p>{t(find ? 'people.none-found' : 'people.none')}</p>
        ) : (
          <Table role={role} rows={rows} view={view} />
        )}
        {next && (
          <p>
            <a href={`/people?${more}`}>{t('people.more')}</a>
          </p>
        )}
      </div>
    );
  },
};
