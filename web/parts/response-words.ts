import type { Length } from '../../shared/percentile.ts';
import type { Summary } from '../../shared/report.ts';
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
export function withinText({ done, within }: Pick<Summary, 'done' | 'within'>, view: View): string {
  return percentText(done === within ? 1 : Math.min(0.99, within / done), view.locale);
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
