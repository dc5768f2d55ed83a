import type { QueryLanguage } from '../../shared/languages.ts';
import type { Page } from '../page.tsx';
import { type Said, SaidPart } from '../parts/said.tsx';
import { Moment } from '../parts/time.tsx';
import { WrittenLine } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';

/** The texts of a query, for the one member who may read them in an emergency. */
export type EmergencyData = {
  id: string;
  reference: string;
  language: QueryLanguage;
  expiresAt: string;
  title: string;
  said: readonly Said[];
};

/** A query read in an emergency: nothing on this page changes anything. */
export const EmergencyPage: Page<EmergencyData> = {
  title: ({ reference }, view) => textIn(view.locale)('glass.for', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">{t('glass.for', { reference: data.reference })}</p>
        <p class="alarm">{t('emergency.notice', { until: <Moment at={data.expiresAt} view={view} /> })}</p>
        <h1>
          <WrittenLine language={data.language}>{data.title}</WrittenLine>
        </h1>
        {data.said.map((said) => (
          <SaidPart key={said.part} said={said} reader="asker" view={view} />
        ))}
        <p class="aside">
          <a href={`/queries/${data.id}/card`}>{t('glass.to-card')}</a>
        </p>
      </>
    );
  },
};
