import type { ClockState } from '../../shared/clock.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Reference } from '../parts/reference.tsx';
import { Day, Moment } from '../parts/time.tsx';
import { ClockWords } from '../parts/words.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One query in an expert's queue, without its State and its text. */
export type QueueCard = {
  id: string;
  reference: string;
  topic: Topic;
  language: QueryLanguage;
  dueAt: string;
  clock: ClockState;
  workingDaysLeft: number;
  expiresAt?: string;
  url: string;
};

/** An expert's queue: offers to answer, questions to answer, questions answered. */
export type QueueData = {
  toAccept: readonly QueueCard[];
  inProgress: readonly QueueCard[];
  toClear: readonly QueueCard[];
  inReview: readonly QueueCard[];
  answered: readonly QueueCard[];
};

const isRunning = (clock: ClockState) => clock === 'on-track' || clock === 'at-risk';

function Item({ card, view }: { card: QueueCard; view: View }) {
  const t = textIn(view.locale);
  return (
    <li>
      <h3>
        <a href={card.url}>
          {t(`topic.${card.topic}`)}
          <span class="heard">
            {' '}
            <Reference of={card.reference} />
          </span>
        </a>
      </h3>
      <p>
        <ClockWords state={card.clock} view={view} />{' '}
        {isRunning(card.clock) && <>{t('queue.days-left', { count: card.workingDaysLeft })} </>}
        {card.clock === 'paused' ? t('queue.paused') : t('queue.due', { day: <Day at={card.dueAt} view={view} /> })}
      </p>
      {card.expiresAt && <p>{t('queue.reply-by', { by: <Moment at={card.expiresAt} view={view} /> })}</p>}
      <p class="meta">
        <span>
          <Reference of={card.reference} />
        </span>
        <span>{t(`language.${card.language}`)}</span>
      </p>
    </li>
  );
}

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
      {cards.length > 0 && (
        <ul class="items">
          {cards.map((card) => (
            <Item key={card.id} card={card} view={view} />
          ))}
        </ul>
      )}
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
    </>
  ),
};
