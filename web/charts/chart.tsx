import type { ComponentChildren } from 'preact';
import { directionOf } from '../../shared/languages.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { canvas } from './scale.ts';

/** What a chart says in words: its heading, its finding in one sentence, and the figures as a table. */
type ChartWords = { id: string; title: string; finding: string; view: View; table: ComponentChildren };

type Drawing = ChartWords & { inTime?: boolean; children: ComponentChildren };

/** A chart: heading and finding name the drawing, and the table holds all of it. Its time runs from left to right in every language. */
export function Chart({ id, title, finding, view, table, inTime = false, children }: Drawing) {
  const t = textIn(view.locale);
  return (
    <section class="chart">
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-finding`}>{finding}</p>
      <div dir="ltr">
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: heading and finding beside it are its name, and seen by everybody */}
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-finding`}
          viewBox={`0 0 ${canvas.width} ${canvas.height}`}
          focusable="false"
        >
          {children}
        </svg>
      </div>
      {inTime && directionOf(view.locale) === 'rtl' && <p class="soft">{t('chart.left-to-right')}</p>}
      <details>
        <summary>{t('chart.table')}</summary>
        {table}
      </details>
      <p>
        <a href="#definitions">{t('chart.definitions')}</a>
      </p>
    </section>
  );
}
