import type { Page } from '../page.tsx';
import { type BlindCard, BlindFacts, NoConflict } from '../parts/blind-card.tsx';
import { DeclineForm } from '../parts/decline-form.tsx';
import { textIn } from '../text/text.ts';

/** The blind card of advice that waits for a second expert. */
export type ClearanceData = BlindCard;

/** A second expert decides whether to clear advice, before any text opens. */
export const ClearancePage: Page<ClearanceData> = {
  title: ({ reference }, view) => textIn(view.locale)('clearance.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { id, version } = data;
    return (
      <>
        <p class="above">{t('clearance.above')}</p>
        <h1>{t(`topic.${data.topic}`)}</h1>
        <p>{t('clearance.blind')}</p>
        <BlindFacts card={data} view={view} />
        <NoConflict card={data} view={view} action={`/queries/${id}/accept-clearance`} button="clearance.accept" />
        <DeclineForm
          action={`/queries/${id}/decline-clearance`}
          version={version}
          heading="clearance.decline"
          text="clearance.decline-text"
          view={view}
        />
      </>
    );
  },
};
