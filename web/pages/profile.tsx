import type { Expertise, Interests } from '../../shared/people.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { LineField, Once } from '../parts/fields.tsx';
import { StateField, StatesField } from '../parts/selects.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** An expert's own profile. */
export type ProfileData = { version: number; name: string; expertise: Expertise };

function Listed({ texts, view }: { texts: readonly string[]; view: View }) {
  if (texts.length === 0) return <>{textIn(view.locale)('profile.none')}</>;
  return (
    <ul class="plain">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function Routed({ expertise, view }: { expertise: Expertise; view: View }) {
  const t = textIn(view.locale);
  const named = (topics: readonly Topic[]) => topics.map((topic) => t(`topic.${topic}`));
  return (
    <section aria-labelledby="routed">
      <h2 id="routed">{t('profile.routed')}</h2>
      <SummaryList>
        <Fact name={t('profile.main')}>
          <Listed texts={named(expertise.mainTopics)} view={view} />
        </Fact>
        <Fact name={t('profile.secondary')}>
          <Listed texts={named(expertise.secondaryTopics)} view={view} />
        </Fact>
        <Fact name={t('profile.languages')}>
          <Listed texts={expertise.languages.map((language) => t(`language.${language}`))} view={view} />
        </Fact>
        <Fact name={t('profile.capacity')}>{expertise.capacity}</Fact>
        {expertise.absences.length > 0 && (
          <Fact name={t('profile.absences')}>
            <ul class="plain">
              {expertise.absences.map(({ from, to }) => (
                <li key={from}>
                  {t('profile.absence', {
                    from: <CalendarDay date={from} view={view} />,
                    to: <CalendarDay date={to} view={view} />,
                  })}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </SummaryList>
      <p>{t('profile.routed-text')}</p>
    </section>
  );
}

function Employments({ known, view }: { known: Interests['employments']; view: View }) {
  const t = textIn(view.locale);
  return (
    <fieldset class="field" aria-describedby="employments-hint">
      <legend>{t('profile.employments')}</legend>
      <p class="hint" id="employments-hint">
        {t('profile.employments-hint')}
      </p>
      {([1, 2, 3] as const).map((number) => (
        <div class="pair" key={number}>
          <StateField
            view={view}
            name={`employer${number}`}
            known={known[number - 1]?.state}
            choose="choose.no-state"
          />
          <LineField view={view} name={`employer${number}Until`} type="date" known={known[number - 1]?.until} />
        </div>
      ))}
    </fieldset>
  );
}

function Ties({ data, view }: { data: ProfileData; view: View }) {
  const t = textIn(view.locale);
  const { interests } = data.expertise;
  return (
    <section aria-labelledby="ties">
      <h2 id="ties">{t('profile.ties')}</h2>
      <p>{t('profile.ties-text')}</p>
      <form id="writing" method="post" action="/profile" noValidate>
        <Once view={view} version={data.version} />
        <StatesField view={view} name="nationalities" known={interests.nationalities} />
        <StateField view={view} name="residence" known={interests.residence} />
        <Employments known={interests.employments} view={view} />
        <StatesField view={view} name="declared" hint={t('profile.declared-hint')} known={interests.declared} />
        <StatesField
          view={view}
          name="reviewedByOwnBody"
          hint={t('profile.reviewed-hint')}
          known={interests.reviewedByOwnBody}
        />
        <button type="submit">{t('profile.save')}</button>
      </form>
    </section>
  );
}

/** What an expert is routed by, and their ties to States, which they declare here. */
export const ProfilePage: Page<ProfileData> = {
  title: (_, view) => textIn(view.locale)('nav.profile'),
  body: (data, view) => (
    <>
      <h1>{textIn(view.locale)('nav.profile')}</h1>
      <Routed expertise={data.expertise} view={view} />
      <Ties data={data} view={view} />
    </>
  ),
};
