import type { Fault, LedgerEntry } from '../../shared/ledger.ts';
import type { Page } from '../page.tsx';
import { Entries, Opaque } from '../parts/entries.tsx';
import { Faults } from '../parts/faults.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';

/** One ledger, every fault in it, and up to where a signature that holds covers it. */
export type LedgerData = {
  subjectId: string;
  entries: readonly LedgerEntry[];
  faults: readonly Fault[];
  anchor?: { sequence: number; signedAt: string };
};

/** One ledger, and whether it is whole. */
export const LedgerPage: Page<LedgerData> = {
  title: ({ subjectId }, view) => textIn(view.locale)('ledger.title', { id: subjectId }),
  body: ({ subjectId, entries, faults, anchor }, view) => {
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
        <div class={faults.length > 0 ? 'alarm' : 'inset'}>
          {faults.length > 0 ? <Faults faults={faults} view={view} /> : <strong>{t('ledger.whole')}</strong>}{' '}
          {anchor
            ? t('ledger.anchored', { number: anchor.sequence, at: <Moment at={anchor.signedAt} view={view} /> })
            : t('ledger.not-anchored')}
        </div>
        {entries.length > 0 && <Entries entries={entries} view={view} by="number" />}
      </div>
    );
  },
};
