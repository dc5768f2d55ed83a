import type { ClockFigures, Judged } from '../../shared/clock-figures.ts';
import type { Length } from '../../shared/percentile.ts';
import type { Stretch } from '../../shared/stretches.ts';
import { percentText } from '../text/numbers.ts';
import { textIn } from '../text/text.ts';
import { monthText, shortMonthText } from '../text/times.ts';
import type { View } from '../view.ts';

/** A length of working time, as far as it may be told. */
export function netText(length: Length | undefined, view: View): string {
  const t = textIn(view.locale);
  if (!length) return t('report.too-few');
  return t(length.over ? 'report.over-days' : 'report.within-days', { days: length.days });
}

/** The same of all the time there was, nights and pauses with it. */
export function grossText(length: Length | undefined, view: View): string {
  const t = textIn(view.locale);
  if (!length) return t('report.too-few');
  return t(length.over ? 'report.over-gross' : 'report.within-gross', { days: length.days });
}

/** What part was within target. A hundred per cent is said only of all. */
export function withinText({ done, within }: Pick<Judged, 'done' | 'within'>, view: View): string {
  return percentText(done === within ? 1 : Math.min(0.99, within / done), view.locale);
}

/** The same of a clock, as far as it may be told; with its months where they are not those of the number. */
export function shareText({ from, to, judged, unjudged }: ClockFigures, view: View): string {
  const t = textIn(view.locale);
  if (!judged && unjudged?.nearlyAll)
    return unjudged.nearlyAll === 'within'
      ? t('report.at-least', { percent: percentText(0.9, view.locale) })
      : t('report.at-most', { percent: percentText(0.1, view.locale) });
  if (!judged) return t('report.too-few');
  const percent = withinText(judged, view);
  if (judged.from === from && judged.to === to) return percent;
  return t('report.share-of', { percent, stretch: stretchText(judged, view) });
}

/** The months of a stretch: one, or from one to another. */
export function stretchText({ from, to }: Stretch, view: View): string {
  const { locale } = view;
  if (from === to) return monthText(from, locale);
  return textIn(locale)('report.stretch', { from: monthText(from, locale), to: monthText(to, locale) });
}

/** The same where there is little room: the month a stretch ends in. */
export const shortStretch = ({ to }: Stretch, view: View): string => shortMonthText(to, view.locale);

/** The name of a year or quarter. */
export function periodText(name: string, view: View): string {
  const [year = '', quarter] = name.split('-Q');
  return quarter ? textIn(view.locale)('report.quarter', { year, quarter }) : year;
}

/** How long half and nine in ten took with all days, in a sentence. */
export const lengthsFinding = (one: ClockFigures | undefined, view: View): string =>
  textIn(view.locale)('chart.lengths.finding', {
    median: grossText(one?.medianGross, view),
    most: grossText(one?.mostGross, view),
  });
