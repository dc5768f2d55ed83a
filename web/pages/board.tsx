import { type BoardAddress, type BoardChoice, type BoardView, boardAt } from '../../shared/board.ts';
import type { ClockState } from '../../shared/clock.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { SavedView } from '../../shared/people.ts';
import type { Status, Urgency } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { BoardFilters, BoardViews } from '../parts/board-filters.tsx';
import { BoardNews, Selection } from '../parts/board-live.tsx';
import { BoardTable } from '../parts/board-table.tsx';
import { FindByReference } from '../parts/find-by-reference.tsx';
import { SavedViews } from '../parts/saved-views.tsx';
import { Together } from '../parts/together.tsx';
import { listText } from '../text/lists.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One query on the board: metadata only. */
export type BoardRow = {
  id: string;
  version: number;
  reference: string;
  topic: Topic;
  state: string;
  language: QueryLanguage;
  status: Status;
  urgency: Urgency['level'];
  clock: ClockState;
  dueAt: string;
  pausedSince?: string;
  updatedAt: string;
  expertName?: string;
  url: string;
};

/** One view of the board; `next` is the cursor of the next page, `search` the address of this view. */
export type BoardData = {
  rows: readonly BoardRow[];
  view: BoardView;
  order: BoardChoice['order'];
  only: BoardChoice['only'];
  ignored: readonly (keyof BoardAddress)[];
  search: string;
  experts: readonly { id: string; name: string }[];
  savedViews: readonly SavedView[];
  personVersion: number;
  next?: string;
  /** The page is not full because so many queries were looked at for it. */
  lookedThrough?: number;
};

/** Nothing to show: nothing of this view at all, nothing that the filters let through, or nothing yet. */
function Nothing({ data, view }: { data: BoardData; view: View }) {
  const t = textIn(view.locale);
  if (data.next) return <p class="inset">{t('board.none-yet')}</p>;
  const narrowed = Object.values(data.only).some((value) => value !== undefined);
  return (
    <p class="inset">
      {t(`board.none-${data.view}`)}
      {narrowed && <> {t('board.none-narrowed')}</>}
    </p>
  );
}

/** The queries that the secretariat watches, view by view, by the day they are due. */
export const BoardPage: Page<BoardData> = {
  title: (data, view) => {
    const t = textIn(view.locale);
    return t('board.title', { view: t(`board.view-${data.view}`) });
  },
  body: (data, view) => {
    const t = textIn(view.locale);
    const { rows, ignored, next, search, lookedThrough } = data;
    return (
      <div class="wide">
        <h1>{t('board.title', { view: t(`board.view-${data.view}`) })}</h1>
        {ignored.length > 0 && (
          <p class="inset">
            {t('board.ignored', {
              names: listText(
                ignored.map((name) => t(`board.by-${name}`)),
                view.locale,
              ),
            })}
          </p>
        )}
        <BoardViews data={data} view={view} />
        <FindByReference view={view} />
        {!view.query.cursor && <BoardNews search={search} view={view} />}
        <BoardFilters data={data} view={view} />
        {data.view === 'open' && <p class="soft">{t('board.open-hint')}</p>}
        {rows.length === 0 && <Nothing data={data} view={view} />}
        {rows.length > 0 && (
          <>
            <Together data={data} view={view} />
            <Selection rows={rows} view={view} />
            <BoardTable data={data} view={view} />
          </>
        )}
        {rows.length > 0 && lookedThrough !== undefined && (
          <p class="inset">{t('board.looked-through', { count: lookedThrough })}</p>
        )}
        {next && (
          <p>
            <a href={boardAt(search, next)}>{t('board.next')}</a>
          </p>
        )}
        <SavedViews data={data} view={view} />
      </div>
    );
  },
};
