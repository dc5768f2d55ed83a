import type { Exclusion, Candidate as Ranked } from '../../shared/routing.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Once } from './fields.tsx';
import { Scroller } from './scroller.tsx';
import { Day } from './time.tsx';

/** An expert beside a query, as the secretariat sees them. */
export type CandidateRow = {
  expertId: string;
  name: string;
  fit: Ranked['fit'];
  open: number;
  capacity: number;
  lastAssignedAt?: string;
  exclusions: readonly Exclusion[];
  assignable: boolean;
};

type Table = { candidates: readonly CandidateRow[]; action: string; version: number; view: View };

function Row({ candidate, view }: { candidate: CandidateRow; view: View }) {
  const t = textIn(view.locale);
  const { exclusions, lastAssignedAt, name } = candidate;
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{t(`fit.${candidate.fit}`)}</td>
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
          <button class="second" type="submit" name="expertId" value={candidate.expertId}>
            {t('candidates.assign')}
            <span class="heard"> {t('candidates.assign-to', { name: <bdi>{name}</bdi> })}</span>
          </button>
        ) : (
          <span class="soft">{t('candidates.cannot')}</span>
        )}
      </td>
    </tr>
  );
}

/** The experts beside a query, best first, with what stands against each and a button to give it to them. */
export function Candidates({ candidates, action, version, view }: Table) {
  const t = textIn(view.locale);
  const columns = ['expert', 'fit', 'load-column', 'last', 'against', 'assign'] as const;
  return (
    <form method="post" action={action}>
      <Once view={view} version={version} />
      <Scroller label="candidates-caption">
        <table>
          <caption id="candidates-caption">{t('candidates.caption', { count: candidates.length })}</caption>
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
              <Row key={candidate.expertId} candidate={candidate} view={view} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </form>
  );
}
