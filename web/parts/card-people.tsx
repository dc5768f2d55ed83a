import type { CardData } from '../pages/card.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Candidates } from './candidates.tsx';
import { Reference } from './reference.tsx';
import { Day } from './time.tsx';
import { statusForDesk } from './words.tsx';

type Part = { data: CardData; view: View };

/** Why nobody fits, and what could be overruled; nothing where somebody does. */
function Nobody({ data: { nobody }, view }: Part) {
  const t = textIn(view.locale);
  if (!nobody) return null;
  return (
    <div class="inset">
      <p>
        <strong>{t('card.nobody')}</strong> {nobody.widening.length === 0 && t('card.widen-none')}
      </p>
      {nobody.widening.length > 0 && (
        <ul>
          {nobody.widening.map(({ overrule, gains }) => (
            <li key={overrule}>{t(`card.widen-${overrule}`, { count: gains })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Whom the query goes to; folded away once somebody has it. */
export function Assignment({ data, view }: Part) {
  const t = textIn(view.locale);
  if (!data.can.includes('assign')) return data.status === 'held' ? <p>{t('card.held')}</p> : null;
  const table = (
    <Candidates
      name="expertId"
      candidates={data.candidates}
      action={`/queries/${data.id}/assign`}
      version={data.version}
      view={view}
    />
  );
  const refused = view.refused?.problems.some(({ field }) => field === 'assignReason' || field === 'expertId');
  return (
    <section aria-labelledby="assignment">
      <h2 id="assignment">{t('card.assignment')}</h2>
      {data.candidates.length === 0 && <p>{t('candidates.none')}</p>}
      {!data.expertName && <Nobody data={data} view={view} />}
      {data.candidates.length > 0 && !data.expertName && table}
      {data.candidates.length > 0 && data.expertName && (
        <details class="act" open={refused}>
          <summary>{t('card.reassign-title')}</summary>
          <p>{t('card.reassign')}</p>
          {table}
        </details>
      )}
    </section>
  );
}

/** Who is asked to clear the advice. */
export function Clearance({ data, view }: Part) {
  const t = textIn(view.locale);
  if (!data.can.includes('assign-clearer')) return null;
  const table = (
    <Candidates
      name="clearerId"
      candidates={data.clearers}
      action={`/queries/${data.id}/assign-clearer`}
      version={data.version}
      view={view}
    />
  );
  return (
    <section aria-labelledby="clearance">
      <h2 id="clearance">{t('card.clearance')}</h2>
      {!data.clearer && table}
      {data.clearer && (
        <details class="act">
          <summary>{t('card.other-clearer')}</summary>
          <p>{t('card.other-clearer-text')}</p>
          {table}
        </details>
      )}
    </section>
  );
}

/** What the same institution has asked besides. */
export function Others({ data, view }: Part) {
  const t = textIn(view.locale);
  if (data.others.length === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t('card.others')}</h2>
      <ul class="others">
        {data.others.map(({ id, reference, topic, status, submittedAt, url }) => (
          <li key={id}>
            <a href={url}>
              <Reference of={reference} />
            </a>
            <span>{t(`topic.${topic}`)}</span>
            <span class="soft">{statusForDesk(status, view)}</span>
            <span class="soft">
              <Day at={submittedAt} view={view} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
