import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { FindForm } from './find-form.tsx';

type Props = { typed?: string; mistyped?: boolean; view: View };

/** The way from a reference to its query. */
export const FindByReference = ({ typed, mistyped = false, view }: Props) => (
  <FindForm
    view={view}
    action="/board/find"
    name="reference"
    hint={textIn(view.locale)('find.hint')}
    typed={typed}
    typing={{ autocapitalize: 'characters', spellcheck: false, dir: 'ltr', maxlength: 100 }}
    wrongBy={mistyped ? 'nothing-found' : undefined}
  />
);
