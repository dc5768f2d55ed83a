import type { Page } from '../page.tsx';
import { type BlindCard, BlindFacts, NoConflict } from '../parts/blind-card.tsx';
import { DeclineForm } from '../parts/decline-form.tsx';
import { textIn } from '../text/text.ts';

/** The blind card of an offer. */
export type OfferData = BlindCard;

/** An expert decides on an offer before any text opens. */
export const OfferPage: Page<OfferData> = {
  title: ({ reference }, view) => textIn(view.locale)('offer.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { id, version } = data;
    return (
      <>
        <p class="above">{t('offer.above')}</p>
        <h1>{t(`topic.${data.topic}`)}</h1>
        <p>{t('offer.blind')}</p>
        <BlindFacts card={data} view={view} />
        <NoConflict card={data} view={view} action={`/queries/${id}/accept`} button="offer.accept" />
        <DeclineForm
          action={`/queries/${id}/decline`}
          version={version}
          heading="offer.decline"
          text="offer.decline-text"
          view={view}
        />
      </>
    );
  },
};
