import type { ExtensionReason } from '../../shared/choices.ts';
import type { Page } from '../page.tsx';
import { Once } from '../parts/once.tsx';
import { Reference } from '../parts/reference.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { CalendarDay, Day, Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';

/** A later date that is not set yet: the date now, the new one, the reason. */
export type ExtendData = {
  id: string;
  version: number;
  reference: string;
  dueOn: string;
  reason: ExtensionReason;
  dueAt: string;
  newDueAt: string;
  originalDueAt: string;
};

/** What a later date would mean, and what the asker will be told; to be confirmed. */
export const ExtendPage: Page<ExtendData> = {
  title: (_, view) => textIn(view.locale)('extend.title'),
  body: ({ id, version, reference, dueOn, reason, dueAt, newDueAt, originalDueAt }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <p class="above">
          <a href={`/queries/${id}/card`}>
            <Reference of={reference} />
          </a>
        </p>
        <h1>{t('extend.title')}</h1>
        <SummaryList>
          <Fact name={t('extend.now')}>
            <Moment at={dueAt} view={view} />
          </Fact>
          <Fact name={t('extend.then')}>
            <Moment at={newDueAt} view={view} />
          </Fact>
          <Fact name={t('clock-card.original')}>
            <Day at={originalDueAt} view={view} />
          </Fact>
          <Fact name={t('field.extensionReason')}>{t(`extension.${reason}`)}</Fact>
        </SummaryList>
        <section aria-labelledby="told">
          <h2 id="told">{t('extend.told')}</h2>
          <blockquote>
            {t('event.extended', {
              day: <CalendarDay date={dueOn} view={view} />,
              reason: t(`extension.${reason}`),
            })}
          </blockquote>
          <p>{t('extend.told-text')}</p>
        </section>
        <form method="post" action={`/queries/${id}/extend`}>
          <Once view={view} version={version} />
          <input type="hidden" name="dueOn" value={dueOn} />
          <input type="hidden" name="extensionReason" value={reason} />
          <div class="actions">
            <button type="submit">{t('extend.button')}</button>
            <a href={`/queries/${id}/card`}>{t('extend.back')}</a>
          </div>
        </form>
      </>
    );
  },
};
