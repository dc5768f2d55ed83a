import type { ComponentChildren } from 'preact';
import type { Problem } from '../../shared/refused.ts';
import { isTextKey, type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Moment } from './time.tsx';

function labelOf(field: string, view: View): string {
  const key = `field.${field}`;
  return isTextKey(key) ? textIn(view.locale)(key) : field;
}

function problemKey({ field, code }: Problem): TextKey {
  const keys = [`problem.${field}.${code}`, `problem.${code}`];
  return keys.find(isTextKey) ?? 'problem.invalid';
}

/** What is wrong with one field: the words for this very field where there are any, else those for the code. */
export const problemText = (problem: Problem, view: View): ComponentChildren =>
  textIn(view.locale)(problemKey(problem), {
    field: labelOf(problem.field, view),
    limit: problem.limit ?? 0,
    until: <Moment at={problem.until ?? view.now} view={view} />,
  });

/** The box at the top of the page that says why a form came back; it takes the focus, so that it is read first. */
export const RefusalBox = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="refusal" id="refusal" aria-labelledby="refusal-title" tabIndex={-1} autofocus>
    <h2 id="refusal-title">{title}</h2>
    {children}
  </section>
);

/** The number under which a request is in the log. */
export const Incident = ({ incident, view }: { incident: string; view: View }) => (
  <p class="soft">
    {textIn(view.locale)('error.incident', {
      incident: (
        <bdi>
          <code>{incident}</code>
        </bdi>
      ),
    })}
  </p>
);

/** The fields that hold what took somebody time to write. */
export const texts = [
  'title',
  'body',
  'law',
  'tried',
  'urgencyReason',
  'text',
  'advice',
  'information',
  'asked',
  'note',
  'comment',
  'followUp',
];

/** Why the form on this page was refused: each field with a link to it, or the reason in words. */
export function RefusalSummary({ view }: { view: View }) {
  const { refused } = view;
  if (!refused) return null;
  const t = textIn(view.locale);
  const { reason, problems, typed } = refused;
  if (problems.length === 0)
    return (
      <RefusalBox title={t(`refused.${reason}.title`)}>
        <p>{t(`refused.${reason}.text`)}</p>
        {reason === 'sign-in-again' && (
          <>
            <p>
              <a href="/sign-in?next=/home" target="_blank" rel="noopener">
                {t('expired.sign-in')}
              </a>
            </p>
            <p>{t('refusal.then-again')}</p>
          </>
        )}
        {texts.some((name) => typed[name]) && <p>{t('refusal.kept')}</p>}
      </RefusalBox>
    );
  return (
    <RefusalBox title={t('refusal.title')}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.code}`}>
            <a href={`#${problem.field}`}>{problemText(problem, view)}</a>
          </li>
        ))}
      </ul>
    </RefusalBox>
  );
}
