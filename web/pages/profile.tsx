import type { Expertise } from '../../shared/people.ts';
import type { Page } from '../page.tsx';
import { type Deputy, ExpertiseFields } from '../parts/expertise-fields.tsx';
import { Once } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { TiesFields } from '../parts/ties-fields.tsx';
import { Day } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** An expert's own profile: who could stand in, and what falls due on days on which they are away. */
export type ProfileData = {
  version: number;
  name: string;
  expertise: Expertise;
  deputies: readonly Deputy[];
  dueWhileAway: readonly { id: string; reference: string; dueAt: string }[];
};

type Part = { data: ProfileData; view: View };

function DueWhileAway({ data: { dueWhileAway }, view }: Part) {
  const t = textIn(view.locale);
  if (dueWhileAway.length === 0) return null;
  return (
    <section class="inset" aria-labelledby="due-while-away">
      <h2 id="due-while-away">{t('profile.due-while-away')}</h2>
      <p>{t('profile.due-while-away-text')}</p>
      <ul class="plain">
        {dueWhileAway.map(({ id, reference, dueAt }) => (
          <li key={id}>
            <a href={`/queries/${id}`}>
              <Reference of={reference} />
            </a>{' '}
            {t('profile.due-on', { day: <Day at={dueAt} view={view} /> })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function RoutedBy({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="routed">
      <h2 id="routed">{t('profile.routed')}</h2>
      <p>{t('profile.routed-text')}</p>
      <form id="writing" method="post" action="/profile/expertise" noValidate>
        <Once view={view} version={data.version} />
        <ExpertiseFields known={data.expertise} deputies={data.deputies} view={view} />
        <button type="submit">{t('profile.save-routed')}</button>
      </form>
    </section>
  );
}

function Ties({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="ties">
      <h2 id="ties">{t('profile.ties')}</h2>
      <p>{t('profile.ties-text')}</p>
      <form method="post" action="/profile" noValidate>
        <Once view={view} version={data.version} />
        <TiesFields known={data.expertise.interests} view={view} />
        <button type="submit">{t('profile.save')}</button>
      </form>
    </section>
  );
}

/** What an expert is routed by, and their ties to States: both their own to say. */
export const ProfilePage: Page<ProfileData> = {
  title: (_, view) => textIn(view.locale)('nav.profile'),
  body: (data, view) => (
    <>
      <h1>{textIn(view.locale)('nav.profile')}</h1>
      <DueWhileAway data={data} view={view} />
      <RoutedBy data={data} view={view} />
      <Ties data={data} view={view} />
    </>
  ),
};
