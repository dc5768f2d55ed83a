import type { TextKey } from '../text/catalogues.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** A place that a key leads to after `g`, and the other address whose pages are within it. */
export type Place = { href: string; key: TextKey; letter: string; also?: string };

const Keys = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((key, index) => (
      <>
        {index > 0 && ' '}
        <kbd key={key}>{key}</kbd>
      </>
    ))}
  </>
);

/** The list of keys, for those who switched them on in their account; the script opens it, by a button or by `?`. */
export function Shortcuts({ places, view }: { places: readonly Place[]; view: View }) {
  const t = textIn(view.locale);
  return (
    <dialog class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('keys.title')}</h2>
      <dl>
        {places.map(({ href, key, letter }) => (
          <div key={letter}>
            <dt dir="ltr">
              <Keys of={['g', letter]} />
            </dt>
            <dd>
              <a href={href} data-go={letter}>
                {t(key)}
              </a>
            </dd>
          </div>
        ))}
        {(['j', 'k', 'x', '?'] as const).map((key) => (
          <div key={key}>
            <dt dir="ltr">
              <Keys of={[key]} />
            </dt>
            <dd>{t(key === '?' ? 'keys.list' : `keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('keys.text', {
          account: (
            <a class="within" href="/account">
              {t('mailing.account')}
            </a>
          ),
        })}
      </p>
      <button type="button" data-part="close">
        {t('keys.close')}
      </button>
    </dialog>
  );
}
