import { BoardView, boardAt, boardSearch, filterNames, usualOrder } from '../../shared/board.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { Region } from '../../shared/regions.ts';
import { topicIds } from '../../shared/topics.ts';
import type { BoardData } from '../pages/board.tsx';
import { statesInOrder } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Part = { data: BoardData; view: View };

/** The views of the board and the member's own, each a link. */
export function BoardViews({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <nav class="tabs views" aria-label={t('board.views')}>
      <ul>
        {BoardView.options.map((one) => (
          <li key={one}>
            <a
              href={boardAt(boardSearch({ view: one, order: usualOrder(one), only: {} }))}
              aria-current={one === data.view ? 'page' : undefined}
            >
              {t(`board.view-${one}`)}
            </a>
          </li>
        ))}
      </ul>
      {data.savedViews.length > 0 && (
        <ul class="own">
          <li class="soft">{t('board.own-views')}</li>
          {data.savedViews.map(({ name, query }) => (
            <li key={name}>
              <a href={boardAt(query)} aria-current={query === data.search ? 'true' : undefined}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

/** What a board is narrowed by, as a member chooses it. */
function choicesOf({
  data,
  view,
}: Part): Record<(typeof filterNames)[number], readonly { value: string; text: string }[]> {
  const t = textIn(view.locale);
  return {
    topic: topicIds.map((topic) => ({ value: topic, text: t(`topic.${topic}`) })),
    language: QueryLanguage.options.map((language) => ({ value: language, text: t(`language.${language}`) })),
    region: Region.options.map((region) => ({ value: region, text: t(`region.${region}`) })),
    state: statesInOrder(view.locale),
    expert: data.experts.map(({ id, name }) => ({ value: id, text: name })),
  };
}

/** The same view narrowed: a form that only changes the address. */
export function BoardFilters({ data, view }: Part) {
  const t = textIn(view.locale);
  const choices = choicesOf({ data, view });
  const narrowed = filterNames.some((name) => data.only[name] !== undefined);
  return (
    <details class="filters" open={narrowed}>
      <summary>{t('board.filter')}</summary>
      <form method="get" action="/board">
        <input type="hidden" name="view" value={data.view} />
        <input type="hidden" name="order" value={data.order} />
        <div class="several">
          {filterNames.map((name) => (
            <div class="field" key={name}>
              <label for={`by-${name}`}>{t(`board.by-${name}`)}</label>
              <select id={`by-${name}`} name={name}>
                <option value="">{t('board.any')}</option>
                {choices[name].map(({ value, text }) => (
                  <option key={value} value={value} selected={value === data.only[name]}>
                    {text}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
        <div class="actions">
          <button class="second" type="submit">
            {t('board.narrow')}
          </button>
          {narrowed && <a href={boardAt(boardSearch({ ...data, only: {} }))}>{t('board.widen')}</a>}
        </div>
      </form>
    </details>
  );
}

/** The address of the board as hidden fields, so that a form that comes back finds the same rows. */
export const SameBoard = ({ search }: { search: string }) => (
  <>
    {[...new URLSearchParams(search)].map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);
