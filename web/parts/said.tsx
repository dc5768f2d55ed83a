import type { QueryLanguage } from '../../shared/languages.ts';
import type { PartKind } from '../../shared/parts.ts';
import type { ThreadData } from '../pages/thread.tsx';
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
  /** Of a question: the law or bill concerned, and what was tried. */
  law?: string | undefined;
  tried?: string | undefined;
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

/** What a text is called: advice by its number among experts, so that they tell what left from what did not. */
function headingOf({ kind, cleared }: Said, reader: ThreadData['reader']) {
  if (kind !== 'advice' || reader === 'asker') return `thread.${kind}` as const;
  return cleared ? 'thread.advice-sent' : 'thread.advice-pending';
}

/** Among experts: what the asker's side does not see. */
const isInternal = ({ kind, cleared }: Said): boolean =>
  kind === 'note' || kind === 'comment' || (kind === 'advice' && !cleared);

/** One text of a query, with who wrote it, what it is and when. */
export function SaidPart({ said, reader, view }: { said: Said; reader: ThreadData['reader']; view: View }) {
  const t = textIn(view.locale);
  const { part, kind, number, at } = said;
  const heading = headingOf(said, reader);
  return (
    <article class={`said ${kind}${isInternal(said) ? ' internal' : ''}`} aria-labelledby={part}>
      <h2 id={part}>{t(heading, { number })}</h2>
      <p class="meta">
        <span>{t(`thread.by-${writers[kind]}`)}</span>
        <span>
          <Moment at={at} view={view} />
        </span>
      </p>
      <Written language={said.language}>{said.body}</Written>
      {(['law', 'tried'] as const).map(
        (name) =>
          said[name] && (
            <section key={name} aria-labelledby={`${part}-${name}`}>
              <h3 id={`${part}-${name}`}>{t(`field.${name}`)}</h3>
              <Written language={said.language}>{said[name]}</Written>
            </section>
          ),
      )}
    </article>
  );
}
