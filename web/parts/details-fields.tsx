import { locales } from '../../shared/languages.ts';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { LineField } from './fields.tsx';
import { SelectField } from './selects.tsx';

/** An institution that an official may ask for. */
export type InstitutionChoice = { id: string; name: string; state: string };

type Known = { name: string; locale: string; timeZone: string };

/** What everybody is called, reads and lives by, to be filled in. */
export function DetailsFields({ known, view }: { known?: Known; view: View }) {
  const t = textIn(view.locale);
  const languages = locales.map((locale) => ({ value: locale, text: t(`language.${locale}`) }));
  return (
    <>
      <LineField view={view} name="name" known={known?.name} dir="auto" />
      <SelectField
        view={view}
        name="locale"
        hint={t('invite.locale-hint')}
        known={known?.locale ?? 'en'}
        choices={languages}
      />
      <LineField
        view={view}
        name="timeZone"
        hint={t('invite.time-zone-hint')}
        known={known?.timeZone ?? 'Europe/Zurich'}
        dir="ltr"
      />
    </>
  );
}

/** The institution an official asks for. */
export function InstitutionField({
  institutions,
  known,
  view,
}: {
  institutions: readonly InstitutionChoice[];
  known?: string;
  view: View;
}) {
  const choices = institutions.map(({ id, name, state }) => ({
    value: id,
    text: `${name} (${stateName(state, view.locale)})`,
  }));
  return (
    <SelectField
      view={view}
      name="institutionId"
      hint={textIn(view.locale)('invite.institution-hint')}
      known={known}
      choose="choose.institution"
      choices={choices}
    />
  );
}
