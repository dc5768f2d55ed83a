import { LaterStep, type Step, type StepStatus } from '../../shared/steps.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Once } from '../parts/once.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { Day, Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** A draft as the list of its steps shows it: how each stands, until when it is kept, and no word of its text. */
export type BegunDraft = {
  id: string;
  version: number;
  topic: Topic;
  steps: readonly { step: Step; status: StepStatus }[];
  savedAt: string;
  until: string;
  /** Whether its reader may throw it away. */
  mayDiscard: boolean;
};

/** The draft whose steps these are; none for a question that is not begun. */
export type AskData = { draft?: BegunDraft };

type Task = { name: Step | 'send'; status: StepStatus | 'not-yet'; href?: string };

/** What there is to do, and where: a question that is not begun has one step that can be. */
function tasksOf(draft: BegunDraft | undefined): Task[] {
  if (!draft) {
    const later = [...LaterStep.options, 'send'] as const;
    return [
      { name: 'question', status: 'not-started', href: '/ask/question?about=general' },
      ...later.map((name) => ({ name, status: 'not-yet' as const })),
    ];
  }
  const ready = draft.steps.every(({ status }) => status === 'done');
  const at = `/queries/${draft.id}`;
  return [
    ...draft.steps.map(({ step, status }) => ({ name: step, status, href: `${at}/${step}` })),
    ready ? { name: 'send', status: 'not-started', href: `${at}/check` } : { name: 'send', status: 'not-yet' },
  ];
}

const tints = { done: 'good', 'in-progress': 'warm', 'not-started': 'calm' } as const;

const Tasks = ({ tasks, view }: { tasks: readonly Task[]; view: View }) => {
  const t = textIn(view.locale);
  return (
    <ol class="tasks">
      {tasks.map(({ name, status, href }) => (
        <li key={name}>
          {href ? (
            <a href={href} aria-describedby={`${name}-status`}>
              {t(`step.${name}`)}
            </a>
          ) : (
            <span>{t(`step.${name}`)}</span>
          )}
          <span id={`${name}-status`} class={status === 'not-yet' ? 'soft' : `tag ${tints[status]}`}>
            {t(`step.is-${status}`)}
          </span>
        </li>
      ))}
    </ol>
  );
};

function Discard({ draft, view }: { draft: BegunDraft; view: View }) {
  const t = textIn(view.locale);
  return (
    <details class="aside">
      <summary>{t('ask.discard')}</summary>
      <form method="post" action={`/queries/${draft.id}/discard`}>
        <Once view={view} version={draft.version} />
        <p>{t('ask.discard-text')}</p>
        <button class="second" type="submit">
          {t('ask.discard')}
        </button>
      </form>
    </details>
  );
}

/** The steps of asking a question, how each stands, and that nothing is sent yet. */
export const AskPage: Page<AskData> = {
  title: (_, view) => textIn(view.locale)('ask.title'),
  body: ({ draft }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        {draft && <p class="above">{t(`topic.${draft.topic}`)}</p>}
        <h1>{t('ask.title')}</h1>
        {draft && <QueryTabs id={draft.id} draft here="text" view={view} />}
        <div class="inset">
          <p>{t(draft ? 'ask.not-sent-draft' : 'ask.not-sent')}</p>
          {draft && (
            <p>
              {t('ask.kept-until', {
                saved: <Moment at={draft.savedAt} view={view} />,
                until: <Day at={draft.until} view={view} />,
              })}
            </p>
          )}
        </div>
        <Tasks tasks={tasksOf(draft)} view={view} />
        <p>
          <a href="/queries">{t('nav.queries')}</a>
        </p>
        {draft?.mayDiscard && <Discard draft={draft} view={view} />}
      </>
    );
  },
};
