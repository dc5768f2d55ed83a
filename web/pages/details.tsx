import type { Locale } from '../../shared/languages.ts';
import type { Role } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { DetailsFields, type InstitutionChoice, InstitutionField } from '../parts/details-fields.tsx';
import { LineField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { textIn } from '../text/text.ts';

/** What somebody is called, reads and lives by, and for an official the institution they ask for. */
export type DetailsData = {
  id: string;
  version: number;
  role: Role;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  institutionId?: string;
  institutions: readonly InstitutionChoice[];
};

/** Somebody's details, as the secretariat edits them. */
export const DetailsPage: Page<DetailsData> = {
  title: ({ name }, view) => textIn(view.locale)('person.details-of', { name }),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { id, version, role, name, email, institutionId, institutions } = data;
    return (
      <>
        <p class="above">
          <a href={`/people/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <h1>{t('person.details')}</h1>
        <form id="writing" method="post" action={`/people/${id}/details`} noValidate>
          <Once view={view} version={version} />
          <DetailsFields known={data} view={view} />
          {role === 'official' && (
            <>
              <InstitutionField
                institutions={institutions}
                {...(institutionId ? { known: institutionId } : {})}
                view={view}
              />
              <p>{t('person.moves')}</p>
            </>
          )}
          <button type="submit">{t('person.save')}</button>
        </form>
        <h2>{t('person.address')}</h2>
        <form method="post" action={`/people/${id}/address`} noValidate>
          <Once view={view} version={version} />
          <LineField view={view} name="email" type="email" hint={t('person.address-hint')} known={email} />
          <button class="second" type="submit">
            {t('person.change-address')}
          </button>
        </form>
      </>
    );
  },
};
