import { isOpen } from '../../shared/query.ts';
import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Due, Why } from './due.tsx';
import { LanguageNames } from './language-names.tsx';
import { Reference } from './reference.tsx';
import { Fact, SummaryList } from './summary-list.tsx';
import { Day, Moment } from './time.tsx';
import { statusForAsker, statusForDesk } from './words.tsx';

type Part = { data: ThreadData; view: View };

const ended = (data: ThreadData): boolean => !isOpen(data) && data.status !== 'answered';

/** Who acts now, in one sentence; the asker gets a way to where they act. */
function Turn({ data, view }: Part) {
  const t = textIn(view.locale);
  const { turn, status, reader, waits, partner } = data;
  if (turn === 'nobody') {
    const side = reader === 'asker' ? 'asker' : 'expert';
    return <>{t(ended(data) ? `turn.${side}.ended` : `turn.${side}.nobody`)}</>;
  }
  if (reader !== 'asker') {
    if (turn === 'asker') return <>{t('turn.expert.asker')}</>;
    if (reader === 'clearer') return <>{t('turn.expert.clear')}</>;
    return <>{t(status === 'in_review' ? 'turn.expert.cleared-by-other' : 'turn.expert.hub')}</>;
  }
  if (turn === 'hub') return <>{t('turn.asker.hub')}</>;
  if (waits?.why === 'requested' && !partner) return <>{t('turn.asker.waits')}</>;
  const [href, text] =
    waits?.why === 'information'
      ? (['#reply', 'turn.to-reply'] as const)
      : (['#referral', 'turn.to-referral'] as const);
  return (
    <>
      {t('turn.asker.asker')}. <a href={href}>{t(text)}</a>
    </>
  );
}

/** What is known of the query besides its texts. */
export function ThreadFacts({ data, view }: Part) {
  const t = textIn(view.locale);
  const asks = data.reader === 'asker';
  const isRunning = isOpen(data);
  return (
    <SummaryList>
      <Fact name={t('query.reference')}>
        <Reference of={data.reference} />
      </Fact>
      <Fact name={t('query.status')}>
        {asks ? statusForAsker(data.status, view, isRunning && data.clock.kind) : statusForDesk(data.status, view)}
      </Fact>
      <Fact name={t('query.turn')}>
        <Turn data={data} view={view} />
      </Fact>
      {(isRunning || data.status === 'answered') && (
        <Fact name={t('query.due')}>
          <Due data={data} view={view} />
        </Fact>
      )}
      {isRunning && data.clock.state !== 'paused' && (
        <Fact name={t('query.why')}>
          <Why why={data.why} reader={data.reader} view={view} />
        </Fact>
      )}
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('field.requestKind')}>{t(`request.${data.requestKind}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.reply-languages')}>
        <LanguageNames of={data.replyLanguages} view={view} />
      </Fact>
      <Fact name={t('query.sent')}>
        <Moment at={data.submittedAt} view={view} />
      </Fact>
    </SummaryList>
  );
}

/** How it ended, and when it will be erased; nothing of one that has not ended. */
export function HowItEnded({ data, view }: Part) {
  const t = textIn(view.locale);
  const { status, declined, partner, outcome, eraseAt } = data;
  if (!ended(data)) return null;
  return (
    <div class="inset">
      {declined && (
        <>
          <p>{t('ended.declined', { reason: t(`not-advised.${declined.reason}`) })}</p>
          <p>{t('ended.turn-to', { partner: t(`partner.${declined.turnTo}`) })}</p>
        </>
      )}
      {status === 'referred' && partner && <p>{t('ended.referred', { partner: t(`partner.${partner}`) })}</p>}
      {outcome && <p>{t('ended.closed', { outcome: t(`outcome.${outcome}`) })}</p>}
      {status === 'withdrawn' && <p>{t('ended.withdrawn')}</p>}
      {eraseAt && <p>{t('ended.erase', { day: <Day at={eraseAt} view={view} /> })}</p>}
    </div>
  );
}
