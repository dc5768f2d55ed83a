import type { Group } from '../../shared/breakdown.ts';
import { type ListName, lists } from '../../shared/counters.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { countedClocks } from '../../shared/ladders.ts';
import type { Lines } from '../../shared/list-lines.ts';
import type { Report } from '../../shared/report.ts';
import { type Stretch, sum } from '../../shared/stretches.ts';
import { eitherText, listText } from '../text/lists.ts';
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

const reasons = ['declined', 'recused', 'not-advised'] as const satisfies readonly ListName[];
const isReason = (list: ListName): list is (typeof reasons)[number] => reasons.some((one) => one === list);
const questions = ['feedback-answered', 'feedback-clear', 'feedback-in-time'] as const;

/** What an entry of a list is called. Why an expert passes a query on is said in the same words before and after they took it. */
function entryText(list: ListName, entry: string, view: View): string {
  const key = `${list === 'not-advised' ? list : 'decline'}.${entry}`;
  return isTextKey(key) ? textIn(view.locale)(key) : entry;
}

/** Lines of a list, each naming its entries. */
const linesOf = (list: ListName, { lines }: Lines, nameOf: (entry: string) => string, view: View) =>
  lines.map(({ from, to, count }) => ({
    text: eitherText(
      lists[list].slice(from, to + 1).map((entry) => nameOf(entry)),
      view.locale,
    ),
    count,
  }));

/** Why offers were declined, questions given back, and questions not advised on. */
export const ReasonTables = ({ report, view }: Shown) => {
  const t = textIn(view.locale);
  return reasons.map((list) => {
    const found = report.lists[list];
    if (!found) return null;
    const rows = linesOf(list, found, (entry) => entryText(list, entry, view), view);
    const most = [...rows].sort((a, b) => b.count - a.count)[0]?.text ?? '';
    const count = sum(rows.map((row) => row.count));
    return (
      <section key={list}>
        <h2>{t(`list.${list}`)}</h2>
        <p>{rows.length > 1 ? t('list.finding', { count, reason: most }) : t('list.count', { count })}</p>
        <Figures
          id={list}
          caption={t('list.caption', { list: t(`list.${list}`), period: stretchText(found, view) })}
          columns={[t('figures.reason'), t('figures.count')]}
          rows={rows.map(({ text, count }) => [text, numberText(count, view.locale)])}
        />
      </section>
    );
  });
};

const replyTexts = { yes: 'feedback.answer-yes', partly: 'feedback.answer-partly', no: 'feedback.answer-no' } as const;
const isReply = (entry: string): entry is keyof typeof replyTexts => entry in replyTexts;

/** What askers said of the answers, in three closed questions. */
export function FeedbackTables({ report, view }: Shown) {
  const t = textIn(view.locale);
  const replyText = (entry: string) => (isReply(entry) ? t(replyTexts[entry]) : entry);
  const tables = questions.flatMap((question) => {
    const found = report.lists[question];
    if (!found) return [];
    const rows = linesOf(question, found, replyText, view);
    return [
      <Figures
        key={question}
        id={question}
        caption={t(`list.${question}`)}
        columns={[t('figures.reply'), t('figures.count')]}
        rows={rows.map(({ text, count }) => [text, numberText(count, view.locale)])}
      />,
    ];
  });
  // The three are told over the same months.
  const asked = questions.map((question) => report.lists[question]).find((found) => found);
  if (!asked) return null;
  return (
    <section>
      <h2>{t('list.feedback')}</h2>
      <p class="soft">{stretchText(asked, view)}</p>
      {tables}
    </section>
  );
}

/** The lists of which nothing is told yet, and why. */
export function ListsHeldBack({ report: { heldBack }, view }: Shown) {
  const t = textIn(view.locale);
  const names = [...new Set(heldBack.map((list) => t(isReason(list) ? `list.${list}` : 'list.feedback')))];
  if (names.length === 0) return null;
  return <p class="soft">{t('list.held-back', { lists: listText(names, view.locale) })}</p>;
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
        new Intl.ListFormat(view.locale, { type: 'conjunction' }).format(
          group.values.map((value) => valueText(by, value, view)),
        ),
        numberText(group.received, view.locale),
        numberText(group.done, view.locale),
        group.done > 0 ? withinText(group, view) : '–',
      ])}
    />
  );
}
