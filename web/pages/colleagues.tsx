import type { Page } from '../page.tsx';
import { type QueueCard, QueueCards } from '../parts/queue-cards.tsx';
import { textIn } from '../text/text.ts';

/** The colleagues one stands in for, whether they are away today, and what they work on now. */
export type ColleaguesData = {
  colleagues: readonly { id: string; name: string; away: boolean; cards: readonly QueueCard[] }[];
};

/** What those work on for whom an expert stands in, so that nothing waits for somebody who is away. */
export const ColleaguesPage: Page<ColleaguesData> = {
  title: (_, view) => textIn(view.locale)('colleagues.title'),
  body: ({ colleagues }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('colleagues.title')}</h1>
        <p>{t(colleagues.length > 0 ? 'colleagues.text' : 'colleagues.nobody')}</p>
        {colleagues.map(({ id, name, away, cards }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>
              <bdi>{name}</bdi>
            </h2>
            <p>{t(away ? 'colleagues.away' : 'colleagues.here')}</p>
            {cards.length > 0 ? (
              <QueueCards cards={cards} view={view} />
            ) : (
              <p class="soft">{t('colleagues.nothing')}</p>
            )}
          </section>
        ))}
        <p class="aside">
          <a href="/queue">{t('nav.queue')}</a>
        </p>
      </>
    );
  },
};
