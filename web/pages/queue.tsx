import type { Page } from '../page.tsx';
import { type QueueCard, QueueCards } from '../parts/queue-cards.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** An expert's queue: offers to answer, questions to answer, questions answered. */
export type QueueData = {
  toAccept: readonly QueueCard[];
  inProgress: readonly QueueCard[];
  toClear: readonly QueueCard[];
  inReview: readonly QueueCard[];
  answered: readonly QueueCard[];
  /** For how many more queries there is a place, and the last day of being away, for who is away today. */
  room: { free: number; awayUntil?: string };
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

/** Whether they are offered anything, and where to change it. */
function Room({ room: { free, awayUntil }, view }: { room: QueueData['room']; view: View }) {
  const t = textIn(view.locale);
  const room = free > 0 ? t('queue.room', { count: free }) : t('queue.full');
  return (
    <p>
      {awayUntil ? t('queue.away', { day: <CalendarDay date={awayUntil} view={view} /> }) : room}{' '}
      <a href="/profile">{t('nav.profile')}</a>
    </p>
  );
}

/** What an expert does next. */
export const QueuePage: Page<QueueData> = {
  title: (_, view) => textIn(view.locale)('nav.queue'),
  body: ({ toAccept, inProgress, toClear, inReview, answered, room }, view) => (
    <>
      <h1>{textIn(view.locale)('nav.queue')}</h1>
      <Room room={room} view={view} />
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
