import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Field, type FieldName } from './fields.tsx';

type Find = {
  view: View;
  action: string;
  name: FieldName;
  hint: string;
  typed: string | undefined;
  /** How the browser is to treat what is typed. */
  typing: Pick<InputHTMLAttributes, 'dir' | 'autocapitalize' | 'spellcheck' | 'maxlength'>;
  /** Which part of the page says what is wrong with what was typed. */
  wrongBy?: string | undefined;
  children?: ComponentChildren;
};

/** One field to find something by: a form that only changes the address. */
export const FindForm = ({ view, action, name, hint, typed = '', typing, wrongBy, children }: Find) => (
  <search>
    <form class="find" method="get" action={action}>
      {children}
      <Field view={view} name={name} hint={hint}>
        <input
          id={name}
          type="search"
          name={name}
          value={typed}
          autocomplete="off"
          {...typing}
          aria-describedby={wrongBy ? `${name}-hint ${wrongBy}` : `${name}-hint`}
          aria-invalid={wrongBy !== undefined || undefined}
        />
      </Field>
      <button class="second" type="submit">
        {textIn(view.locale)('people.find')}
      </button>
    </form>
  </search>
);
