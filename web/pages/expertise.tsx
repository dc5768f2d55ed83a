import type { Routed } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { type Deputy, ExpertiseFields } from '../parts/expertise-fields.tsx';
import { Once } from '../parts/once.tsx';
import { textIn } from '../text/text.ts';

/** What an expert is routed by, and who could stand in for them. */
export type ExpertiseData = { id: string; version: number; name: string; routed: Routed; deputies: readonly Deputy[] };

/** What an expert is routed by, as the secretariat edits it. */
export const ExpertisePage: Page<ExpertiseData> = {
  title: ({ name }, view) => textIn(view.locale)('person.expertise-of', { name }),
  body: ({ id, version, name, routed, deputies }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href={`/people/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <h1>{t('person.expertise')}</h1>
        <p>{t('person.expertise-text')}</p>
        <form id="writing" method="post" action={`/people/${id}/expertise`} noValidate>
          <Once view={view} version={version} />
          <ExpertiseFields known={routed} deputies={deputies} view={view} />
          <button type="submit">{t('person.save')}</button>
        </form>
      </>
    );
  },
};
