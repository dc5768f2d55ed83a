import type { Page } from '../page.tsx';
import { Once } from '../parts/once.tsx';
import { ThreadFacts } from '../parts/thread-facts.tsx';
import { WrittenLine } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';
import { type ThreadData, ThreadTexts } from './thread.tsx';

/** The query as its asker will see it, and the advice as it stands in the expert's form. */
export type PreviewData = { asSeen: ThreadData; advice: string; mayHandIn: boolean };

/** The advice as the official will see it, before it is handed in. */
export const PreviewPage: Page<PreviewData> = {
  title: ({ asSeen }, view) => textIn(view.locale)('preview.title', { reference: asSeen.reference }),
  body: ({ asSeen, advice, mayHandIn }, view) => {
    const t = textIn(view.locale);
    const { id, version, language, title } = asSeen;
    return (
      <>
        <p class="inset">{t('preview.text')}</p>
        <p class="above">{t(`topic.${asSeen.topic}`)}</p>
        <h1>
          <WrittenLine language={language}>{title}</WrittenLine>
        </h1>
        <ThreadFacts data={asSeen} view={view} />
        <ThreadTexts data={asSeen} view={view} />
        <form id="writing" class="apart" method="post" action={`/queries/${id}/save-advice`}>
          <Once view={view} version={version} />
          <input type="hidden" name="advice" value={advice} />
          <div class="actions">
            {mayHandIn && (
              <button type="submit" formaction={`/queries/${id}/ask-review`}>
                {t('writing.hand-in')}
              </button>
            )}
            <button class="second" type="submit">
              {t('preview.back')}
            </button>
          </div>
        </form>
      </>
    );
  },
};
