import type { ClockState } from '../../shared/clock.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Status, Urgency } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Reference } from '../parts/reference.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Day } from '../parts/time.tsx';
import { ClockWords, statusForDesk, UrgencyMark } from '../parts/words.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One query on the board: metadata only. */
export type BoardRow = {
  id: string;
  reference: string;
  topic: Topic;
  state: string;
  language: QueryLanguage;
  status: Status;
  urgency: Urgency['level'];
  clock: ClockState;
  dueAt: string;
  expertName?: string;
  url: string;
};

/** The board; `next` is the cursor of the next page. */
export type BoardData = { rows: readonly BoardRow[]; next?: string };

const columns = ['reference', 'clock', 'due', 'status', 'topic', 'state', 'language', 'expert'] as const;

function Row({ row, view }: { row: BoardRow; view: View }) {
  const t = textIn(view.locale);
  return (
    <tr>
      <th scope="row">
        <a href={row.url}>
          <Reference of={row.reference} />
        </a>{' '}
        <UrgencyMark level={row.urgency} view={view} />
      </th>
      <td>
        <ClockWords state={row.clock} view={view} />
      </td>
      <td>
        <Day at={row.dueAt} view={view} />
      </td>
      <td>{statusForDesk(row.status, view)}</td>
      <td>{t(`topic.${row.topic}`)}</td>
      <td>{stateName(row.state, view.locale)}</td>
      <td>{t(`language.${row.language}`)}</td>
      <td>{row.expertName ? <bdi>{row.expertName}</bdi> : <span class="soft">{t('board.nobody')}</span>}</td>
    </tr>
  );
}

/** Every query that the secretariat watches, soonest due first. */
export const BoardPage: Page<BoardData> = {
  title: (_, view) => textIn(view.locale)('nav.board'),
  body: ({ rows, next }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <h1>{t('nav.board')}</h1>
        {rows.length === 0 && <p>{t('board.none')}</p>}
        {rows.length > 0 && (
          <Scroller label="board-caption">
            <table>
              <caption id="board-caption">{t('board.caption', { count: rows.length })}</caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {t(`board.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} view={view} />
                ))}
              </tbody>
            </table>
          </Scroller>
        )}
        {next && (
          <p>
            <a href={`/board?${new URLSearchParams({ cursor: next })}`}>{t('list.more')}</a>
          </p>
        )}
      </div>
    );
  },
};
