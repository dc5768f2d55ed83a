import { addNote, askFollowUp, askReview, giveFeedback, saveAdvice } from '../../shared/advising.ts';
import { Asking } from '../../shared/asked.ts';
import { discard, expireDraft, release, send } from '../../shared/asking.ts';
import { expertOf } from '../../shared/assignment.ts';
import type { Change } from '../../shared/change.ts';
import {
  acceptClearance,
  approve,
  askClearer,
  assignClearer,
  declineClearance,
  expireClearance,
  reportUncleared,
  returnAdvice,
  seekClearer,
} from '../../shared/clearing.ts';
import {
  acceptReferral,
  closeUnanswered,
  closeWindow,
  proposeReferral,
  refuseReferral,
  reopen,
  thank,
  turnDown,
  withdraw,
} from '../../shared/closing.ts';
import { save } from '../../shared/drafting.ts';
import { endByConflict, endBySuspension } from '../../shared/ending.ts';
import { announceErasure, erase, holdErasure, releaseErasure } from '../../shared/erasing.ts';
import { approveGlass, refuseGlass, requestGlass } from '../../shared/glass.ts';
import { newReference } from '../../shared/identifiers.ts';
import {
  addInformation,
  askAbout,
  askInformation,
  giveInformation,
  proposeClosing,
  remindAsker,
} from '../../shared/informing.ts';
import {
  accept,
  assign,
  decline,
  expire,
  offer,
  recuse,
  remindExpert,
  reportUnplaced,
  routeAgain,
  takeOver,
} from '../../shared/offering.ts';
import { letWait, pause, resume } from '../../shared/pausing.ts';
import type { Expert } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { rank } from '../../shared/routing.ts';
import type { Settings } from '../../shared/settings.ts';
import { addCoOwner, handOver, removeCoOwner, restrict, unrestrict } from '../../shared/sharing.ts';
import { changeTopic, extend, grantUrgency, mark, noteSilence, retime } from '../../shared/timing.ts';
import { Topic } from '../../shared/topics.ts';
import { movable, type Verb } from '../../shared/transitions.ts';
import { adviser, clearer, deputy, expert, member, ministry, official } from './cast.ts';

/** Everybody of the stories who may have a part in a query. */
export const officials = [official(1), official(2), official(5), official(7)];
export const members = [member(4), member(9)];
const standingFor = (one: Expert, deputyId: string): Expert => ({ ...one, expertise: { ...one.expertise, deputyId } });
export const experts = [standingFor(adviser, deputy.id), standingFor(expert(8), adviser.id), deputy, clearer];

/** The people of the desk. */
export const secretariat = members.map(({ id }) => id);

/** What an official fills in who asks for urgency. */
export const asking = Asking.parse({
  title: 'A title',
  body: 'A question.',
  topic: 'npm',
  language: 'en',
  urgency: 'requested',
  neededBy: '2035-03-09',
  urgencyReason: 'The vote is on the tenth.',
  confidentiality: 'standard',
  individualCase: 'no',
});
const glass = { reason: 'legal-duty', text: 'A court asks for it by tomorrow.' } as const;
const unconfirmed = { ...ministry, standing: { status: 'unconfirmed' } } as const;
const body = { body: 'Some words.' };
/** An answer to whatever was asked about. */
const reply: Parameters<typeof giveInformation>[1] = {
  ...body,
  ...{ topic: 'npm', language: 'en', neededBy: '2027-01-29', urgencyReason: 'Parliament sits.' },
  individualCase: 'no',
};
const feedback = { answered: 'yes', clear: 'partly', inTime: 'no' } as const;

/** Who moves, whom or what they choose, and when. */
export type Moving = {
  now: string;
  settings: Settings;
  choice: { who: string; expert: string; colleague: string; date: string; topic: string; confirmed: boolean };
};

function named<One extends { id: string }>(people: readonly One[], id: string): One {
  const one = people.find((person) => person.id === id);
  if (!one) throw new Error(`nobody is called ${id}`);
  return one;
}

/** An expert beside a query, with nothing against them but what the query says. */
function candidate(query: Query, id: string, now: string) {
  const [ranked] = rank(movable('assign', query), [named(experts, id)], new Map(), now.slice(0, 10));
  if (!ranked) throw new Error('one expert is ranked');
  return ranked;
}

const tied = (query: Query, { choice, now }: Moving) =>
  endByConflict(query, { expertId: choice.expert, conflict: 'declared' }, secretariat, now);
const head = secretariat.slice(0, 1);

