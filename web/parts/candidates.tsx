import { AssignReason } from '../../shared/choices.ts';
import type { Exclusion, Candidate as Ranked } from '../../shared/routing.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Once } from './once.tsx';
import { Scroller } from './scroller.tsx';
import { SelectField } from './selects.tsx';
import { Day } from './time.tsx';

/** An expert beside a query, as the secretariat sees them. */
export type CandidateRow = {
  expertId: string;
  name: string;
  fit: Ranked['fit'];
  speaks: Ranked['speaks'];
  open: number;
  capacity: number;
  lastAssignedAt?: string;
  exclusions: readonly Exclusion[];
  assignable: boolean;
};

type Table = {
  candidates: readonly CandidateRow[];
  action: string;
  version: number;
  view: View;
  /** What the button sends: the expert who is to advise, or the one who is to clear. */
  name: 'expertId' | 'clearerId';
};

type RowOf = { candidate: CandidateRow; name: Table['name']; view: View };

function Row({ candidate, name: field, view }: RowOf) {
  const t = textIn(view.locale);
  const { exclusions, lastAssignedAt, name } = candidate;
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        <div>{t(`fit.${candidate.fit}`)}</div>
        {candidate.speaks !== 'none' && <div class="soft">{t(`speaks.${candidate.speaks}`)}</div>}
      </td>
      <td>{t('candidates.load', { open: candidate.open, capacity: candidate.capacity })}</td>
      <td>{lastAssignedAt ? <Day at={lastAssignedAt} view={view} /> : t('candidates.never')}</td>
      <td>
        {exclusions.length === 0 && t('candidates.nothing')}
        {exclusions.length > 0 && (
          <ul class="plain">
            {exclusions.map((exclusion) => (
              <li key={exclusion}>{t(`exclusion.${exclusion}`)}</li>
            ))}
          </ul>
        )}
      </td>
      <td>
        {candidate.assignable ? (
          <button class="second" type="submit" name={field} value={candidate.expertId}>
            {t(field === 'expertId' ? 'candidates.assign' : 'candidates.ask')}
            <span class="heard"> {t('candidates.assign-to', { name: <bdi>{name}</bdi> })}</span>
          </button>
        ) : (
          <span class="soft">{t('candidates.cannot')}</span>
        )}
      </td>
    </tr>
  );
}

const columns = ['expert', 'fit', 'load-column', 'last', 'against', 'assign'] as const;

function Rows({ candidates, name, view }: Pick<Table, 'candidates' | 'name' | 'view'>) {
  const t = textIn(view.locale);
  const caption = `${name}-caption`;
  return (
    <Scroller label={caption}>
      <table>
        <caption id={caption}>
          {t(name === 'expertId' ? 'candidates.caption' : 'candidates.clearers', { count: candidates.length })}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`candidates.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <Row key={candidate.expertId} candidate={candidate} name={name} view={view} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** The experts beside a query, best first, with what stands against each and a button to give it to them. */
export function Candidates({ candidates, action, version, name, view }: Table) {
  const t = textIn(view.locale);
  const rows = <Rows candidates={candidates} name={name} view={view} />;
  if (!candidates.some(({ assignable }) => assignable)) return rows;
  return (
    <form method="post" action={action} noValidate>
      <Once view={view} version={version} />
      <SelectField
        view={view}
        name={name === 'expertId' ? 'assignReason' : 'clearerReason'}
        hint={t('candidates.reason-hint')}
        choose="choose.reason"
        choices={AssignReason.options.map((reason) => ({ value: reason, text: t(`assign.${reason}`) }))}
      />
      {rows}
    </form>
  );
}
