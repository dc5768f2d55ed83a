import type { Page } from '../page.tsx';
import { type BlindCard, BlindFacts, NoConflict } from '../parts/blind-card.tsx';
import { textIn } from '../text/text.ts';

/** The blind card of a colleague's query, and whether it can be taken over now. */
export type StandInData = BlindCard & { expertName: string; mayTakeOver: boolean };

/** A deputy decides whether to go on in a colleague's place, before any text opens. */
export const StandInPage: Page<StandInData> = {
  title: ({ reference }, view) => textIn(view.locale)('stand-in.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">{t('stand-in.above')}</p>
        <h1>{t(`topic.${data.topic}`)}</h1>
        <p>{t('stand-in.text', { expert: <bdi>{data.expertName}</bdi> })}</p>
        <BlindFacts card={data} view={view} />
        {data.mayTakeOver ? (
          <NoConflict card={data} view={view} action={`/queries/${data.id}/take-over`} button="stand-in.take" />
        ) : (
          <p class="inset">{t('stand-in.in-review')}</p>
        )}
      </>
    );
  },
};
