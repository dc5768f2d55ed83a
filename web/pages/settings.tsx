import type { Settings } from '../../shared/settings.ts';
import { topicGroups } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { type FieldName, LineField, TextField } from '../parts/fields.tsx';
import { DecidedOn, Once, Whose } from '../parts/once.tsx';
import { ChecksField, SelectField } from '../parts/selects.tsx';
import { CalendarDay, Day } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import { weekdayName } from '../text/times.ts';
import type { View } from '../view.ts';

/** The settings in force; `idleHolidays` fall on days off; `members` can be the head. */
export type SettingsData = Settings & {
  idleHolidays: readonly string[];
  members: readonly { id: string; name: string }[];
};

type Part = { data: SettingsData; view: View };

/** Holidays that fall on days off, pointed out. */
export function IdleHolidays({ days, view }: { days: readonly string[]; view: View }) {
  if (days.length === 0) return null;
  return (
    <div class="inset">
      <p>{textIn(view.locale)('settings.idle-holidays')}</p>
      <ul>
        {days.map((day) => (
          <li key={day}>
            <CalendarDay date={day} view={view} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function CalendarPart({ data: { version, calendar, idleHolidays }, view }: Part) {
  const t = textIn(view.locale);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: weekdayName(day, view.locale) }));
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{t('settings.calendar')}</h2>
      <p>{t('settings.calendar-text')}</p>
      <IdleHolidays days={idleHolidays} view={view} />
      <form id="writing" method="post" action="/settings/calendar/preview" noValidate>
        <Whose view={view} />
        <DecidedOn view={view} version={version} />
        <LineField view={view} name="zone" hint={t('invite.time-zone-hint')} known={calendar.zone} dir="ltr" />
        <ChecksField view={view} name="weekend" known={calendar.weekend.map(String)} groups={[{ choices: weekdays }]} />
        <div class="pair">
          <LineField view={view} name="opensAt" type="time" known={calendar.opensAt} narrow />
          <LineField view={view} name="closesAt" type="time" known={calendar.closesAt} narrow />
        </div>
        <TextField
          view={view}
          name="holidays"
          hint={t('settings.holidays-hint')}
          known={calendar.holidays.join('\n')}
          rows={12}
        />
        <button type="submit">{t('settings.preview')}</button>
      </form>
    </section>
  );
}

function TargetsPart({ data: { version, targets }, view }: Part) {
  const t = textIn(view.locale);
  const rows: [FieldName, number][] = [
    ['acknowledgement', targets.acknowledgement.standard],
    ['acknowledgementUrgent', targets.acknowledgement.urgent],
    ['acceptance', targets.acceptance.standard],
    ['acceptanceUrgentHours', targets.acceptance.urgentHours],
    ['firstAdvice', targets.firstAdvice.standard],
    ['firstAdviceUrgent', targets.firstAdvice.urgent],
    ['documentReview', targets.documentReview],
    ['keepInTouch', targets.keepInTouch],
    ['followUpDays', targets.followUp.standard],
    ['followUpUrgent', targets.followUp.urgent],
  ];
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{t('settings.targets')}</h2>
      <p>{t('settings.targets-text')}</p>
      <form method="post" action="/settings/targets/preview" noValidate>
        <Whose view={view} />
        <DecidedOn view={view} version={version} />
        <div class="pair">
          {rows.map(([name, known]) => (
            <LineField key={name} view={view} name={name} known={String(known)} numeric narrow />
          ))}
        </div>
        <button type="submit">{t('settings.preview')}</button>
      </form>
    </section>
  );
}

function TopicsPart({ data: { version, manualTopics }, view }: Part) {
  const t = textIn(view.locale);
  const groups = topicGroups.map((group) => ({
    heading: t(`topics.${group.id}`),
    choices: group.topics.map((topic) => ({ value: topic, text: t(`topic.${topic}`) })),
  }));
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">{t('settings.topics')}</h2>
      <form method="post" action="/settings/topics" noValidate>
        <Once view={view} version={version} />
        <ChecksField
          view={view}
          name="manualTopics"
          hint={t('settings.topics-text')}
          known={manualTopics}
          groups={groups}
        />
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  );
}

function HeadPart({ data: { version, headId, members }, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="head">
      <h2 id="head">{t('settings.head')}</h2>
      <form method="post" action="/settings/head" noValidate>
        <Once view={view} version={version} />
        <SelectField
          view={view}
          name="headId"
          hint={t('settings.head-text')}
          known={headId ?? ''}
          choose="choose.everybody"
          choices={members.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <button type="submit">{t('settings.save')}</button>
      </form>
    </section>
  );
}

/** When the hub works, what it promises, what is given out by hand, and who heads it. */
export const SettingsPage: Page<SettingsData> = {
  title: (_, view) => textIn(view.locale)('nav.settings'),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('nav.settings')}</h1>
        <p>
          {data.version === 1
            ? t('settings.shipped')
            : t('settings.version', { version: data.version, day: <Day at={data.since} view={view} /> })}
        </p>
        {view.refused?.reason === 'stale' && (
          <p class="inset">
            {t('settings.others-kept')}{' '}
            <a class="within" href="/settings">
              {t('settings.as-they-are')}
            </a>
          </p>
        )}
        <CalendarPart data={data} view={view} />
        <TargetsPart data={data} view={view} />
        <TopicsPart data={data} view={view} />
        <HeadPart data={data} view={view} />
      </>
    );
  },
};
