import { isTextKey, type TextKey, textIn } from '../text/text.ts';
import type { Typed, View } from '../view.ts';
import { texts } from './refusal.tsx';

/** A form that was sent and not taken: where it goes, and everything that was in it. */
export type Sent = { action: string; fields: Typed };

const Hidden = ({ fields }: { fields: Typed }) => (
  <>
    {Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => <input key={`${name}=${one}`} type="hidden" name={name} value={one} />),
    )}
  </>
);

/** A form that was sent and not taken, whole, to be sent again with one button. */
export const SendAgain = ({ sent, button, view }: { sent: Sent; button: TextKey; view: View }) => (
  <form id="writing" method="post" action={sent.action}>
    <Hidden fields={sent.fields} />
    <button type="submit">{textIn(view.locale)(button)}</button>
  </form>
);

/** As long as something that costs effort to type again. */
const fewestCharacters = 20;

// Words with a space between them: an id or an address is nothing that somebody wrote.
const isProse = (text: string): boolean => text.length >= fewestCharacters && /\S\s+\S/.test(text);

function isWritten(name: string, value: Typed[string]): value is string {
  if (typeof value !== 'string' || !isTextKey(`field.${name}`)) return false;
  return texts.includes(name) ? value.trim() !== '' : isProse(value);
}

/** Does a form hold words that somebody would want back? */
export const holdsWriting = (fields: Typed): boolean =>
  Object.entries(fields).some(([name, value]) => isWritten(name, value));

/** The texts of a form that cannot be sent any more, to be copied. It is still a form, to come along into another language. */
export function WhatWasTyped({ sent, view }: { sent: Sent; view: View }) {
  const t = textIn(view.locale);
  const fields = Object.entries(sent.fields);
  const written = fields.flatMap(([name, value]) => {
    const label = `field.${name}`;
    return isWritten(name, value) && isTextKey(label) ? [{ name, label, value }] : [];
  });
  // Not its key: nothing came of what was sent with it.
  const others = fields.filter(([name, value]) => name !== 'idempotencyKey' && !isWritten(name, value));
  return (
    <form id="writing-sent" method="post" action={sent.action}>
      <Hidden fields={Object.fromEntries(others)} />
      {written.length > 0 && (
        <section aria-labelledby="typed">
          <h2 id="typed">{t('error.typed-title')}</h2>
          <p>{t('error.typed-text')}</p>
          {written.map(({ name, label, value }) => (
            <div key={name} class="field">
              <label for={`typed-${name}`}>{t(label)}</label>
              <textarea id={`typed-${name}`} name={name} rows={6} dir="auto" readOnly value={value} />
            </div>
          ))}
        </section>
      )}
    </form>
  );
}
