import * as z from 'zod/mini';
import type { Change } from '../../shared/change.ts';
import {
  AskAbout,
  HoldReason,
  NotAdvisedReason,
  Partner,
  PauseReason,
  ReferralReason,
  TopicReason,
} from '../../shared/choices.ts';
import { closeUnanswered, proposeReferral, turnDown } from '../../shared/closing.ts';
import { holdErasure, releaseErasure } from '../../shared/erasing.ts';
import { askAbout } from '../../shared/informing.ts';
import { letWait } from '../../shared/pausing.ts';
import { changeTopic } from '../../shared/timing.ts';
import { Topic } from '../../shared/topics.ts';
import { queryCard } from './query-card.ts';
import { route, seeOther } from './route.ts';

const backToCard = ({ query: { id, version } }: Change) => seeOther(`/queries/${id}/card`, { version });

/** POST /queries/{id}/ask-about: the secretariat, which has not read the question, asks what can be asked without it. */
export const askAboutQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/ask-about',
  summary: 'Ask the asker about topic, language, date or scope; the clock pauses until they reply.',
  may: 'ask-about',
  input: z.strictObject({ about: AskAbout }),
  form: queryCard,
  done: 'done.asked',
  run: async ({ query, input, now, settings, commit }) => {
    const change = askAbout(query, input.about, await settings.current(), now);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/let-wait: the asker told the secretariat that they want it to wait. */
export const letQueryWait = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/let-wait',
  summary: 'Let a query wait because its asker said so, for a reason; the clock pauses.',
  may: 'let-wait',
  input: z.strictObject({ pauseReason: PauseReason }),
  form: queryCard,
  done: 'done.paused',
  run: async ({ query, input, now, settings, commit }) => {
    const change = letWait(query, input.pauseReason, await settings.current(), now);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/change-topic: the question turns out to be about something else. */
export const changeTopicOf = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/change-topic',
  summary: 'Change the topic, for a reason; start and pauses of the clock stay.',
  may: 'change-topic',
  input: z.strictObject({ topic: Topic, topicReason: TopicReason }),
  form: queryCard,
  done: 'done.topic',
  run: async ({ query, input, now, commit }) => {
    const change = changeTopic(query, input.topic, now, input.topicReason);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/turn-down: the hub cannot advise; the asker is told why, and where to turn. */
export const turnDownQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/turn-down',
  summary: 'Say that the hub cannot advise, with a reason and where to turn. This ends the query.',
  may: 'turn-down',
  input: z.strictObject({ notAdvisedReason: NotAdvisedReason, turnTo: Partner }),
  form: queryCard,
  done: 'done.turned-down',
  run: async ({ query, input: { notAdvisedReason: reason, turnTo }, now, settings, commit }) => {
    const change = turnDown(query, { reason, turnTo }, await settings.current(), now);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/propose-referral: a partner may help better; nothing passes before the asker agrees. */
export const proposeReferralOf = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/propose-referral',
  summary: 'Propose to refer the query to a partner, for a reason; nothing passes before the asker agrees.',
  may: 'propose-referral',
  input: z.strictObject({ partner: Partner, referralReason: ReferralReason }),
  form: queryCard,
  done: 'done.referral',
  run: async ({ query, input, now, commit }) => {
    const change = proposeReferral(query, input.partner, now, input.referralReason);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/close-unanswered: the asker was reminded, asked whether to close, and is still silent. */
export const closeWithoutReply = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/close-unanswered',
  summary: 'Close a query whose asker never replied, once closing was proposed to them.',
  may: 'close-unanswered',
  input: z.strictObject({}),
  form: queryCard,
  done: 'done.closed',
  run: async ({ query, now, settings, commit }) => {
    const change = closeUnanswered(query, await settings.current(), now);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/hold-erasure: the query is kept beyond its two years. */
export const keepFromErasure = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/hold-erasure',
  summary: 'Keep an ended query from being erased, for a reason, until the hold is released.',
  may: 'hold-erasure',
  input: z.strictObject({ holdReason: HoldReason }),
  form: queryCard,
  done: 'done.held',
  run: async ({ query, input, now, commit }) => {
    const change = holdErasure(query, now, input.holdReason);
    return commit(change, backToCard(change));
  },
});

/** POST /queries/{id}/release-erasure: the hold ends; what is past its time is announced first, a month ahead. */
export const letErase = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/release-erasure',
  summary: 'End the hold on an ended query; its asker is told a month before it is erased.',
  may: 'release-erasure',
  input: z.strictObject({}),
  form: queryCard,
  done: 'done.released',
  run: async ({ query, now, commit }) => {
    const change = releaseErasure(query, now);
    return commit(change, backToCard(change));
  },
});
