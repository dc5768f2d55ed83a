import type { CardData } from '../pages/card.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { LanguageNames } from './language-names.tsx';
import { Once } from './once.tsx';
import { Reference } from './reference.tsx';
import { Fact, SummaryList } from './summary-list.tsx';
import { CalendarDay, Day, Moment } from './time.tsx';
import { statusForDesk, UrgencyMark } from './words.tsx';
import { Written } from './written.tsx';

type Part = { data: CardData; view: View };

/** Who clears, what is waited for, what was proposed, what is to be erased. */
function Waits({ data: { clearer, pause, referral, kept }, view }: Part) {
  const t = textIn(view.locale);
  return (
    <>
      {clearer && (
        <Fact name={t('card.clearer')}>
          {t(`card.clearer-${clearer.status}`, {
            expert: <bdi>{clearer.name}</bdi>,
            moment: <Moment at={clearer.at} view={view} />,
          })}
        </Fact>
      )}
      {pause && (
        <Fact name={t('card.waits')}>
          {pause.about ? t('card.waits-about', { about: t(`about.${pause.about}`) }) : t(`card.waits-${pause.why}`)}
          {pause.reminded > 0 && <> {t('card.reminded', { count: pause.reminded })}</>}
          {pause.proposedAt && <> {t('card.closing-proposed', { day: <Day at={pause.proposedAt} view={view} /> })}</>}
        </Fact>
      )}
      {referral && (
        <Fact name={t('card.referral')}>
          {t('card.referral-since', {
            partner: t(`partner.${referral.partner}`),
            day: <Day at={referral.proposedAt} view={view} />,
          })}
        </Fact>
      )}
      {kept && (
        <Fact name={t('card.kept')}>
          {t(`card.kept-${kept.erasure}`, { day: <Day at={kept.eraseAt} view={view} /> })}
        </Fact>
      )}
    </>
  );
}

/** What is known of a query without reading it. */
export function Facts({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <SummaryList>
      <Fact name={t('query.status')}>{statusForDesk(data.status, view)}</Fact>
      <Fact name={t('role.expert')}>{data.expertName ? <bdi>{data.expertName}</bdi> : t('board.nobody')}</Fact>
      {data.offerExpiresAt && (
        <Fact name={t('card.reply-by')}>
          <Moment at={data.offerExpiresAt} view={view} />
        </Fact>
      )}
      <Waits data={data} view={view} />
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('board.state')}>{stateName(data.state, view.locale)}</Fact>
      <Fact name={t('card.institution')}>
        <a href={`/institutions/${data.institutionId}`}>
          <bdi>{data.institutionName}</bdi>
        </a>{' '}
        ({t(`kind.${data.institutionKind}`)})
      </Fact>
      <Fact name={t('field.confidentiality')}>{t(`confidentiality.${data.confidentiality}`)}</Fact>
      <Fact name={t('field.requestKind')}>{t(`request.${data.requestKind}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.reply-languages')}>
        <LanguageNames of={data.replyLanguages} view={view} />
      </Fact>
      <Fact name={t('query.length')}>{t('query.characters', { count: data.length })}</Fact>
      <Fact name={t('query.sent')}>
        <Moment at={data.submittedAt} view={view} />
      </Fact>
      {data.checkCode && (
        <Fact name={t('receipt.check-code')}>
          <Reference of={data.checkCode} />
          <p class="soft">{t('card.check-code')}</p>
        </Fact>
      )}
    </SummaryList>
  );
}

/** How soon it is needed, and why; to be granted where it was asked for. */
export function UrgencyCard({ data, view }: Part) {
  const t = textIn(view.locale);
  const { level, neededBy, reason } = data.urgency;
  if (level === 'standard') return null;
  return (
    <section aria-labelledby="urgency">
      <h2 id="urgency">{t('field.urgency')}</h2>
      <p>
        <UrgencyMark level={level} view={view} />
      </p>
      <SummaryList>
        {neededBy && (
          <Fact name={t('field.neededBy')}>
            <CalendarDay date={neededBy} view={view} />
          </Fact>
        )}
        {reason && (
          <Fact name={t('field.urgencyReason')}>
            <Written language={data.language}>{reason}</Written>
          </Fact>
        )}
      </SummaryList>
      {data.can.includes('grant-urgency') && level === 'requested' && (
        <form method="post" action={`/queries/${data.id}/grant-urgency`}>
          <Once view={view} version={data.version} />
          <p>{t('card.grant-text', { days: data.urgentDays })}</p>
          <button class="second" type="submit">
            {t('card.grant')}
          </button>
        </form>
      )}
    </section>
  );
}
