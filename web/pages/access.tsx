import type { Confidentiality, Status } from '../../shared/query.ts';
import type { Emergency, Opening, Reader } from '../../shared/witness.ts';
import type { Page } from '../page.tsx';
import { ConfidentialityForms } from '../parts/confidentiality.tsx';
import { Emergencies, Openings } from '../parts/openings.tsx';
import { AddColleague, Readers } from '../parts/readers.tsx';
import { RefusalBox, RefusalSummary } from '../parts/refusal.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { textIn } from '../text/text.ts';

/** A name where the asker may know it: of colleagues and of the secretariat, never of experts. */
type Named<Fact> = Omit<Fact, 'personId'> & { name?: string };

/** Who can see one query, everyone who did, and what the asker can change about it. */
export type AccessData = {
  id: string;
  version: number;
  status: Status;
  confidentiality: Confidentiality;
  reference?: string;
  readers: readonly Named<Reader>[];
  /** Oldest first, as the ledger has them. */
  openings: readonly Named<Opening>[];
  emergencies: readonly (Omit<Emergency, 'memberId' | 'approvedBy' | 'refusedBy'> & {
    memberName: string;
    approverName?: string;
    refuserName?: string;
  })[];
  coOwners: readonly { id: string; name: string; sees: boolean }[];
  isAsker: boolean;
};

/** Who can see a query and who did, for those who ask. */
export const AccessPage: Page<AccessData> = {
  title: (_, view) => textIn(view.locale)('access.title'),
  refusal: (_, view) => {
    const t = textIn(view.locale);
    if (view.refused?.reason !== 'already-assigned') return <RefusalSummary view={view} />;
    return (
      <RefusalBox title={t('refusal.title')}>
        <p>{t('access.already-in')}</p>
      </RefusalBox>
    );
  },
  body: (data, view) => {
    const t = textIn(view.locale);
    const sent = data.status !== 'draft';
    return (
      <>
        {data.reference && <p class="above">{t('query.title', { reference: data.reference })}</p>}
        <h1>{t('access.title')}</h1>
        <QueryTabs id={data.id} draft={!sent} here="access" view={view} />
        <Readers data={data} view={view} />
        {data.isAsker && <AddColleague data={data} view={view} />}
        <Openings openings={data.openings} view={view} />
        {sent && <Emergencies emergencies={data.emergencies} view={view} />}
        <ConfidentialityForms data={data} view={view} />
      </>
    );
  },
};
