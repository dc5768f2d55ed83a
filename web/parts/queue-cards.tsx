import type { ClockState } from '../../shared/clock.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Topic } from '../../shared/topics.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Reference } from './reference.tsx';
import { Day, Moment } from './time.tsx';
import { ClockWords } from './words.tsx';

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

/** Queries as an expert has them before them, one below the other. */
export const QueueCards = ({ cards, view }: { cards: readonly QueueCard[]; view: View }) => (
  <ul class="items">
    {cards.map((card) => (
      <Item key={card.id} card={card} view={view} />
    ))}
  </ul>
);
