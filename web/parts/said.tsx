import type { QueryLanguage } from '../../shared/languages.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Moment } from './time.tsx';
import { Written } from './written.tsx';

/** A text of the query: the question, or the advice. */
export type Message = {
  part: 'question' | 'advice';
  body: string;
  at: string;
  by: 'asker' | 'expert';
  language: QueryLanguage;
};

/** One text of a query, with who wrote it and when. */
export const Said = ({ message, view }: { message: Message; view: View }) => (
  <article class={message.part} aria-labelledby={message.part}>
    <h2 id={message.part}>{textIn(view.locale)(`thread.${message.part}`)}</h2>
    <p class="meta">
      <span>{textIn(view.locale)(`thread.by-${message.by}`)}</span>
      <span>
        <Moment at={message.at} view={view} />
      </span>
    </p>
    <Written language={message.language}>{message.body}</Written>
  </article>
);
