import type { Page } from '../page.tsx';
import { FindByReference } from '../parts/find-by-reference.tsx';
import { Reference } from '../parts/reference.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** What was typed as a reference, and why nothing was found by it. */
export type FindQueryData = { typed: string; nothing?: 'mistyped' | 'unknown' };

function Nothing({ data: { typed, nothing }, view }: { data: FindQueryData; view: View }) {
  const t = textIn(view.locale);
  if (!nothing) return null;
  return (
    <p class="inset" id="nothing-found">
      {nothing === 'mistyped' ? t('find.mistyped') : t('find.unknown', { reference: <Reference of={typed} /> })}
    </p>
  );
}

/** Nothing was found by a reference: why, and the field again. */
export const FindQueryPage: Page<FindQueryData> = {
  title: (_, view) => textIn(view.locale)('find.title'),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('find.title')}</h1>
        <Nothing data={data} view={view} />
        <FindByReference typed={data.typed} mistyped={data.nothing === 'mistyped'} view={view} />
        <p>
          <a href="/board">{t('start.to-board')}</a>
        </p>
      </>
    );
  },
};
