import { QueryLanguage } from '../../shared/languages.ts';
import { topicIds } from '../../shared/topics.ts';
import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CheckField, LineField, RadioField, TextField } from './fields.tsx';
import { Once } from './once.tsx';
import { SelectField } from './selects.tsx';

type Part = { data: ThreadData; view: View };

/** What the secretariat, which reads no text, asked about: a choice it can read. */
function AskedAbout({ data, view }: Part) {
  const t = textIn(view.locale);
  switch (data.waits?.about) {
    case 'topic':
      return <SelectField view={view} name="topic" known={data.topic} choices={topics(view)} />;
    case 'language':
      return <SelectField view={view} name="language" known={data.language} choices={languages(view)} />;
    case 'needed-by':
      return (
        <>
          <LineField view={view} name="neededBy" type="date" min={view.now.slice(0, 10)} narrow />
          <TextField view={view} name="urgencyReason" hint={t('ask.urgency-reason-hint')} rows={3} />
        </>
      );
    case 'scope':
      return (
        <RadioField
          view={view}
          name="individualCase"
          choices={(['no', 'yes'] as const).map((value) => ({ value, text: t(`feedback.${value}`) }))}
        />
      );
    default:
      return null;
  }
}

const topics = (view: View) => topicIds.map((topic) => ({ value: topic, text: textIn(view.locale)(`topic.${topic}`) }));

const languages = (view: View) =>
  QueryLanguage.options.map((language) => ({ value: language, text: textIn(view.locale)(`language.${language}`) }));

/** The reply to what was asked: the one thing that waits for the asker. */
export function Reply({ data, view }: Part) {
  const t = textIn(view.locale);
  const about = data.waits?.about;
  return (
    <section aria-labelledby="reply">
      <h2 id="reply">{t('reply.title')}</h2>
      {about && <p>{t(`reply.about-${about}`)}</p>}
      {data.closingProposed && <p class="inset">{t('reply.closing')}</p>}
      <form id="writing" method="post" action={`/queries/${data.id}/give-information`} noValidate>
        <Once view={view} version={data.version} />
        <AskedAbout data={data} view={view} />
        <TextField
          view={view}
          name="information"
          rows={about ? 5 : 10}
          label={about ? 'reply.more' : 'field.information'}
          hint={t('reply.hint')}
          lang={data.language}
        />
        <button type="submit">{t('reply.button')}</button>
      </form>
    </section>
  );
}

/** A partner could help better: nothing passes before the asker agrees. */
export function Referral({ data, view }: Part) {
  const t = textIn(view.locale);
  const { id, version, partner } = data;
  if (!partner) return null;
  return (
    <section aria-labelledby="referral">
      <h2 id="referral">{t('referral.title')}</h2>
      <p>{t('referral.text', { partner: t(`partner.${partner}`) })}</p>
      {data.partnerWhy && <p>{t('referral.why', { reason: t(`referral-reason.${data.partnerWhy}`) })}</p>}
      <p>{t('referral.passes')}</p>
      <form method="post" action={`/queries/${id}/accept-referral`} noValidate>
        <Once view={view} version={version} />
        <CheckField view={view} name="consent" value="yes" label="referral.consent" />
        <button type="submit">{t('referral.accept')}</button>
      </form>
      <form method="post" action={`/queries/${id}/refuse-referral`}>
        <Once view={view} version={version} />
        <button class="second" type="submit">
          {t('referral.refuse')}
        </button>
      </form>
    </section>
  );
}
