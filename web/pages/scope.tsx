import type { Page } from '../page.tsx';
import { RadioField } from '../parts/fields.tsx';
import { Whose } from '../parts/once.tsx';
import { textIn } from '../text/text.ts';

/** Nothing but the view is needed. */
export type ScopeData = Record<string, never>;

/** Asked before anything is written: is this about a particular person's case? */
export const ScopePage: Page<ScopeData> = {
  title: (_, view) => textIn(view.locale)('scope.title'),
  body: (_, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('scope.title')}</h1>
        <p>{t('help.individual-text')}</p>
        <form id="writing" method="post" action="/ask/scope" noValidate>
          <Whose view={view} />
          <RadioField
            view={view}
            name="individualCase"
            choices={[
              { value: 'yes', text: t('scope.yes'), hint: t('scope.yes-hint') },
              { value: 'no', text: t('scope.no'), hint: t('scope.no-hint') },
            ]}
          />
          <button type="submit">{t('scope.button')}</button>
        </form>
      </>
    );
  },
};
