import { statesInOrder } from '../text/states.ts';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Around, Field, type FieldName, filledIn, typedInto, wiring } from './fields.tsx';

type Option = { value: string; text: string };
type Select = {
  view: View;
  name: FieldName;
  label?: TextKey;
  hint?: string;
  known?: string;
  choices: readonly Option[];
  /** What the first, empty choice says; without it something is always chosen. */
  choose?: TextKey;
};

type Options = { chosen: string; choices: readonly Option[]; empty?: string };

const Options = ({ chosen, choices, empty }: Options) => (
  <>
    {empty && <option value="">{empty}</option>}
    {choices.map(({ value, text }) => (
      <option key={value} value={value} selected={value === chosen}>
        {text}
      </option>
    ))}
  </>
);

/** One of many. */
export const SelectField = ({ view, name, label, hint, known, choices, choose }: Select) => (
  <Field view={view} name={name} label={label} hint={hint}>
    <select {...wiring(view, name, hint !== undefined)}>
      <Options chosen={filledIn(view, name, known)} choices={choices} empty={choose && textIn(view.locale)(choose)} />
    </select>
  </Field>
);

/** One State. */
export const StateField = ({ choose = 'choose.state', ...rest }: Omit<Select, 'choices'>) => (
  <SelectField {...rest} choose={choose} choices={statesInOrder(rest.view.locale)} />
);

const fewest = 3;

/** Everything a field of several values holds, in its places: as typed if the form came back, else what is known. */
export function allFilledIn(view: View, name: FieldName, known: readonly string[]): readonly string[] {
  const typed = typedInto(view, name);
  return typed === undefined ? known : [typed].flat();
}

const chosenIn = (view: View, name: FieldName, known: readonly string[]): readonly string[] =>
  allFilledIn(view, name, known).filter(Boolean);

type Several = { view: View; name: FieldName; hint?: string; known: readonly string[] };

type Checks = Several & { groups: readonly { heading?: string; choices: readonly Option[] }[] };

/** Any number of a few, all in sight; the first bears the field's name as id, so that a link to the field finds it. */
export function ChecksField({ view, name, hint, known, groups }: Checks) {
  const chosen = chosenIn(view, name, known);
  const { id, 'aria-describedby': describedBy, 'aria-invalid': invalid } = wiring(view, name, hint !== undefined);
  const first = groups[0]?.choices[0]?.value;
  return (
    <fieldset class="field checks" aria-describedby={describedBy}>
      <legend>{textIn(view.locale)(`field.${name}`)}</legend>
      <Around view={view} name={name} hint={hint} />
      {/* So that "none" is sent as well. */}
      <input type="hidden" name={name} value="" />
      {groups.map(({ heading, choices }) => (
        <div key={choices[0]?.value}>
          {heading && <p class="heading">{heading}</p>}
          {choices.map(({ value, text }) => {
            const own = value === first ? id : `${id}-${value}`;
            return (
              <div class="choice" key={value}>
                <input
                  type="checkbox"
                  id={own}
                  name={name}
                  value={value}
                  checked={chosen.includes(value)}
                  aria-invalid={invalid}
                />
                <label for={own}>{text}</label>
              </div>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}

/** Several States: a select for each, and always an empty one more, so that no choice is lost by a slip of the hand. */
export function StatesField({ view, name, hint, known }: Several) {
  const t = textIn(view.locale);
  const chosen = chosenIn(view, name, known);
  const rows = Math.max(fewest, chosen.length + 1);
  const { id, 'aria-describedby': describedBy, 'aria-invalid': invalid } = wiring(view, name, hint !== undefined);
  return (
    <fieldset class="field" aria-describedby={describedBy}>
      <legend>{t(`field.${name}`)}</legend>
      <Around view={view} name={name} hint={hint} />
      {Array.from({ length: rows }, (_, index) => (
        <select
          key={index}
          id={index === 0 ? id : `${id}-${index + 1}`}
          name={name}
          aria-label={t('profile.nth', { number: index + 1 })}
          aria-invalid={index === 0 ? invalid : undefined}
        >
          <Options
            chosen={chosen[index] ?? ''}
            choices={statesInOrder(view.locale)}
            empty={t(index === 0 && name === 'nationalities' ? 'choose.state' : 'choose.no-state')}
          />
        </select>
      ))}
    </fieldset>
  );
}
