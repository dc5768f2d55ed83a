import { textIn } from '../text/text.ts';
import type { DoneKey, View } from '../view.ts';

/** Says at the top of a page what has just been done; it takes the focus, so that it is read first. */
export function Done({ done, view }: { done: DoneKey; view: View }) {
  const t = textIn(view.locale);
  return (
    <section class="done" aria-labelledby="done-title" tabIndex={-1} autofocus>
      <h2 id="done-title">{t('done.title')}</h2>
      <p>{t(done)}</p>
    </section>
  );
}
