import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Once } from './once.tsx';
import { SelectField } from './selects.tsx';

type Succession = { id: string; version: number; successors: readonly { id: string; name: string }[]; view: View };

/** To give a query of somebody who has left to a colleague of theirs; nothing where there is none. */
export function HandOver({ id, version, successors, view }: Succession) {
  const t = textIn(view.locale);
  if (successors.length === 0) return null;
  return (
    <section class="narrow" aria-labelledby="hand-over">
      <h2 id="hand-over">{t('card.hand-over')}</h2>
      <p>{t('card.hand-over-text')}</p>
      <form method="post" action={`/queries/${id}/hand-over`} noValidate>
        <Once view={view} version={version} />
        <SelectField
          view={view}
          name="successorId"
          choose="choose.person"
          choices={successors.map((one) => ({ value: one.id, text: one.name }))}
        />
        <button class="second" type="submit">
          {t('card.hand-over-button')}
        </button>
      </form>
    </section>
  );
}
