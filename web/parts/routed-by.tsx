import type { Routed } from '../../shared/people.ts';
import type { Topic } from '../../shared/topics.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Fact, SummaryList } from './summary-list.tsx';
import { CalendarDay } from './time.tsx';

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

/** What an expert is routed by, with the way to edit it. */
export function RoutedBy({ id, routed, view }: { id: string; routed: Routed & { deputyName?: string }; view: View }) {
  const t = textIn(view.locale);
  const named = (topics: readonly Topic[]) => topics.map((topic) => t(`topic.${topic}`));
  return (
    <section aria-labelledby="routed">
      <h2 id="routed">{t('person.expertise')}</h2>
      <SummaryList>
        <Fact name={t('field.mainTopics')}>
          <Listed texts={named(routed.mainTopics)} view={view} />
        </Fact>
        <Fact name={t('field.secondaryTopics')}>
          <Listed texts={named(routed.secondaryTopics)} view={view} />
        </Fact>
        <Fact name={t('field.languages')}>
          <Listed texts={routed.languages.map((language) => t(`language.${language}`))} view={view} />
        </Fact>
        {routed.workingLanguages && (
          <Fact name={t('field.workingLanguages')}>
            <Listed texts={routed.workingLanguages.map((language) => t(`language.${language}`))} view={view} />
          </Fact>
        )}
        <Fact name={t('field.capacity')}>{routed.capacity}</Fact>
        {routed.absences.length > 0 && (
          <Fact name={t('field.absences')}>
            <ul class="plain">
              {routed.absences.map(({ from, to }) => (
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
        <Fact name={t('field.deputyId')}>
          {routed.deputyName ? <bdi>{routed.deputyName}</bdi> : t('choose.nobody')}
        </Fact>
      </SummaryList>
      <p>
        <a href={`/people/${id}/expertise`}>{t('person.edit-expertise')}</a>
      </p>
    </section>
  );
}
