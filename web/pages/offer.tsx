import { Conflict } from '../../shared/conflict.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import { DeclineReason } from '../../shared/ledger.ts';
import type { Urgency } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { CheckField, Once, RadioField } from '../parts/fields.tsx';
import { Reference } from '../parts/reference.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { Moment } from '../parts/time.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** The blind card of an offer: the State for the conflict check, nothing of the text but its length. */
export type OfferData = {
  id: string;
  version: number;
  reference: string;
  topic: Topic;
  language: QueryLanguage;
  urgency: Urgency['level'];
  length: number;
  dueAt: string;
  expiresAt: string;
  /** Absent when the asker withholds it. */
  state?: string;
};

function Card({ data, view }: { data: OfferData; view: View }) {
  const t = textIn(view.locale);
  return (
    <SummaryList>
      <Fact name={t('query.reference')}>
        <Reference of={data.reference} />
      </Fact>
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.length')}>{t('query.characters', { count: data.length })}</Fact>
      <Fact name={t('field.urgency')}>{t(`urgency.${data.urgency}`)}</Fact>
      <Fact name={t('query.due')}>
        <Moment at={data.dueAt} view={view} />
      </Fact>
      <Fact name={t('offer.reply-by')}>
        <Moment at={data.expiresAt} view={view} />
      </Fact>
    </SummaryList>
  );
}

const ties = Conflict.options;

function Accept({ data, view }: { data: OfferData; view: View }) {
  const t = textIn(view.locale);
  const { state } = data;
  return (
    <section aria-labelledby="conflict">
      <h2 id="conflict">{t(state ? 'offer.conflict' : 'offer.withheld')}</h2>
      {state && <p class="state">{stateName(state, view.locale)}</p>}
      <p>{t(state ? 'offer.conflict-text' : 'offer.withheld-text')}</p>
      <ul>
        {ties.map((tie) => (
          <li key={tie}>{t(state ? `offer.tie-${tie}` : `offer.any-${tie}`)}</li>
        ))}
      </ul>
      {!state && (
        <p>
          <a href="/profile">{t('offer.to-profile')}</a>
        </p>
      )}
      <form method="post" action={`/queries/${data.id}/accept`} noValidate>
        <Once view={view} version={data.version} />
        <CheckField
          view={view}
          name="noConflict"
          value="yes"
          label={state ? 'field.noConflict' : 'offer.withheld-confirm'}
        />
        <button type="submit">{t('offer.accept')}</button>
      </form>
    </section>
  );
}

function Decline({ data, view }: { data: OfferData; view: View }) {
  const t = textIn(view.locale);
  return (
    <section class="apart" aria-labelledby="decline">
      <h2 id="decline">{t('offer.decline')}</h2>
      <p>{t('offer.decline-text')}</p>
      <form method="post" action={`/queries/${data.id}/decline`} noValidate>
        <Once view={view} version={data.version} />
        <RadioField
          view={view}
          name="reason"
          choices={DeclineReason.options.map((reason) => ({ value: reason, text: t(`decline.${reason}`) }))}
        />
        <button class="second" type="submit">
          {t('offer.decline')}
        </button>
      </form>
    </section>
  );
}

/** An expert decides on an offer before any text opens. */
export const OfferPage: Page<OfferData> = {
  title: ({ reference }, view) => textIn(view.locale)('offer.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">{t('offer.above')}</p>
        <h1>{t(`topic.${data.topic}`)}</h1>
        <p>{t('offer.blind')}</p>
        <Card data={data} view={view} />
        <Accept data={data} view={view} />
        <Decline data={data} view={view} />
      </>
    );
  },
};
