import { RecusalReason } from '../../shared/choices.ts';
import type { Page } from '../page.tsx';
import { RadioField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { textIn } from '../text/text.ts';

/** The query that an expert may give back. */
export type RecuseData = { id: string; version: number; reference: string };

/** An expert gives a query back after accepting it. */
export const RecusePage: Page<RecuseData> = {
  title: ({ reference }, view) => textIn(view.locale)('recuse.title', { reference }),
  body: ({ id, version, reference }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('recuse.title', { reference: <Reference of={reference} /> })}</h1>
        <p>{t('recuse.text')}</p>
        <form id="writing" method="post" action={`/queries/${id}/recuse`} noValidate>
          <Once view={view} version={version} />
          <RadioField
            view={view}
            name="reason"
            choices={RecusalReason.options.map((reason) => ({ value: reason, text: t(`decline.${reason}`) }))}
          />
          <div class="actions">
            <button type="submit">{t('recuse.button')}</button>
            <a href={`/queries/${id}`}>{t('recuse.keep')}</a>
          </div>
        </form>
      </>
    );
  },
};
