import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { DeclineForm } from './decline-form.tsx';
import { CheckField, TextField } from './fields.tsx';
import { Once } from './once.tsx';
import { Moment } from './time.tsx';
import { TwoVersions } from './two-versions.tsx';

type Part = { data: ThreadData; view: View };

/** The version that was returned, to go on from. */
const returnedVersion = ({ said }: ThreadData): string | undefined => {
  const last = said.findLast(({ kind }) => kind === 'advice');
  return last && !last.cleared ? last.body : undefined;
};

/** The advice being written: kept on the server, looked at as the asker will, or handed in for clearance. */
export function Writing({ data, view }: Part) {
  const t = textIn(view.locale);
  const { id, version, can, draft, waits } = data;
  const returned = draft ? undefined : returnedVersion(data);
  return (
    <section aria-labelledby="write">
      <h2 id="write">{t('writing.title')}</h2>
      <p>{t('writing.text')}</p>
      {returned && <p>{t('writing.from-returned')}</p>}
      {waits?.why === 'requested' && <p class="inset">{t('writing.waits')}</p>}
      {draft && (
        <TwoVersions
          view={view}
          saved={[{ name: 'advice', text: draft.body }]}
          savedAt={draft.savedAt}
          language={data.language}
          here={`/queries/${id}#writing`}
          heading="h3"
        />
      )}
      {draft && <p class="soft">{t('writing.saved', { at: <Moment at={draft.savedAt} view={view} /> })}</p>}
      <form id="writing" method="post" action={`/queries/${id}/save-advice`} noValidate>
        <Once view={view} version={version} />
        <TextField
          view={view}
          name="advice"
          hint={t('answer.hint')}
          known={draft?.body ?? returned}
          rows={18}
          lang={data.language}
        />
        <div class="actions">
          {can.includes('ask-review') && !waits && (
            <button type="submit" formaction={`/queries/${id}/ask-review`}>
              {t('writing.hand-in')}
            </button>
          )}
          <button class="second" type="submit" formaction={`/queries/${id}/preview-advice`}>
            {t('writing.preview')}
          </button>
          <button class="second" type="submit">
            {t('writing.save')}
          </button>
        </div>
      </form>
    </section>
  );
}

/** A question to the asker; says that it pauses the clock. */
export function AskBack({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section class="apart" aria-labelledby="ask-back">
      <h2 id="ask-back">{t('ask-back.title')}</h2>
      <p>{t('ask-back.text')}</p>
      <form id="writing-ask" method="post" action={`/queries/${data.id}/ask-information`} noValidate>
        <Once view={view} version={data.version} />
        <TextField view={view} name="asked" rows={5} lang={data.language} />
        <button class="second" type="submit">
          {t('ask-back.button')}
        </button>
      </form>
    </section>
  );
}

/** Notes among experts: a part of the page of its own, named and tinted. */
export function Notes({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section class="internal" aria-labelledby="notes">
      <h2 id="notes">{t('notes.title')}</h2>
      <p>{t('notes.text')}</p>
      <form id="writing-note" method="post" action={`/queries/${data.id}/add-note`} noValidate>
        <Once view={view} version={data.version} />
        <TextField view={view} name="note" rows={4} />
        <button class="second" type="submit">
          {t('notes.button')}
        </button>
      </form>
    </section>
  );
}

const checks = ['checkedNames', 'checkedSources', 'checkedLanguage', 'checkedTone'] as const;

/** The second pair of eyes: a checklist to clear the advice, or comments to send it back. */
export function Clearing({ data, view }: Part) {
  const t = textIn(view.locale);
  const { id, version } = data;
  return (
    <>
      <section aria-labelledby="clear">
        <h2 id="clear">{t('clear.title')}</h2>
        <p>{t('clear.text')}</p>
        <form method="post" action={`/queries/${id}/approve`} noValidate>
          <Once view={view} version={version} />
          {checks.map((name) => (
            <CheckField key={name} view={view} name={name} value="yes" />
          ))}
          <button type="submit">{t('clear.approve')}</button>
        </form>
      </section>
      <section class="apart" aria-labelledby="send-back">
        <h2 id="send-back">{t('clear.return')}</h2>
        <form id="writing-return" method="post" action={`/queries/${id}/return`} noValidate>
          <Once view={view} version={version} />
          <TextField view={view} name="comment" rows={6} hint={t('clear.comment-hint')} lang={data.language} />
          <button class="second" type="submit">
            {t('clear.return')}
          </button>
        </form>
      </section>
      <DeclineForm
        action={`/queries/${id}/decline-clearance`}
        version={version}
        heading="clear.give-back"
        text="clear.give-back-text"
        view={view}
        checkedHere
      />
    </>
  );
}
