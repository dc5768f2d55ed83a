import { QueryLanguage } from '../../shared/languages.ts';
import type { Routed } from '../../shared/people.ts';
import { topicGroups } from '../../shared/topics.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Around, LineField } from './fields.tsx';
import { allFilledIn, ChecksField, SelectField } from './selects.tsx';

/** Somebody who could stand in. */
export type Deputy = { id: string; name: string };

const spareRows = 2;
const fewestRows = 3;

/** Days away, from and to, a row each, and always two empty ones more. */
function AbsencesField({ known, view }: { known: Routed['absences']; view: View }) {
  const t = textIn(view.locale);
  const from = allFilledIn(
    view,
    'absenceFrom',
    known.map((absence) => absence.from),
  );
  const to = allFilledIn(
    view,
    'absenceTo',
    known.map((absence) => absence.to),
  );
  const written = Math.max(from.findLastIndex(Boolean), to.findLastIndex(Boolean)) + 1;
  const rows = Math.max(fewestRows, written + spareRows);
  const day = (name: 'absenceFrom' | 'absenceTo', row: number, values: readonly string[]) => {
    const id = row === 0 ? name : `${name}-${row + 1}`;
    return (
      <div class="field">
        <label for={id}>
          {t(`field.${name}`)} <span class="heard">{t('profile.nth-absence', { number: row + 1 })}</span>
        </label>
        <input type="date" id={id} name={name} value={values[row] ?? ''} autocomplete="off" />
      </div>
    );
  };
  return (
    <fieldset class="field" id="absences" aria-describedby="absences-hint">
      <legend>{t('field.absences')}</legend>
      <Around view={view} name="absences" hint={t('profile.absences-hint')} />
      <Around view={view} name="absenceFrom" />
      <Around view={view} name="absenceTo" />
      {Array.from({ length: rows }, (_, row) => (
        <div class="pair" key={row}>
          {day('absenceFrom', row, from)}
          {day('absenceTo', row, to)}
        </div>
      ))}
    </fieldset>
  );
}

/** What an expert is routed by, to be filled in: topics, languages, room, days away, and who stands in. */
export function ExpertiseFields({
  known,
  deputies,
  view,
}: {
  known?: Routed | undefined;
  deputies: readonly Deputy[];
  view: View;
}) {
  const t = textIn(view.locale);
  const topics = topicGroups.map((group) => ({
    heading: t(`topics.${group.id}`),
    choices: group.topics.map((topic) => ({ value: topic, text: t(`topic.${topic}`) })),
  }));
  const languages = QueryLanguage.options.map((language) => ({ value: language, text: t(`language.${language}`) }));
  return (
    <>
      <ChecksField
        view={view}
        name="mainTopics"
        hint={t('profile.main-hint')}
        known={known?.mainTopics ?? []}
        groups={topics}
      />
      <ChecksField
        view={view}
        name="secondaryTopics"
        hint={t('profile.secondary-hint')}
        known={known?.secondaryTopics ?? []}
        groups={topics}
      />
      <ChecksField view={view} name="languages" known={known?.languages ?? []} groups={[{ choices: languages }]} />
      <ChecksField
        view={view}
        name="workingLanguages"
        hint={t('profile.working-hint')}
        known={known?.workingLanguages ?? []}
        groups={[{ choices: languages }]}
      />
      <LineField
        view={view}
        name="capacity"
        hint={t('profile.capacity-hint')}
        known={String(known?.capacity ?? 3)}
        numeric
        narrow
      />
      <AbsencesField known={known?.absences ?? []} view={view} />
      <SelectField
        view={view}
        name="deputyId"
        hint={t('profile.deputy-hint')}
        known={known?.deputyId ?? ''}
        choose="choose.nobody"
        choices={deputies.map(({ id, name }) => ({ value: id, text: name }))}
      />
    </>
  );
}
