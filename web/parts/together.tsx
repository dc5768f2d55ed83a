import type { BoardData } from '../pages/board.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { SameBoard } from './board-filters.tsx';
import { Around } from './fields.tsx';
import { Whose } from './once.tsx';
import { SelectField } from './selects.tsx';

/** To give the selected rows to one expert; the boxes stand in the table and belong to this form. */
export function Together({ data, view }: { data: BoardData; view: View }) {
  const t = textIn(view.locale);
  const refused = view.refused?.problems.some(({ field }) => field === 'chosen' || field === 'expertId');
  return (
    <details class="act" open={refused}>
      <summary>{t('together.title')}</summary>
      <form id="together" class="together" method="post" action="/board/choose" noValidate>
        <Whose view={view} />
        <SameBoard search={data.search} />
        <div id="chosen" tabIndex={-1}>
          <Around view={view} name="chosen" hint={t('together.hint')} />
        </div>
        <div class="line">
          <SelectField
            view={view}
            name="expertId"
            choose="choose.person"
            choices={data.experts.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <button class="second" type="submit">
            {t('together.preview')}
          </button>
        </div>
      </form>
    </details>
  );
}
