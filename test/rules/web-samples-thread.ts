import { ClearancePage } from '../../web/pages/clearance.tsx';
import { PreviewPage } from '../../web/pages/preview.tsx';
import { StandInPage } from '../../web/pages/stand-in.tsx';
import { type ThreadData, ThreadPage } from '../../web/pages/thread.tsx';
import type { BlindCard } from '../../web/parts/blind-card.tsx';
import type { Said } from '../../web/parts/said.tsx';
import { as, dueAt, id, now, reference, refusedWith, type Sample, sample } from './web-sample.ts';
import { repliedTo, written } from './web-sample-texts.ts';

const said = (part: string, kind: Said['kind'], body: string, more: Partial<Said> = {}): Said => ({
  ...{ part, kind, body, number: 1, cleared: false, at: '2026-11-24T10:00:00.000Z', language: 'ar', ...more },
});

const question = said(
  'question',
  'question',
  `${written('s04').body}\n\nيطبق المشروع الحالي مدة التقادم العادية (15 سنة) على الجريمة الجديدة.\n\nهل تقتضي المادة 4 من الاتفاقية عدم التقادم؟ See CAT/C/GC/3, para. 40.`,
  { law: 'مشروع القانون رقم 12، المادة 5', tried: 'استشرنا النيابة العامة.\n\nلم يصل رد.' },
);
const asked = said('information-asked-1', 'information-asked', `أي محكمة تنظر في القضية؟\n\n${repliedTo('s03')}`);
const given = said('information-1', 'information', `محكمة الاستئناف.\n\n${written('s12').body}`);
const advice = said('advice-1', 'advice', repliedTo('s04'), { cleared: true });
const pending = said('advice-2', 'advice', repliedTo('s01'), { number: 2, language: 'en' });
const comment = said('comment-1', 'comment', 'يرجى ذكر الفقرة.');
const note = said('note-1', 'note', 'قارن بالمادة 14.');
const followUp = said('follow-up-1', 'follow-up', `وماذا عن الجرائم السابقة؟\n\n${written('s12').body}`);

const why = { reason: 'question', workingDays: 10, startedOn: '2026-11-24', pausedDays: 0, wishedDays: 0 } as const;

const thread: ThreadData = {
  ...{ id, version: 6, reference, status: 'in_progress', topic: 'legislation', language: 'ar' },
  replyLanguages: ['ar', 'fr', 'en'],
  ...{ requestKind: 'question', submittedAt: '2026-11-24T10:00:00.000Z', why, turn: 'hub', reader: 'asker' },
  clock: { state: 'on-track', kind: 'first-advice', dueAt },
  title: 'مدة التقادم في مشروع قانون مناهضة التعذيب',
  said: [question],
  can: ['add-information', 'pause', 'withdraw'],
};

const since = '2026-11-20T09:00:00.000Z';
const asksInformation: ThreadData = {
  ...{ ...thread, status: 'needs_information', turn: 'asker', said: [question, asked], closingProposed: true },
  ...{ waits: { why: 'information', since }, can: ['give-information', 'withdraw'] },
  clock: { ...thread.clock, state: 'paused', pausedSince: since },
};
const rests: ThreadData = {
  ...{ ...asksInformation, status: 'in_progress', turn: 'asker', said: [question], closingProposed: false },
  ...{ waits: { why: 'requested', since }, can: ['resume', 'withdraw'] },
};
const extended: ThreadData = {
  ...{
    ...thread,
    why: { ...why, pausedDays: 4, wishedDays: 3, extendedTo: '2026-12-15', pausedDaysSince: 2, wishedDaysSince: 1 },
  },
  clock: { ...thread.clock, dueAt: '2026-12-16T17:00:00.000Z', originalDueAt: dueAt },
};
const answered: ThreadData = {
  ...{ ...thread, status: 'answered', turn: 'nobody', language: 'fr', said: [question, asked, given, advice] },
  clock: { ...thread.clock, state: 'met' },
  title: 'Indépendance budgétaire du mécanisme national de prévention',
  ...{ closesAt: '2026-12-24T17:00:00.000Z', can: ['follow-up', 'thank', 'give-feedback', 'withdraw'] },
};
const ended: ThreadData = { ...answered, eraseAt: '2028-11-24T10:00:00.000Z', can: [] };

const asAsker = as('official', `/queries/${id}`);
const asExpert = as('expert', `/queries/${id}`);
const ofAsker = (name: string, data: ThreadData) => sample(`thread-${name}`, ThreadPage, data, asAsker);
const ofExpert = (name: string, data: ThreadData) => sample(`thread-expert-${name}`, ThreadPage, data, asExpert);

