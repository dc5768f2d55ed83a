import { owners } from '../../shared/counters.ts';
import { ages, type Report } from '../../shared/report.ts';
import { sum } from '../../shared/stretches.ts';
import { Bars } from '../charts/bars.tsx';
import { Chart } from '../charts/chart.tsx';
import { Spread } from '../charts/spread.tsx';
import { numberText, percentText } from '../text/numbers.ts';
import { type TextKey, textIn } from '../text/text.ts';
import { monthText } from '../text/times.ts';
import type { View } from '../view.ts';
import { Figures } from './figures.tsx';
import { grossText, lengthsFinding, netText, shortStretch, stretchText, withinText } from './response-words.ts';

type Shown = { report: Report; view: View };

/** Stretch by stretch, how much of the first advice was within its target. */
export function WithinTarget({ report: { stretches }, view }: Shown) {
  const t = textIn(view.locale);
  const shares = stretches.map(({ done, within }) => within / done);
  const texts = [...stretches]
    .sort((a, b) => a.within / a.done - b.within / b.done)
    .map((one) => withinText(one, view));
  const [low = '', high = ''] = [texts.at(0), texts.at(-1)];
  const finding =
    low === high ? t('report.sentence-within', { percent: low }) : t('chart.within.finding', { low, high });
  return (
    <Chart
      {...{ id: 'within', title: t('chart.within.title'), finding, view, inTime: true }}
      table={
        <Figures
          id="within-table"
          caption={t('chart.within.title')}
          columns={[t('figures.months'), t('figures.answered'), t('figures.within')]}
          rows={stretches.map((one) => [
            stretchText(one, view),
            numberText(one.done, view.locale),
            withinText(one, view),
          ])}
        />
      }
    >
      <Bars
        largest={1}
        bars={stretches.map((one, place) => ({
          label: shortStretch(one, view),
          value: shares[place] ?? 0,
          text: withinText(one, view),
        }))}
      />
    </Chart>
  );
}

/** Stretch by stretch, how long half and nine in ten of the first advice took. */
export function TimeToAdvice({ report: { stretches, clocks }, view }: Shown) {
  const t = textIn(view.locale);
  const finding = lengthsFinding(clocks['first-advice'], view);
  return (
    <Chart
      {...{ id: 'lengths', title: t('chart.lengths.title'), finding, view, inTime: true }}
      table={
        <Figures
          id="lengths-table"
          caption={t('chart.lengths.title')}
          columns={[
            t('figures.months'),
            t('figures.half'),
            t('figures.most'),
            t('figures.half-gross'),
            t('figures.most-gross'),
          ]}
          rows={stretches.map((one) => [
            stretchText(one, view),
            ...[one.median, one.most].map((length) => netText(length, view)),
            ...[one.medianGross, one.mostGross].map((length) => grossText(length, view)),
          ])}
        />
      }
    >
      <Spread
        names={{ median: t('figures.half'), most: t('figures.most') }}
        points={stretches.map((one) => ({ label: shortStretch(one, view), median: one.median, most: one.most }))}
      />
    </Chart>
  );
}

const ageKeys = ['age.0', 'age.1', 'age.3', 'age.6', 'age.12'] as const satisfies readonly TextKey[];
const shortAges = ages.map(({ from, to }) => (from === to ? String(from) : to < 12 ? `${from}–${to}` : `${from}+`));

/** What was open at the end of a month, by the months since it was received. */
export function OpenByAge({ open, view }: { open: NonNullable<Report['open']>; view: View }) {
  const t = textIn(view.locale);
  const told = (count: number) => (count === 0 ? t('figures.fewer') : t('figures.or-more', { count }));
  return (
    <Chart
      {...{ id: 'open', title: t('chart.open.title'), view }}
      finding={t('chart.open.finding', { month: monthText(open.at, view.locale), count: sum(open.counts) })}
      table={
        <Figures
          id="open-table"
          caption={t('chart.open.title')}
          columns={[t('figures.age'), t('figures.count')]}
          rows={ageKeys.map((key, place) => [t(key), told(open.counts[place] ?? 0)])}
        />
      }
    >
      <Bars
        bars={open.counts.map((value, place) => ({
          label: shortAges[place] ?? '',
          value,
          text: value === 0 ? '<5' : `${value}+`,
        }))}
      />
    </Chart>
  );
}

/** Whose working time the first advice took, as far as it may be told. */
export function TimeByOwner({ report: { owners: own }, view }: Shown) {
  const t = textIn(view.locale);
  const rows = owners.flatMap((owner) => {
    const time = own[owner];
    return time ? [{ owner, ...time, text: numberText(time.days, view.locale) }] : [];
  });
  const [first] = rows;
  if (!first || !own.hub) return null;
  const comparable =
    rows.length === owners.length && rows.every(({ from, to }) => from === first.from && to === first.to);
  return (
    <Chart
      {...{ id: 'owners', title: t('chart.owners.title'), view }}
      finding={
        comparable
          ? t('chart.owners.finding', {
              percent: percentText(own.hub.days / Math.max(0.1, sum(rows.map(({ days }) => days))), view.locale),
              months: stretchText(first, view),
            })
          : t('report.sentence-hub', { hub: own.hub.days })
      }
      table={
        <Figures
          id="owners-table"
          caption={t('chart.owners.title')}
          columns={[t('figures.owner'), t('figures.months'), t('figures.days-each')]}
          rows={rows.map(({ owner, text, ...stretch }) => [t(`owner.${owner}`), stretchText(stretch, view), text])}
        />
      }
    >
      <Bars bars={rows.map(({ owner, days, text }) => ({ label: t(`owner.${owner}`), value: days, text }))} />
    </Chart>
  );
}
