import type { Group } from '../../shared/breakdown.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { countedClocks } from '../../shared/ladders.ts';
import type { Report } from '../../shared/report.ts';
import type { Stretch } from '../../shared/stretches.ts';
import { listText } from '../text/lists.ts';
import { numberText } from '../text/numbers.ts';
import { isTextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Figures } from './figures.tsx';
import { grossText, netText, periodText, shareText, stretchText, withinText } from './response-words.ts';

type Shown = { report: Report; view: View };

/** Every clock whose lengths are counted: how many, how many in time, how long. */
export function ClocksTable({ report: { clocks }, view }: Shown) {
  const t = textIn(view.locale);
  const rows = countedClocks.flatMap((clock) => {
    const one = clocks[clock];
    if (!one) return [];
    const lengths = [
      netText(one.judged?.median, view),
      netText(one.judged?.most, view),
      grossText(one.medianGross, view),
      grossText(one.mostGross, view),
    ];
    return [
      [
        t(`report.clock.${clock}`),
        stretchText(one, view),
        numberText(one.done, view.locale),
        shareText(one, view),
        ...lengths,
      ],
    ];
  });
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t('clocks.title')}</h2>
      <Figures
        id="clocks"
        caption={t('clocks.caption')}
        columns={[
          ...[t('figures.clock'), t('figures.months'), t('figures.count'), t('figures.within')],
          ...[t('figures.half'), t('figures.most'), t('figures.half-gross'), t('figures.most-gross')],
        ]}
        rows={rows}
      />
    </section>
  );
}

const tellsAnything = ({ received, clocks }: Report): boolean => Boolean(received ?? clocks['first-advice']);

/** The period beside the one before it; nothing where neither may be told. */
export function Compared({ report, before, view }: Shown & { before: Report }) {
  if (!tellsAnything(report) && !tellsAnything(before)) return null;
  const t = textIn(view.locale);
  const title = t('compared.title', { period: periodText(before.period.name, view) });
  const of = ({ received, clocks: { 'first-advice': advice } }: Report): string[] => [
    received ? numberText(received.count, view.locale) : t('figures.not-told'),
    advice ? numberText(advice.done, view.locale) : t('figures.not-told'),
    advice ? shareText(advice, view) : t('figures.not-told'),
    netText(advice?.judged?.median, view),
    netText(advice?.judged?.most, view),
  ];
  const [now, then] = [of(report), of(before)];
  const names = [
    t('figures.received'),
    t('figures.answered'),
    t('figures.within'),
    t('figures.half'),
    t('figures.most'),
  ];
  return (
    <section>
      <h2>{title}</h2>
      <Figures
        id="compared"
        caption={title}
        columns={[t('figures.figure'), periodText(report.period.name, view), periodText(before.period.name, view)]}
        rows={names.map((name, place) => [name, now[place] ?? '', then[place] ?? ''])}
      />
    </section>
  );
}

function valueText(by: Dimension, value: string, view: View): string {
  const key = `${by}.${value}`;
  return isTextKey(key) ? textIn(view.locale)(key) : value;
}

type BrokenDown = { by: Dimension; groups: readonly Group[]; of: Stretch; view: View };

/** What was received and answered by topic, language, region or kind of institution. */
export function BreakdownTable({ by, groups, of, view }: BrokenDown) {
  const t = textIn(view.locale);
  const shown = groups.filter(({ received, done }) => received + done > 0);
  return (
    <Figures
      id="breakdown-table"
      caption={stretchText(of, view)}
      columns={[t(`report.by.${by}`), t('figures.received'), t('figures.answered'), t('figures.within')]}
      rows={shown.map((group) => [
        listText(
          group.values.map((value) => valueText(by, value, view)),
          view.locale,
        ),
        numberText(group.received, view.locale),
        numberText(group.done, view.locale),
        group.done > 0 ? withinText(group, view) : '–',
      ])}
    />
  );
}
