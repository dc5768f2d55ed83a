import type { NoticesBy } from '../../shared/mailing.ts';
import { isOpen, type Status } from '../../shared/query.ts';
import type { Page } from '../page.tsx';
import { SpelledReference } from '../parts/reference.tsx';
import { Day, Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** What the asker holds once a query is sent. */
export type ReceiptData = {
  id: string;
  reference: string;
  submittedAt: string;
  dueAt?: string;
  offerDays: number;
  /** How its reader hears of something new. */
  noticesBy: NoticesBy;
  status: Status;
  erasedAt?: string;
  /** What the secretariat finds beside the query too. */
  checkCode?: string;
};

function Next({ data, view }: { data: ReceiptData; view: View }) {
  const t = textIn(view.locale);
  const { status, dueAt, offerDays, noticesBy } = data;
  return (
    <>
      <h2>{t('receipt.next')}</h2>
      <ol class="steps">
        {status === 'held' && (
          <li>
            <h3>{t('receipt.held')}</h3>
            <p>{t('receipt.held-text')}</p>
          </li>
        )}
        <li>
          <h3>{t('receipt.next-expert')}</h3>
          <p>{t('receipt.next-expert-text', { days: offerDays })}</p>
        </li>
        <li>
          <h3>{t('receipt.next-advice')}</h3>
          {dueAt && <p>{t('receipt.next-advice-text', { due: <Moment at={dueAt} view={view} /> })}</p>}
        </li>
        <li>
          <h3>{t('receipt.next-mail')}</h3>
          <p>
            {t(`ask.told-${noticesBy}`)} {t('receipt.read-here')}
          </p>
        </li>
      </ol>
    </>
  );
}

/** Certainty that a query was sent, and what happens next. */
export const ReceiptPage: Page<ReceiptData> = {
  title: (_, view) => textIn(view.locale)('receipt.title'),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { id, reference, submittedAt, status, erasedAt } = data;
    return (
      <>
        <div class="panel">
          <h1 id="sent" tabIndex={-1} autofocus>
            {t('receipt.title')}
          </h1>
          <p>{t('receipt.reference')}</p>
          <p class="large">
            <SpelledReference of={reference} />
          </p>
          <p>{t('receipt.sent-at', { at: <Moment at={submittedAt} view={view} /> })}</p>
          {data.checkCode && (
            <p>
              {t('receipt.check-code')}: <SpelledReference of={data.checkCode} />
            </p>
          )}
        </div>
        <p>{t('receipt.keep')}</p>
        {data.checkCode && <p>{t('receipt.check-text')}</p>}
        {isOpen(data) && <Next data={data} view={view} />}
        {status === 'answered' && <p class="inset">{t('receipt.answered')}</p>}
        {!isOpen(data) && status !== 'answered' && (
          <p class="inset">
            {erasedAt ? t('receipt.erased-on', { day: <Day at={erasedAt} view={view} /> }) : t('receipt.ended')}
          </p>
        )}
        <p class="actions">
          {!erasedAt && (
            <a class="button" href={`/queries/${id}`}>
              {t('receipt.to-query')}
            </a>
          )}
          <a href="/queries">{t('nav.queries')}</a>
        </p>
      </>
    );
  },
};
