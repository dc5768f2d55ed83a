import type { ChainFault, LedgerEntry } from '../../shared/ledger.ts';
import type { Page } from '../page.tsx';
import { Entries, Opaque } from '../parts/entries.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';

/** One ledger, the first fault in it if there is any, and up to where a signature covers it. */
export type LedgerData = {
  subjectId: string;
  entries: readonly LedgerEntry[];
  fault?: ChainFault;
  anchor?: { sequence: number; signedAt: string };
};

/** One ledger, and whether it is whole. */
export const LedgerPage: Page<LedgerData> = {
  title: ({ subjectId }, view) => textIn(view.locale)('ledger.title', { id: subjectId }),
  body: ({ subjectId, entries, fault, anchor }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <p class="above">
          <a href="/ledgers">{t('nav.ledgers')}</a>
        </p>
        <h1>{t('ledger.heading')}</h1>
        <p>
          <Opaque id={subjectId} />
        </p>
        <p class={fault ? 'alarm' : 'inset'}>
          <strong>{fault ? t(`ledger.fault-${fault.fault}`, { number: fault.sequence }) : t('ledger.whole')}</strong>{' '}
          {anchor
            ? t('ledger.anchored', { number: anchor.sequence, at: <Moment at={anchor.signedAt} view={view} /> })
            : t('ledger.not-anchored')}
        </p>
        {entries.length > 0 && <Entries entries={entries} view={view} by="number" />}
      </div>
    );
  },
};
