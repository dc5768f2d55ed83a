import { AssignReason } from '../../shared/choices.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Status } from '../../shared/query.ts';
import type { Exclusion } from '../../shared/routing.ts';
import type { Prospect } from '../../shared/together.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Around } from '../parts/fields.tsx';
import { Whose } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { SelectField } from '../parts/selects.tsx';
import { statusForDesk } from '../parts/words.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Row = {
  id: string;
  version: number;
  reference: string;
  topic: Topic;
  state: string;
  language: QueryLanguage;
  status: Status;
  verdict: Prospect['verdict'];
  exclusions: readonly Exclusion[];
  /** Whom it is with now. */
  before?: string;
  url: string;
};

/** Several queries that might go to one expert, with what stands against each. */
export type TogetherData = {
  expert: { id: string; name: string };
  open: number;
  capacity: number;
  prospects: readonly Row[];
};

const columns = ['query', 'topic', 'state', 'language', 'before', 'after', 'against'] as const;

/** Only what can be is to be ticked, and only what stands clear is ticked already. */
function Tick({ row, view }: { row: Row; view: View }) {
  if (row.verdict !== 'fits' && row.verdict !== 'by-hand') return null;
  const t = textIn(view.locale);
  const typed = view.refused?.typed.row;
  const value = `${row.id}.${row.version}`;
  const ticked = typed === undefined ? row.verdict === 'fits' : [typed].flat().includes(value);
  return (
    <label class="pick">
      <input type="checkbox" name="row" value={value} checked={ticked} />
      <span class="heard">{t('together.pick', { reference: row.reference })}</span>
    </label>
  );
}

function Line({ row, expert, view }: { row: Row; expert: string; view: View }) {
  const t = textIn(view.locale);
  const may = row.verdict === 'fits' || row.verdict === 'by-hand';
  return (
    <tr>
      <td>
        <Tick row={row} view={view} />
      </td>
      <th scope="row">
        <a href={row.url}>
          <Reference of={row.reference} />
        </a>{' '}
        <span class="soft">{statusForDesk(row.status, view)}</span>
      </th>
      <td>{t(`topic.${row.topic}`)}</td>
      <td>{stateName(row.state, view.locale)}</td>
      <td>{t(`language.${row.language}`)}</td>
      <td>{row.before ? <bdi>{row.before}</bdi> : <span class="soft">{t('board.nobody')}</span>}</td>
      <td>{may ? <bdi>{expert}</bdi> : <span class="soft">{t('together.unchanged')}</span>}</td>
      <td>
        {row.verdict === 'fits' && t('candidates.nothing')}
        {(row.verdict === 'already' || row.verdict === 'not-possible') && t(`together.${row.verdict}`)}
        {row.exclusions.length > 0 && (
          <ul class="plain">
            {row.exclusions.map((exclusion) => (
              <li key={exclusion}>{t(`exclusion.${exclusion}`)}</li>
            ))}
          </ul>
        )}
        {row.verdict === 'by-hand' && <span class="soft">{t('together.by-hand')}</span>}
      </td>
    </tr>
  );
}

function Prospects({ expert, prospects, view }: Pick<TogetherData, 'expert' | 'prospects'> & { view: View }) {
  const t = textIn(view.locale);
  return (
    <Scroller label="together-caption">
      <table>
        <caption id="together-caption">{t('together.caption', { count: prospects.length })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="heard">{t('together.pick-column')}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`together.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prospects.map((row) => (
            <Line key={row.id} row={row} expert={expert.name} view={view} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Before and after, for several queries and one expert; confirmed with a reason, each query by itself. */
export const AssignTogetherPage: Page<TogetherData> = {
  title: (_, view) => textIn(view.locale)('together.title'),
  body: ({ expert, open, capacity, prospects }, view) => {
    const t = textIn(view.locale);
    const possible = prospects.some(({ verdict }) => verdict === 'fits' || verdict === 'by-hand');
    return (
      <div class="wide">
        <p class="above">
          <a href="/board">{t('nav.board')}</a>
        </p>
        <h1>{t('together.title')}</h1>
        <p>{t('together.text', { expert: <bdi>{expert.name}</bdi> })}</p>
        <p>{t('together.room', { open, capacity })}</p>
        {possible ? (
          <form method="post" action="/board/assign" noValidate>
            <Whose view={view} />
            <input type="hidden" name="expertId" value={expert.id} />
            <input type="hidden" name="chosen" value={prospects.map(({ id }) => id).join('.')} />
            <div id="row" tabIndex={-1}>
              <Around view={view} name="row" />
            </div>
            <Prospects expert={expert} prospects={prospects} view={view} />
            <div class="narrow">
              <SelectField
                view={view}
                name="assignReason"
                choose="choose.reason"
                choices={AssignReason.options.map((reason) => ({ value: reason, text: t(`assign.${reason}`) }))}
              />
            </div>
            <div class="actions">
              <button type="submit">{t('together.button')}</button>
              <a href="/board">{t('together.back')}</a>
            </div>
          </form>
        ) : (
          <>
            <Prospects expert={expert} prospects={prospects} view={view} />
            <p>
              <a href="/board">{t('together.back')}</a>
            </p>
          </>
        )}
      </div>
    );
  },
};
