import { boardAt } from '../../shared/board.ts';
import type { BoardData } from '../pages/board.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Counted } from './counted.tsx';

/** What the script says of rows that came or changed since the page was made; it never changes the page by itself. */
export function BoardNews({ search, view }: { search: string; view: View }) {
  const since = new URLSearchParams(search);
  since.set('since', view.now);
  return (
    <div class="news" data-news={`/board/news?${since}`}>
      <p role="status">
        <span data-part="count" />{' '}
        <span data-part="reload" hidden>
          <a href={boardAt(search)}>{textIn(view.locale)('board.reload')}</a>
        </span>
      </p>
      <Counted of="board.news" view={view} />
    </div>
  );
}

/** How many rows are selected, and a way to select all of them or none: for those whose browser runs the script. */
export function Selection({ rows, view }: { rows: BoardData['rows']; view: View }) {
  const t = textIn(view.locale);
  return (
    <div class="selection" data-selection hidden>
      <button class="quiet" type="button" data-part="all">
        {t('board.select-all', { count: rows.length })}
      </button>
      <button class="quiet" type="button" data-part="none">
        {t('board.select-none')}
      </button>
      <p role="status" data-part="count" />
      <Counted of="board.selected" view={view} />
    </div>
  );
}
