import type { Page } from '../page.tsx';
import { type QueueCard, QueueCards } from '../parts/queue-cards.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** An expert's queue: offers to answer, questions to answer, questions answered. */
export type QueueData = {
  toAccept: readonly QueueCard[];
  inProgress: readonly QueueCard[];
  toClear: readonly QueueCard[];
  inReview: readonly QueueCard[];
  answered: readonly QueueCard[];
};

type Section = {
  name: 'to-accept' | 'in-progress' | 'to-clear' | 'in-review' | 'answered';
  cards: readonly QueueCard[];
  view: View;
};

function Cards({ name, cards, view }: Section) {
  const t = textIn(view.locale);
  return (
    <>
      <h2>{t(`queue.${name}`, { count: cards.length })}</h2>
      {cards.length === 0 && <p class="soft">{t(`queue.none-${name}`)}</p>}
      {cards.length > 0 && <QueueCards cards={cards} view={view} />}
    </>
  );
}

/** What an expert does next. */
export const QueuePage: Page<QueueData> = {
  title: (_, view) => textIn(view.locale)('nav.queue'),
  body: ({ toAccept, inProgress, toClear, inReview, answered }, view) => (
    <>
      <h1>{textIn(view.locale)('nav.queue')}</h1>
      <Cards name="to-accept" cards={toAccept} view={view} />
      <Cards name="in-progress" cards={inProgress} view={view} />
      <Cards name="to-clear" cards={toClear} view={view} />
      <Cards name="in-review" cards={inReview} view={view} />
      <Cards name="answered" cards={answered} view={view} />
      <p class="aside">
        <a href="/queue/stand-in">{textIn(view.locale)('colleagues.title')}</a>
      </p>
    </>
  ),
};
