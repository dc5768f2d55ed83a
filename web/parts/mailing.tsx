import type { Mailing } from '../../shared/mailing.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Once } from './once.tsx';
import { Day } from './time.tsx';

type Resumable = { id: string; version: number; mailing?: Mailing };

/** Whether mail goes to somebody's address, and since when. */
export function MailingWords({ mailing, view }: { mailing: Mailing; view: View }) {
  const t = textIn(view.locale);
  const status = (
    <span class={`tag ${mailing.status === 'ok' ? 'calm' : 'late'}`}>{t(`mailing.${mailing.status}`)}</span>
  );
  return <>{t('mailing.since', { status, day: <Day at={mailing.since} view={view} /> })}</>;
}

/** To send mail again to an address that bounced or complained; nothing where mail is sent. */
export function ResumeMail({ data, view }: { data: Resumable; view: View }) {
  const t = textIn(view.locale);
  if (!data.mailing || data.mailing.status === 'ok') return null;
  return (
    <section aria-labelledby="resume">
      <h2 id="resume">{t('mailing.resume')}</h2>
      <p>{t('mailing.resume-text')}</p>
      <form method="post" action={`/people/${data.id}/resume-mail`}>
        <Once view={view} version={data.version} />
        <button class="second" type="submit">
          {t('mailing.resume')}
        </button>
      </form>
    </section>
  );
}