const working: ThreadData = {
  ...{
    ...thread,
    reader: 'adviser',
    said: [question, note, comment, pending],
    draft: { body: `${repliedTo('s02')}\n<b>`, savedAt: since },
  },
  can: ['save-advice', 'ask-review', 'ask-information', 'add-note', 'recuse'],
};
const { draft: _, ...returned } = working;
/** Refused because the query has moved on, with what was typed. */
const moved = (typed: Record<string, string>) => ({ reason: 'stale', problems: [], typed }) as const;
const clearing: ThreadData = {
  ...{ ...thread, status: 'in_review', reader: 'clearer', said: [question, comment, pending] },
  can: ['approve', 'return', 'decline-clearance', 'add-note'],
};
const card: BlindCard = {
  ...{
    id,
    version: 4,
    reference,
    topic: 'legislation',
    language: 'ar',
    replyLanguages: ['ar'],
    length: 1240,
    dueAt,
    state: 'MA',
  },
};

/** A query as each who may read it is shown it, in every state of its life; and the blind cards before it. */
export const threadSamples: readonly Sample[] = [
  sample('thread', ThreadPage, thread, asAsker),
  ofAsker('held', { ...thread, status: 'held' }),
  ofAsker('held-asked', {
    ...asksInformation,
    status: 'held',
    waits: { why: 'information', since, about: 'scope' },
  }),
  ...(['topic', 'language', 'needed-by', 'scope'] as const).map((about) =>
    ofAsker(`asked-${about}`, { ...asksInformation, said: [question], waits: { why: 'information', since, about } }),
  ),
  ofAsker('late', { ...thread, clock: { ...thread.clock, state: 'overdue' } }),
  ofAsker('information', asksInformation),
  ofAsker('resting', rests),
  ofAsker('extended', extended),
  ofAsker('urgent', { ...thread, why: { ...why, reason: 'urgent', workingDays: 2 } }),
  ofAsker('document', { ...thread, requestKind: 'document-review', why: { ...why, reason: 'document-review' } }),
  ofAsker('referral', {
    ...thread,
    partner: 'ohchr',
    partnerWhy: 'better-placed',
    can: ['accept-referral', 'refuse-referral', 'withdraw'],
  }),
  ofAsker('answered', answered),
  ofAsker('answered-late', { ...answered, clock: { ...answered.clock, state: 'missed' } }),
  ofAsker('follow-up', {
    ...{ ...thread, said: [question, advice, followUp], why: { ...why, reason: 'follow-up', workingDays: 5 } },
    clock: { ...thread.clock, kind: 'follow-up' },
  }),
  ...(['resolved', 'no-reply', 'out-of-time'] as const).map((outcome) =>
    ofAsker(`closed-${outcome}`, { ...ended, status: 'closed', outcome, reopenUntil: dueAt, can: ['reopen'] }),
  ),
  ofAsker('declined', { ...ended, status: 'declined', declined: { reason: 'no-expert-found', turnTo: 'apt' } }),
  ofAsker('referred', { ...ended, status: 'referred', partner: 'unodc' }),
  ofAsker('withdrawn', { ...ended, status: 'withdrawn' }),
  ofExpert('at-work', working),
  ofExpert('resting', { ...working, turn: 'asker', waits: { why: 'requested', since } }),
  ofExpert('returned', { ...returned, said: [question, pending, comment] }),
  sample('thread-expert-conflict', ThreadPage, working, refusedWith(asExpert, moved({ advice: repliedTo('s01') }))),
  sample('thread-expert-moved-on', ThreadPage, clearing, refusedWith(asExpert, moved({ advice: repliedTo('s01') }))),
  sample(
    'thread-expert-too-late',
    ThreadPage,
    { ...answered, reader: 'adviser', can: [] },
    {
      ...refusedWith(asExpert, moved({ note: 'Who knows the law of 1998?' })),
      sentTo: `/queries/${id}/add-note`,
    },
  ),
  sample(
    'preview',
    PreviewPage,
    { asSeen: answered, advice: repliedTo('s02'), mayHandIn: true },
    { ...asExpert, sentTo: `/queries/${id}/preview-advice`, preview: true },
  ),
  ofExpert('in-review', { ...working, status: 'in_review', can: ['add-note', 'recuse'] }),
  ofExpert('clearing', clearing),
  ofExpert('answered', { ...answered, reader: 'adviser', can: [] }),
  sample('clearance', ClearancePage, { ...card, expiresAt: now }, as('expert', `/queries/${id}/clearance`)),
  ...[true, false].map((mayTakeOver) =>
    sample(
      mayTakeOver ? 'stand-in' : 'stand-in-in-review',
      StandInPage,
      { ...card, expertName: 'سلمى بن يوسف', mayTakeOver },
      as('expert', `/queries/${id}/stand-in`),
    ),
  ),
];
