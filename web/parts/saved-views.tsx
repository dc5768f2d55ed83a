import { viewLimit } from '../../shared/people.ts';
import type { BoardData } from '../pages/board.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { SameBoard } from './board-filters.tsx';
import { LineField } from './fields.tsx';
import { Once } from './once.tsx';
import { SelectField } from './selects.tsx';

type Part = { data: BoardData; view: View };

const refusedIn = (view: View, ...fields: string[]): boolean =>
  view.refused?.problems.some(({ field }) => fields.includes(field)) ?? false;

/** To keep this view of the board under a name, and to rename or delete what was kept. */
export function SavedViews({ data, view }: Part) {
  const t = textIn(view.locale);
  const { search, savedViews, personVersion } = data;
  return (
    <section class="apart" aria-labelledby="own-views">
      <h2 id="own-views">{t('views.title')}</h2>
      <details class="act" open={refusedIn(view, 'viewName')}>
        <summary>{t('views.save')}</summary>
        <form class="narrow" method="post" action="/board/views" noValidate>
          <Once view={view} version={personVersion} />
          <SameBoard search={search} />
          <LineField view={view} name="viewName" hint={t('views.hint', { limit: viewLimit })} dir="auto" />
          <button class="second" type="submit">
            {t('views.save-button')}
          </button>
        </form>
      </details>
      {savedViews.length > 0 && (
        <details class="act" open={refusedIn(view, 'savedView', 'newName')}>
          <summary>{t('views.change')}</summary>
          <form class="narrow" method="post" action="/board/views/rename" noValidate>
            <Once view={view} version={personVersion} />
            <SameBoard search={search} />
            <SelectField
              view={view}
              name="savedView"
              choose="choose.option"
              choices={savedViews.map(({ name }) => ({ value: name, text: name }))}
            />
            <LineField view={view} name="newName" dir="auto" />
            <div class="actions">
              <button class="second" type="submit">
                {t('views.rename-button')}
              </button>
              <button class="quiet" type="submit" formaction="/board/views/delete">
                {t('views.delete-button')}
              </button>
            </div>
          </form>
        </details>
      )}
    </section>
  );
}
