import type { ComponentChildren } from 'preact';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CharactersLeft } from './characters-left.tsx';
import { problemText } from './refusal.tsx';

type Named<Key> = Key extends `field.${infer Name}` ? Name : never;

/** Every field that a form of ours has; its label is the text `field.<name>`. */
export type FieldName = Named<TextKey>;

/** What was typed into this field, if the form came back. */
export const typedInto = (view: View, name: FieldName) => (view.refused?.typed ?? view.typed)?.[name];

/** What stands in a field: what was typed if the form came back, else what is known. */
export function filledIn(view: View, name: FieldName, known = ''): string {
  const typed = typedInto(view, name);
  return (Array.isArray(typed) ? typed[0] : typed) ?? known;
}

/** The attributes that tie a control to its hint and its error. */
export function wiring(view: View, name: FieldName, hasHint: boolean) {
  const refused = view.refused?.problems.some(({ field }) => field === name) ?? false;
  const describedBy = [hasHint && `${name}-hint`, refused && `${name}-error`].filter(Boolean).join(' ');
  return {
    id: name,
    name,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(refused ? { 'aria-invalid': true } : {}),
  };
}

/** A field's hint and error, above its control. */
export function Around({ view, name, hint }: { view: View; name: FieldName; hint?: ComponentChildren }) {
  const problem = view.refused?.problems.find(({ field }) => field === name);
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="error" id={`${name}-error`}>
          <span class="heard">{textIn(view.locale)('refusal.error')} </span>
          {problemText(problem, view)}
        </p>
      )}
    </>
  );
}

type Field = {
  view: View;
  name: FieldName;
  label?: TextKey;
  hint?: ComponentChildren;
  children: ComponentChildren;
};

/** A labelled field around one control. */
export const Field = ({ view, name, label = `field.${name}`, hint, children }: Field) => (
  <div class="field">
    <label for={name}>{textIn(view.locale)(label)}</label>
    <Around view={view} name={name} hint={hint} />
    {children}
  </div>
);

type Line = {
  view: View;
  name: FieldName;
  hint?: ComponentChildren;
  known?: string;
  type?: 'text' | 'email' | 'password' | 'date' | 'time';
  autocomplete?: string;
  numeric?: boolean;
  narrow?: boolean;
  dir?: 'ltr' | 'auto';
  min?: string;
};

/** One line of text; a password is never written back. */
export function LineField({ view, name, hint, known, type = 'text', autocomplete, numeric, narrow, dir, min }: Line) {
  return (
    <Field view={view} name={name} hint={hint}>
      <input
        {...wiring(view, name, hint !== undefined)}
        type={type}
        {...(type === 'password' ? {} : { value: filledIn(view, name, known) })}
        autocomplete={autocomplete ?? 'off'}
        {...(numeric ? { inputmode: 'numeric' as const } : {})}
        {...(narrow ? { class: 'narrow' } : {})}
        {...(dir ? { dir } : {})}
        {...(min ? { min } : {})}
        {...(type === 'email' || type === 'password' ? { spellcheck: false } : {})}
      />
    </Field>
  );
}

type TextBox = {
  view: View;
  name: FieldName;
  label?: TextKey;
  hint?: ComponentChildren;
  known?: string;
  rows: number;
  lang?: string;
  /** The most characters it may have, where it is worth saying how many are left. */
  most?: number;
};

/** A text of several lines; it grows with its content where the browser can. */
export const TextField = ({ view, name, label, hint, known, rows, lang, most }: TextBox) => (
  <Field view={view} name={name} label={label} hint={hint}>
    <textarea
      {...wiring(view, name, hint !== undefined)}
      rows={rows}
      dir="auto"
      lang={lang}
      value={filledIn(view, name, known)}
    />
    {most && <CharactersLeft of={name} most={most} view={view} />}
  </Field>
);

type Choice = { value: string; text: string; hint?: string };
type Choices = {
  view: View;
  name: FieldName;
  hint?: ComponentChildren;
  known?: string;
  choices: readonly Choice[];
  required?: boolean | undefined;
  children?: ComponentChildren;
};

/** One of a few, all in sight; the first bears the field's name as id, so that a link to the field finds it. */
export function RadioField({ view, name, hint, known, choices, required, children }: Choices) {
  const { id, 'aria-describedby': describedBy, 'aria-invalid': invalid } = wiring(view, name, hint !== undefined);
  const chosen = filledIn(view, name, known);
  return (
    <fieldset class="field" aria-describedby={describedBy}>
      <legend>{textIn(view.locale)(`field.${name}`)}</legend>
      <Around view={view} name={name} hint={hint} />
      {choices.map((choice, index) => (
        <div class="choice" key={choice.value}>
          <input
            type="radio"
            id={index === 0 ? id : `${id}-${choice.value}`}
            name={name}
            value={choice.value}
            checked={choice.value === chosen}
            required={required}
            aria-invalid={invalid}
            {...(choice.hint ? { 'aria-describedby': `${id}-${choice.value}-hint` } : {})}
          />
          <label for={index === 0 ? id : `${id}-${choice.value}`}>{choice.text}</label>
          {choice.hint && (
            <p class="hint" id={`${id}-${choice.value}-hint`}>
              {choice.hint}
            </p>
          )}
        </div>
      ))}
      {children}
    </fieldset>
  );
}

type Check = { view: View; name: FieldName; value: string; label?: TextKey; optional?: boolean };

/** One thing to confirm. */
export const CheckField = ({ view, name, value, label = `field.${name}`, optional = false }: Check) => (
  <div class="field">
    <Around view={view} name={name} />
    <div class="choice">
      <input
        type="checkbox"
        {...wiring(view, name, false)}
        value={value}
        checked={filledIn(view, name) === value}
        required={!optional}
      />
      <label for={name}>{textIn(view.locale)(label)}</label>
    </div>
  </div>
);
