import type { QueryLanguage } from '../../shared/languages.ts';
import type { PartKind } from '../../shared/parts.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Moment } from './time.tsx';
import { Written } from './written.tsx';

/** One text of a query as its readers see it; `number` counts those of a kind. */
export type Said = {
  part: string;
  kind: PartKind;
  number: number;
  body: string;
  at: string;
  /** Of advice: it has left. */
  cleared: boolean;
  language: QueryLanguage;
};

const writers = {
  question: 'asker',
  information: 'asker',
  'follow-up': 'asker',
  'information-asked': 'expert',
  advice: 'expert',
  draft: 'expert',
  note: 'expert',
  comment: 'clearer',
} as const satisfies Record<PartKind, string>;

/** One text of a query, with who wrote it, what it is and when. */
export function SaidPart({ said, view }: { said: Said; view: View }) {
  const t = textIn(view.locale);
  const { part, kind, number, at, cleared } = said;
  const heading = kind === 'advice' && !cleared ? 'thread.advice-pending' : (`thread.${kind}` as const);
  return (
    <article class={`said ${kind}`} aria-labelledby={part}>
      <h2 id={part}>{t(heading, { number })}</h2>
      <p class="meta">
        <span>{t(`thread.by-${writers[kind]}`)}</span>
        <span>
          <Moment at={at} view={view} />
        </span>
      </p>
      <Written language={said.language}>{said.body}</Written>
    </article>
  );
}
