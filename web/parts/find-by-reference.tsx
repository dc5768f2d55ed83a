import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Field } from './fields.tsx';

/** The way from a reference to its query: a form that only changes the address. */
export function FindByReference({
  typed = '',
  mistyped = false,
  view,
}: {
  typed?: string;
  mistyped?: boolean;
  view: View;
}) {
  const t = textIn(view.locale);
  return (
    <search>
      <form class="find" method="get" action="/board/find">
        <Field view={view} name="reference" hint={t('find.hint')}>
          <input
            id="reference"
            type="search"
            name="reference"
            value={typed}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            dir="ltr"
            maxlength={100}
            aria-describedby={mistyped ? 'reference-hint nothing-found' : 'reference-hint'}
            aria-invalid={mistyped || undefined}
          />
        </Field>
        <button class="second" type="submit">
          {t('people.find')}
        </button>
      </form>
    </search>
  );
}