/** Every move, tried whatever the query's status. */
export const moves: Record<Verb, (query: Query, moving: Moving) => Change> = {
  save: (query, { now }) => save(query, asking, now),
  send: (query, { choice, now, settings }) =>
    send(query, newReference(), { institution: choice.confirmed ? ministry : unconfirmed, secretariat }, settings, now),
  discard: (query, { now }) => discard(query, now),
  'expire-draft': (query, { now }) => expireDraft(query, now),
  release: (query, { now }) => release(query, now),
  offer: (query, { choice, settings, now }) => offer(query, named(experts, choice.expert), settings, now),
  'report-unplaced': (query, { settings, now }) =>
    reportUnplaced(query, { considered: 5, why: 'nobody-fits', secretariat }, settings, now),
  'route-again': (query, { now }) => routeAgain(query, now),
  assign: (query, { choice, settings, now }) => assign(query, candidate(query, choice.expert, now), settings, now),
  accept: (query, { settings, now }) => accept(query, settings, now),
  decline: (query, { now }) => decline(query, 'no-time', now),
  'remind-expert': (query, { now }) => remindExpert(query, now),
  expire: (query, { now }) => expire(query, now),
  recuse: (query, { now }) => recuse(query, 'other', now),
  'take-over': (query, { choice, now }) =>
    takeOver(query, named(experts, choice.who), named(experts, expertOf(query) ?? ''), now),
  'end-access': (query, moving) => tied(movable('end-access', query), moving),
  'end-clearance': (query, moving) => tied(movable('end-clearance', query), moving),
  'end-window': (query, { choice, now }) => endBySuspension(movable('end-window', query), choice.expert, now),

  'ask-information': (query, { settings, now }) => askInformation(query, body, settings, now),
  'ask-about': (query, { settings, now }) => askAbout(query, 'scope', settings, now),
  'give-information': (query, { settings, now }) => giveInformation(query, reply, { settings }, now),
  'add-information': (query, { now }) => addInformation(query, body, now),
  pause: (query, { settings, now }) => pause(query, settings, now),
  'let-wait': (query, { settings, now }) => letWait(query, 'consulting', settings, now),
  resume: (query, { settings, now }) => resume(query, settings, now),
  extend: (query, { choice, settings, now }) => extend(query, { dueOn: choice.date, reason: 'complex' }, settings, now),
  'grant-urgency': (query, { settings, now }) => grantUrgency(query, settings, now),
  'change-topic': (query, { choice, now }) => changeTopic(query, Topic.parse(choice.topic), now),

  'save-advice': (query, { now }) => saveAdvice(query, body, now),
  'add-note': (query, { now }) => addNote(query, body, now),
  'ask-review': (query, { now }) => askReview(query, body, now),
  'ask-clearer': (query, { choice, settings, now }) => askClearer(query, named(experts, choice.expert), settings, now),
  'report-uncleared': (query, { settings, now }) =>
    reportUncleared(query, { considered: 3, why: 'nobody-fits', secretariat }, settings, now),
  'seek-clearer': (query, { now }) => seekClearer(query, now),
  'assign-clearer': (query, { choice, settings, now }) =>
    assignClearer(query, named(experts, choice.expert), settings, now),
  'accept-clearance': (query, { now }) => acceptClearance(query, now),
  'decline-clearance': (query, { now }) => declineClearance(query, 'no-time', now),
  'expire-clearance': (query, { now }) => expireClearance(query, now),
  return: (query, { now }) => returnAdvice(query, body, now),
  approve: (query, { settings, now }) => approve(query, settings, now),

  'follow-up': (query, { settings, now }) => askFollowUp(query, body, settings, now),
  'give-feedback': (query, { now }) => giveFeedback(query, feedback, now),
  thank: (query, { settings, now }) => thank(query, settings, now),
  'close-window': (query, { settings, now }) => closeWindow(query, settings, now),
  'close-unanswered': (query, { settings, now }) => closeUnanswered(query, settings, now),
  reopen: (query, { settings, now }) => reopen(query, body, settings, now),
  withdraw: (query, { settings, now }) => withdraw(query, settings, now),
  'turn-down': (query, { settings, now }) =>
    turnDown(query, { reason: 'no-expert-found', turnTo: 'apt' }, settings, now),
  'propose-referral': (query, { now }) => proposeReferral(query, 'ohchr', now),
  'refuse-referral': (query, { now }) => refuseReferral(query, now),
  'accept-referral': (query, { settings, now }) => acceptReferral(query, settings, now, secretariat),

  'add-co-owner': (query, { choice, now }) => addCoOwner(query, named(officials, choice.colleague), now),
  'remove-co-owner': (query, { choice, now }) => removeCoOwner(query, choice.colleague, now),
  'hand-over': (query, { choice, now }) => handOver(query, undefined, named(officials, choice.colleague), now),
  restrict: (query, { now }) => restrict(query, now),
  unrestrict: (query, { now }) => unrestrict(query, now),
  'request-glass': (query, { choice, now }) => requestGlass(query, choice.who, glass, secretariat, now),
  'refuse-glass': (query, { now }) => refuseGlass(query, now),
  'approve-glass': (query, { choice, now }) => approveGlass(query, choice.who, now),

  mark: (query, { now }) => mark(query, { secretariat, head, deputyId: deputy.id }, now),
  'note-silence': (query, { settings, now }) => noteSilence(query, secretariat, settings, now),
  'remind-asker': (query, { settings, now }) => remindAsker(query, settings, now),
  'propose-closing': (query, { now }) => proposeClosing(query, secretariat, now),
  retime: (query, { settings, now }) => retime(query, settings, now),
  'announce-erasure': (query, { now }) => announceErasure(query, now),
  'hold-erasure': (query, { now }) => holdErasure(query, now),
  'release-erasure': (query, { now }) => releaseErasure(query, now),
  erase: (query, { now }) => erase(query, now),
};
