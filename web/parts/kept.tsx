import { isTextKey, type TextKey, textIn } from '../text/text.ts';
import type { Typed, View } from '../view.ts';

/** A form that was sent and not taken: where it goes, and everything that was in it. */
export type Sent = { action: string; fields: Typed };

/** A form that was sent and not taken, whole, to be sent again with one button. */
export function SendAgain({ sent, button, view }: { sent: Sent; button: TextKey; view: View }) {
  const fields = Object.entries(sent.fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as const),
  );
  return (
    <form id="writing" method="post" action={sent.action}>
      {fields.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{textIn(view.locale)(button)}</button>
    </form>
  );
}

/** As long as something that costs effort to type again. */
const fewestCharacters = 20;

// Words with a space between them: an id or an address is nothing that somebody wrote.
const isProse = (text: string): boolean => text.length >= fewestCharacters && /\S\s+\S/.test(text);

/** The longer texts of a form that cannot be sent any more, to be copied. */
export function WhatWasTyped({ typed, view }: { typed: Typed; view: View }) {
  const t = textIn(view.locale);
  const texts = Object.entries(typed).flatMap(([name, value]) => {
    const label = `field.${name}`;
    return typeof value === 'string' && isProse(value) && isTextKey(label) ? [{ name, label, value }] : [];
  });
  if (texts.length === 0) return null;
  return (
    <section aria-labelledby="typed">
      <h2 id="typed">{t('error.typed-title')}</h2>
      <p>{t('error.typed-text')}</p>
      {texts.map(({ name, label, value }) => (
        <div key={name} class="field">
          <label for={name}>{t(label)}</label>
          <textarea id={name} rows={6} dir="auto" readOnly value={value} />
        </div>
      ))}
    </section>
  );
}
