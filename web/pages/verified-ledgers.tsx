import type { Fault } from '../../shared/ledger.ts';
import type { Page } from '../page.tsx';
import { Opaque } from '../parts/entries.tsx';
import { Faults } from '../parts/faults.tsx';
import { textIn } from '../text/text.ts';

/** Some of the ledgers that were ever signed, as they were found; `next` is the cursor of the next ones. */
export type VerifiedLedgersData = {
  ledgers: readonly { subjectId: string; entries: number; faults: readonly Fault[] }[];
  next?: string;
};

/** The ledgers that were ever signed, each verified: how many, and what is wrong with which. */
export const VerifiedLedgersPage: Page<VerifiedLedgersData> = {
  title: (_, view) => textIn(view.locale)('ledgers.verify'),
  body: ({ ledgers, next }, view) => {
    const t = textIn(view.locale);
    const damaged = ledgers.filter(({ faults }) => faults.length > 0);
    return (
      <>
        <p class="above">
          <a href="/ledgers">{t('nav.ledgers')}</a>
        </p>
        <h1>{t('ledgers.verify')}</h1>
        <p>{t('ledgers.verify-text', { command: <code dir="ltr">hub ledger verify</code> })}</p>
        <p class={damaged.length > 0 ? undefined : 'inset'}>
          {t('ledgers.verified', { count: ledgers.length })}{' '}
          {ledgers.length > 0 && damaged.length === 0 && <strong>{t('ledgers.verified-whole')}</strong>}
        </p>
        {damaged.map(({ subjectId, faults }) => (
          <div class="alarm" key={subjectId}>
            <a href={`/ledgers/${subjectId}`}>
              <Opaque id={subjectId} />
            </a>
            <Faults faults={faults} view={view} />
          </div>
        ))}
        <p>
          {next ? (
            <a href={`/ledgers/verification?${new URLSearchParams({ cursor: next })}`}>{t('ledgers.verify-next')}</a>
          ) : (
            t('ledgers.verify-last')
          )}
        </p>
      </>
    );
  },
};
