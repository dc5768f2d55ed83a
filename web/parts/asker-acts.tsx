import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CheckField, filledIn, RadioField, TextField } from './fields.tsx';
import { Once } from './once.tsx';
import { Day } from './time.tsx';

type Part = { data: ThreadData; view: View };

const degrees = ['yes', 'partly', 'no'] as const;

/** After an answer: ask on, or thank and close. Two buttons that cannot be mistaken for each other. */
export function AfterAnswer({ data, view }: Part) {
  const t = textIn(view.locale);
  const { id, version, closesAt } = data;
  return (
    <section aria-labelledby="next">
      <h2 id="next">{t('next.title')}</h2>
      {closesAt && <p>{t('next.until', { day: <Day at={closesAt} view={view} /> })}</p>}
      <form id="writing" method="post" action={`/queries/${id}/follow-up`} noValidate>
        <Once view={view} version={version} />
        <TextField view={view} name="followUp" rows={6} hint={t('next.follow-up-hint')} lang={data.language} />
        <button type="submit">{t('next.follow-up')}</button>
      </form>
      <form class="apart" method="post" action={`/queries/${id}/thank`}>
        <Once view={view} version={version} />
        <p>{t('next.thank-text')}</p>
        <button class="second" type="submit">
          {t('next.thank')}
        </button>
      </form>
    </section>
  );
}

/** Three closed questions about the advice; no text, so that nothing said here needs sealing. */
export function FeedbackForm({ data, view }: Part) {
  const t = textIn(view.locale);
  const choices = degrees.map((degree) => ({ value: degree, text: t(`feedback.${degree}`) }));
  return (
    <section aria-labelledby="feedback">
      <h2 id="feedback">{t('feedback.title')}</h2>
      <p>{t('feedback.text')}</p>
      <form method="post" action={`/queries/${data.id}/give-feedback`} noValidate>
        <Once view={view} version={data.version} />
        <div class="short">
          <RadioField view={view} name="answered" choices={choices} />
          <RadioField view={view} name="clear" choices={choices} />
          <RadioField view={view} name="inTime" choices={choices} />
        </div>
        <button class="second" type="submit">
          {t('feedback.button')}
        </button>
      </form>
    </section>
  );
}

/** A closed query can be opened again for a while. */
export function Reopen({ data, view }: Part) {
  const t = textIn(view.locale);
  if (!data.reopenUntil) return null;
  return (
    <section aria-labelledby="reopen">
      <h2 id="reopen">{t('reopen.title')}</h2>
      <p>{t('reopen.text', { day: <Day at={data.reopenUntil} view={view} /> })}</p>
      <form id="writing" method="post" action={`/queries/${data.id}/reopen`} noValidate>
        <Once view={view} version={data.version} />
        <TextField view={view} name="followUp" rows={6} lang={data.language} />
        <button type="submit">{t('reopen.button')}</button>
      </form>
    </section>
  );
}

/** What the asker can do at any time: add something, let it wait, take it back. */
export function AtAnyTime({ data, view }: Part) {
  const t = textIn(view.locale);
  const { id, version, can, waits } = data;
  const mayPause = can.includes('pause') && !waits;
  const mayResume = can.includes('resume') && waits?.why === 'requested';
  return (
    <section class="apart" aria-labelledby="any-time">
      <h2 id="any-time">{t('any-time.title')}</h2>
      {can.includes('add-information') && waits?.why !== 'information' && (
        <details open={filledIn(view, 'information') !== ''}>
          <summary>{t('any-time.add')}</summary>
          <form id="writing-more" method="post" action={`/queries/${id}/add-information`} noValidate>
            <Once view={view} version={version} />
            <TextField
              view={view}
              name="information"
              label="any-time.add"
              rows={6}
              hint={t('any-time.add-hint')}
              lang={data.language}
            />
            <button class="second" type="submit">
              {t('any-time.add-button')}
            </button>
          </form>
        </details>
      )}
      {(mayPause || mayResume) && (
        <details>
          <summary>{t(mayPause ? 'any-time.pause' : 'any-time.resume')}</summary>
          <form method="post" action={`/queries/${id}/${mayPause ? 'pause' : 'resume'}`}>
            <Once view={view} version={version} />
            <p>{t(mayPause ? 'any-time.pause-text' : 'any-time.resume-text')}</p>
            <button class="second" type="submit">
              {t(mayPause ? 'any-time.pause-button' : 'any-time.resume-button')}
            </button>
          </form>
        </details>
      )}
      {can.includes('withdraw') && (
        <details open={view.refused?.problems.some(({ field }) => field === 'sure')}>
          <summary>{t('any-time.withdraw')}</summary>
          <form method="post" action={`/queries/${id}/withdraw`} noValidate>
            <Once view={view} version={version} />
            <p>{t('any-time.withdraw-text')}</p>
            <CheckField view={view} name="sure" value="yes" />
            <button class="second" type="submit">
              {t('any-time.withdraw-button')}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}
