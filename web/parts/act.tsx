import type { ComponentChildren } from 'preact';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import type { FieldName } from './fields.tsx';
import { Once } from './once.tsx';

type Act = {
  view: View;
  action: string;
  title: TextKey;
  text: TextKey;
  button: TextKey;
  /** Its fields by name: the act stands open when one of them was refused, or it came back otherwise. */
  fields?: readonly FieldName[];
  /** The version that a change is decided on; without it nothing is changed yet: the form only asks. */
  version?: number;
  children?: ComponentChildren;
};

/** One thing to do, folded away until it is wanted: what it means, its fields, its button. */
export function Act({ view, action, title, text, button, fields = [], version, children }: Act) {
  const t = textIn(view.locale);
  const cameBack = view.sentTo === action;
  const refused = view.refused?.problems.some(({ field }) => fields.some((name) => name === field));
  return (
    <details class="act" open={cameBack || refused}>
      <summary>{t(title)}</summary>
      <form method={version === undefined ? 'get' : 'post'} action={action} noValidate>
        {version !== undefined && <Once view={view} version={version} />}
        <p>{t(text)}</p>
        {children}
        <button class="second" type="submit">
          {t(button)}
        </button>
      </form>
    </details>
  );
}
