import { Conflict } from '../../shared/conflict.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Urgency } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import { stateName } from '../text/states.ts';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CheckField } from './fields.tsx';
import { LanguageNames } from './language-names.tsx';
import { Once } from './once.tsx';
import { Reference } from './reference.tsx';
import { Fact, SummaryList } from './summary-list.tsx';
import { Moment } from './time.tsx';

/** What an expert learns before declaring that they have no conflict: the State to check it by, nothing of the text but its length. */
export type BlindCard = {
  id: string;
  version: number;
  reference: string;
  topic: Topic;
  language: QueryLanguage;
  replyLanguages: readonly QueryLanguage[];
  length: number;
  dueAt: string;
  urgency?: Urgency['level'];
  expiresAt?: string;
  /** Absent when the asker withholds it. */
  state?: string;
};

type Part = { card: BlindCard; view: View };

/** The card's facts. */
export function BlindFacts({ card, view }: Part) {
  const t = textIn(view.locale);
  return (
    <SummaryList>
      <Fact name={t('query.reference')}>
        <Reference of={card.reference} />
      </Fact>
      <Fact name={t('field.topic')}>{t(`topic.${card.topic}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${card.language}`)}</Fact>
      <Fact name={t('query.reply-languages')}>
        <LanguageNames of={card.replyLanguages} view={view} />
      </Fact>
      <Fact name={t('query.length')}>{t('query.characters', { count: card.length })}</Fact>
      {card.urgency && <Fact name={t('field.urgency')}>{t(`urgency.${card.urgency}`)}</Fact>}
      <Fact name={t('query.due')}>
        <Moment at={card.dueAt} view={view} />
      </Fact>
      {card.expiresAt && (
        <Fact name={t('offer.reply-by')}>
          <Moment at={card.expiresAt} view={view} />
        </Fact>
      )}
    </SummaryList>
  );
}

/** The declaration that there is no conflict of interest, and the button that takes the work. */
export function NoConflict({ card, view, action, button }: Part & { action: string; button: TextKey }) {
  const t = textIn(view.locale);
  const { state } = card;
  return (
    <section aria-labelledby="conflict">
      <h2 id="conflict">{t(state ? 'offer.conflict' : 'offer.withheld')}</h2>
      {state && <p class="state">{stateName(state, view.locale)}</p>}
      <p>{t(state ? 'offer.conflict-text' : 'offer.withheld-text')}</p>
      <ul>
        {Conflict.options.map((tie) => (
          <li key={tie}>{t(state ? `offer.tie-${tie}` : `offer.any-${tie}`)}</li>
        ))}
      </ul>
      {!state && (
        <p>
          <a href="/profile">{t('offer.to-profile')}</a>
        </p>
      )}
      <form method="post" action={action} noValidate>
        <Once view={view} version={card.version} />
        <CheckField
          view={view}
          name="noConflict"
          value="yes"
          label={state ? 'field.noConflict' : 'offer.withheld-confirm'}
        />
        <button type="submit">{t(button)}</button>
      </form>
    </section>
  );
}
