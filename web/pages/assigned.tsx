import type { Status } from '../../shared/query.ts';
import type { Page } from '../page.tsx';
import { Reference } from '../parts/reference.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { statusForDesk } from '../parts/words.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

const outcomes = ['done', 'changed', 'full', 'unfit'] as const;
type Outcome = (typeof outcomes)[number];

type Row = { id: string; reference: string; status: Status; outcome: Outcome; holderName?: string; url: string };

/** What became of each of several queries that were to go to one expert. */
export type AssignedData = { expertName: string; rows: readonly Row[] };

const tint = { done: 'good', changed: 'warm', full: 'warm', unfit: 'warm' } as const;
const columns = ['query', 'result', 'holder', 'status'] as const;

/** How many of each, in one line. */
function Counts({ rows, view }: { rows: readonly Row[]; view: View }) {
  const t = textIn(view.locale);
  return (
    <ul>
      {outcomes
        .map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length }))
        .filter(({ count }) => count > 0)
        .map(({ outcome, count }) => (
          <li key={outcome}>{t(`assigned.${outcome}-count`, { count })}</li>
        ))}
    </ul>
  );
}

/** What became of each query, and whom it is with now. */
export const AssignedPage: Page<AssignedData> = {
  title: (_, view) => textIn(view.locale)('assigned.title'),
  body: ({ expertName, rows }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <p class="above">
          <a href="/board">{t('nav.board')}</a>
        </p>
        <h1>{t('assigned.title')}</h1>
        <section class="panel" id="result" aria-labelledby="result-title" tabIndex={-1} autofocus>
          <h2 id="result-title">{t('assigned.to', { expert: <bdi>{expertName}</bdi> })}</h2>
          <Counts rows={rows} view={view} />
        </section>
        <Scroller label="assigned-caption">
          <table>
            <caption id="assigned-caption">{t('together.caption', { count: rows.length })}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`assigned.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, reference, status, outcome, holderName, url }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={url}>
                      <Reference of={reference} />
                    </a>
                  </th>
                  <td>
                    <span class={`tag ${tint[outcome]}`}>{t(`assigned.${outcome}`)}</span>
                  </td>
                  <td>{holderName ? <bdi>{holderName}</bdi> : <span class="soft">{t('board.nobody')}</span>}</td>
                  <td>{statusForDesk(status, view)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
        <p>
          <a href="/board">{t('together.back')}</a>
        </p>
      </div>
    );
  },
};
