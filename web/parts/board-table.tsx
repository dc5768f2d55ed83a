import { boardAt, boardSearch } from '../../shared/board.ts';
import type { BoardData, BoardRow } from '../pages/board.tsx';
import { stateName } from '../text/states.ts';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Reference } from './reference.tsx';
import { Scroller } from './scroller.tsx';
import { Day } from './time.tsx';
import { ClockWords, statusForDesk, UrgencyMark } from './words.tsx';

type Part = { data: BoardData; view: View };

const headings: Record<'topic' | 'state' | 'language' | 'status' | 'expert' | 'updated', TextKey> = {
  topic: 'board.topic',
  state: 'board.state',
  language: 'board.language',
  status: 'board.status',
  expert: 'board.expert',
  updated: 'board.updated',
};

/** How the clock reads and when it is due; since when it stands, while it does. */
function ClockCell({ row, view }: { row: BoardRow; view: View }) {
  const t = textIn(view.locale);
  const { clock, dueAt, pausedSince } = row;
  return (
    <>
      <ClockWords state={clock} view={view} />{' '}
      <span class="day">
        {pausedSince ? t('board.since', { day: <Day at={pausedSince} view={view} /> }) : <Day at={dueAt} view={view} />}
      </span>
    </>
  );
}

function Row({ row, view }: { row: BoardRow; view: View }) {
  const t = textIn(view.locale);
  const picked = [view.refused?.typed.chosen ?? []].flat().includes(row.id);
  return (
    <tr class={row.pausedSince ? 'hatched' : undefined}>
      <td>
        <label class="pick">
          <input type="checkbox" form="together" name="chosen" value={row.id} checked={picked} />
          <span class="heard">{t('together.pick', { reference: row.reference })}</span>
        </label>
      </td>
      <th scope="row">
        <a href={row.url} data-row>
          <Reference of={row.reference} />
        </a>{' '}
        <UrgencyMark level={row.urgency} view={view} />
      </th>
      <td>
        <ClockCell row={row} view={view} />
      </td>
      <td>{t(`topic.${row.topic}`)}</td>
      <td>{stateName(row.state, view.locale)}</td>
      <td>{t(`language.${row.language}`)}</td>
      <td>{statusForDesk(row.status, view)}</td>
      <td>{row.expertName ? <bdi>{row.expertName}</bdi> : <span class="soft">{t('board.nobody')}</span>}</td>
      <td>
        <Day at={row.updatedAt} view={view} />
      </td>
    </tr>
  );
}

/** The address of the same view the other way round. */
const turned = ({ view, order, only }: BoardData): string =>
  boardAt(boardSearch({ view, only, order: order === 'first' ? 'last' : 'first' }));

/** The rows of a view, ordered by the day they are due. */
export function BoardTable({ data, view }: Part) {
  const t = textIn(view.locale);
  const { rows, order } = data;
  return (
    <Scroller label="board-caption">
      <table class="board">
        <caption id="board-caption">
          {t('board.shown', { view: t(`board.view-${data.view}`), count: rows.length })} {t(`board.order-${order}`)}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="heard">{t('together.pick-column')}</span>
            </th>
            <th scope="col">{t('board.reference')}</th>
            <th scope="col" aria-sort={order === 'first' ? 'ascending' : 'descending'}>
              <a href={turned(data)}>
                {t('board.clock')} <span aria-hidden="true">{order === 'first' ? '↑' : '↓'}</span>
                <span class="heard"> {t(order === 'first' ? 'board.turn-last' : 'board.turn-first')}</span>
              </a>
            </th>
            {Object.values(headings).map((heading) => (
              <th key={heading} scope="col">
                {t(heading)}
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
  );
}
