import {
  AskAbout,
  ExtensionReason,
  HoldReason,
  NotAdvisedReason,
  Partner,
  PauseReason,
  ReferralReason,
  TopicReason,
} from '../../shared/choices.ts';
import { topicIds } from '../../shared/topics.ts';
import type { CardData } from '../pages/card.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Act } from './act.tsx';
import { LineField } from './fields.tsx';
import { SelectField } from './selects.tsx';

type Part = { data: CardData; view: View };

const pathOf = ({ id }: CardData, verb: string): string => `/queries/${id}/${verb}`;

/** What concerns the clock: asking, pausing, a later date. */
function OfTheClock({ data, view }: Part) {
  const t = textIn(view.locale);
  const { can, version, pause } = data;
  return (
    <>
      {can.includes('ask-about') && !pause && (
        <Act
          {...{ view, version, action: pathOf(data, 'ask-about'), fields: ['about'] }}
          {...{ title: 'act.ask-about', text: 'act.ask-about-text', button: 'act.ask-about-button' }}
        >
          <SelectField
            view={view}
            name="about"
            choose="choose.option"
            choices={AskAbout.options.map((about) => ({ value: about, text: t(`about.${about}`) }))}
          />
        </Act>
      )}
      {can.includes('let-wait') && !pause && (
        <Act
          {...{ view, version, action: pathOf(data, 'let-wait'), fields: ['pauseReason'] }}
          {...{ title: 'act.pause', text: 'act.pause-text', button: 'act.pause-button' }}
        >
          <SelectField
            view={view}
            name="pauseReason"
            choose="choose.reason"
            choices={PauseReason.options.map((reason) => ({ value: reason, text: t(`pause-reason.${reason}`) }))}
          />
        </Act>
      )}
      {can.includes('resume') && pause?.why === 'requested' && (
        <Act
          {...{ view, version, action: pathOf(data, 'resume') }}
          {...{ title: 'act.resume', text: 'act.resume-text', button: 'act.resume-button' }}
        />
      )}
      {can.includes('extend') && !pause && (
        <Act
          {...{ view, action: pathOf(data, 'extend'), fields: ['dueOn', 'extensionReason'] }}
          {...{ title: 'act.extend', text: 'act.extend-text', button: 'act.extend-button' }}
        >
          <LineField view={view} name="dueOn" type="date" narrow min={data.clock.laterFrom} />
          <SelectField
            view={view}
            name="extensionReason"
            choose="choose.reason"
            choices={ExtensionReason.options.map((reason) => ({ value: reason, text: t(`extension.${reason}`) }))}
          />
        </Act>
      )}
    </>
  );
}

/** Where the question goes: another topic, a partner, an end. */
function OfTheQuestion({ data, view }: Part) {
  const t = textIn(view.locale);
  const { can, version, pause } = data;
  const partners = Partner.options.map((partner) => ({ value: partner, text: t(`partner.${partner}`) }));
  return (
    <>
      {can.includes('change-topic') && (
        <Act
          {...{ view, version, action: pathOf(data, 'change-topic'), fields: ['topic', 'topicReason'] }}
          {...{ title: 'act.change-topic', text: 'act.change-topic-text', button: 'act.change-topic-button' }}
        >
          <SelectField
            view={view}
            name="topic"
            choose="choose.option"
            choices={topicIds
              .filter((topic) => topic !== data.topic)
              .map((topic) => ({ value: topic, text: t(`topic.${topic}`) }))}
          />
          <SelectField
            view={view}
            name="topicReason"
            choose="choose.reason"
            choices={TopicReason.options.map((reason) => ({ value: reason, text: t(`topic-reason.${reason}`) }))}
          />
        </Act>
      )}
      {can.includes('propose-referral') && !data.referral && (
        <Act
          {...{ view, version, action: pathOf(data, 'propose-referral'), fields: ['partner', 'referralReason'] }}
          {...{ title: 'act.refer', text: 'act.refer-text', button: 'act.refer-button' }}
        >
          <SelectField view={view} name="partner" choose="choose.option" choices={partners} />
          <SelectField
            view={view}
            name="referralReason"
            choose="choose.reason"
            choices={ReferralReason.options.map((reason) => ({ value: reason, text: t(`referral-reason.${reason}`) }))}
          />
        </Act>
      )}
      {can.includes('close-unanswered') && pause?.proposedAt && (
        <Act
          {...{ view, version, action: pathOf(data, 'close-unanswered') }}
          {...{ title: 'act.close', text: 'act.close-text', button: 'act.close-button' }}
        />
      )}
      {can.includes('turn-down') && (
        <Act
          {...{ view, version, action: pathOf(data, 'turn-down'), fields: ['notAdvisedReason', 'turnTo'] }}
          {...{ title: 'act.turn-down', text: 'act.turn-down-text', button: 'act.turn-down-button' }}
        >
          <SelectField
            view={view}
            name="notAdvisedReason"
            choose="choose.reason"
            choices={NotAdvisedReason.options.map((reason) => ({ value: reason, text: t(`not-advised.${reason}`) }))}
          />
          <SelectField view={view} name="turnTo" choose="choose.option" choices={partners} />
        </Act>
      )}
    </>
  );
}

/** Whether an ended query is kept. */
function OfKeeping({ data, view }: Part) {
  const t = textIn(view.locale);
  const { can, version, kept } = data;
  return (
    <>
      {can.includes('hold-erasure') && kept && kept.erasure !== 'held' && (
        <Act
          {...{ view, version, action: pathOf(data, 'hold-erasure'), fields: ['holdReason'] }}
          {...{ title: 'act.hold', text: 'act.hold-text', button: 'act.hold-button' }}
        >
          <SelectField
            view={view}
            name="holdReason"
            choose="choose.reason"
            choices={HoldReason.options.map((reason) => ({ value: reason, text: t(`hold-reason.${reason}`) }))}
          />
        </Act>
      )}
      {can.includes('release-erasure') && kept?.erasure === 'held' && (
        <Act
          {...{ view, version, action: pathOf(data, 'release-erasure') }}
          {...{ title: 'act.release', text: 'act.release-text', button: 'act.release-button' }}
        />
      )}
    </>
  );
}

const decisions: readonly CardData['can'][number][] = [
  ...(['ask-about', 'let-wait', 'resume', 'extend', 'change-topic', 'propose-referral', 'turn-down'] as const),
  ...(['close-unanswered', 'hold-erasure', 'release-erasure'] as const),
];

/** What the secretariat may decide about a query besides whom it goes to, each with its reason; nothing where nothing is open. */
export function DeskActs({ data, view }: Part) {
  if (!decisions.some((verb) => data.can.includes(verb))) return null;
  return (
    <section class="decisions" aria-labelledby="acts">
      <h2 id="acts">{textIn(view.locale)('acts.title')}</h2>
      <OfTheClock data={data} view={view} />
      <OfTheQuestion data={data} view={view} />
      <OfKeeping data={data} view={view} />
    </section>
  );
}
