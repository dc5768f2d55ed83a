import { addWorkingTime, dateOn } from '../../shared/calendar.ts';
import { type Clock, type ClockFacts, clockOf } from '../../shared/clock.ts';
import type { Settings } from '../../shared/settings.ts';
import type { queryRules } from './access-table.ts';
import {
  days,
  halfWay,
  type Life,
  later,
  noticeEnds,
  offerEnds,
  quarterHour,
  remindedAt,
  type Then,
  twoYearsAfter,
  wordBy,
} from './lifecycle-model.ts';

/** What somebody chooses who makes a move: whom, until when, what about. */
export type Choice = {
  who: string;
  expert: string;
  colleague: string;
  date: string;
  topic: string;
  /** Whether the institution that asks is vouched for. */
  confirmed: boolean;
};

/** A moment, with what is set then and was set before. */
export type Given = Then & { choice: Choice; history: readonly Settings[] };

/** One move: whether it can be made beyond what the table of rights says, and what it makes of the life. */
type Move = { when?: (life: Life, given: Given) => boolean; makes?: (life: Life, given: Given) => Partial<Life> };

/** The ways to look at a query, which change nothing of it. */
type Look =
  | 'read-draft'
  | 'read'
  | 'read-through-glass'
  | 'keep-receipt'
  | 'follow'
  | 'see-access'
  | 'consider'
  | 'consider-clearance'
  | 'stand-by'
  | 'oversee'
  | 'attend'
  | 'dispose';

/** What moves a query. */
export type MoveName = Exclude<keyof typeof queryRules, Look>;

const text = (life: Life, kind: string) => {
  const name = `${kind}-${life.texts.filter((one) => one.kind === kind).length + 1}`;
  return { texts: [...life.texts, { name, kind, cleared: false }] };
};
const clock = ({ clock: facts }: Life): ClockFacts => {
  if (!facts) throw new Error('what was sent has a clock');
  return facts;
};
/** What rests because its asker wishes it, whoever notes that down. */
const waitsAsWished: Move = {
  when: ({ wait }) => !wait,
  makes: (life, given) => ({
    ...stops(life, given, { wished: true }),
    wait: { why: 'requested', since: given.now, reminded: 0, proposed: false },
  }),
};
const waits = ({ wait }: Pick<Life, 'wait'>): NonNullable<Life['wait']> => {
  if (!wait) throw new Error('it waits');
  return wait;
};

/** The clock with a change of its facts, read by what is set now. */
const timed = (life: Life, change: Partial<ClockFacts>, { settings }: Then) => ({
  clock: { ...clock(life), ...change },
  setBy: settings.version,
});
/** The same, and what was told of it as far as it is true of the new moments; while it waits, as true as when that began. */
const reset = (life: Life, change: Partial<ClockFacts>, given: Then): Partial<Life> => {
  const after = timed(life, change, given);
  const waiting = after.clock.pauses.find(({ to }) => to === undefined);
  const passed = passedOf(clockOf(after.clock, given.settings), waiting?.from ?? given.now);
  return { ...after, told: life.told.filter((one) => passed.includes(one)) };
};
const stops = (life: Life, given: Given, wish?: { wished: true }): Partial<Life> =>
  reset(life, { pauses: [...clock(life).pauses, { from: given.now, ...wish }] }, given);
const closedPauses = (life: Life, now: string) => clock(life).pauses.map((one) => ({ ...one, to: one.to ?? now }));
const finished = (life: Life, given: Given): Partial<Life> =>
  clock(life).stoppedAt ? {} : timed(life, { pauses: closedPauses(life, given.now), stoppedAt: given.now }, given);

const nobody = { offer: undefined, expert: undefined, windowEnds: undefined, clearance: undefined };
const soon = (now: string) => ({ routing: later(now, quarterHour) });
const toRouter = (life: Life, expert: string, now: string): Partial<Life> => ({
  ...{ ...nobody, status: 'submitted', ...soon(now) },
  passed: [...new Set([...life.passed, expert])],
});

function offered(life: Life, given: Given): Partial<Life> {
  const expires = offerEnds(life, given);
  const offer = { expert: given.choice.expert, expires, remind: halfWay(expires, given) };
  const from = life.offer?.expert ?? life.expert;
  return { ...nobody, ...handedOn(life, given.choice.expert, from), status: 'offered', routing: undefined, offer };
}

/** Whoever had it before is not asked again; whoever has it now may be, as if they had never had it. */
function handedOn(life: Life, to: string, from: string | undefined): Partial<Life> {
  const anew = (those: string[]) => [...new Set([...those.filter((id) => id !== to), ...(from ? [from] : [])])];
  return { passed: anew(life.passed), replaced: anew(life.replaced) };
}
const asks = (given: Given): Partial<Life> => ({
  wait: {
    ...{ why: 'information', since: given.now, reminded: 0, proposed: false },
    next: remindedAt(given.now, 0, given),
  },
});

function runs(life: Life, given: Given): Partial<Life> {
  const pauses = closedPauses(life, given.now);
  const again = { ...reset(life, { pauses }, given), wait: undefined, wordBy: wordBy(given) };
  if (life.status === 'needs_information' && life.expert) return { ...again, status: 'in_progress' };
  if (life.status === 'needs_information' || life.status === 'submitted')
    return { ...again, status: 'submitted', ...soon(given.now) };
  return again;
}

function ended(life: Life, status: Life['status'], given: Given): Partial<Life> {
  const { expert, windowEnds = given.now } = life;
  return {
    ...{ ...nobody, ...finished(life, given), status, wait: undefined, partner: false, routing: undefined },
    ...{ closes: undefined, endedAt: given.now, erases: twoYearsAfter(given.now), erasure: 'planned' },
    ...(expert ? { expert, windowEnds } : {}),
  };
}

function round(life: Life, given: Given): Partial<Life> {
  const facts = { kind: 'follow-up', startedAt: given.now, requestKind: clock(life).requestKind } as const;
  return {
    clock: { ...facts, urgent: life.urgency === 'granted', pauses: [], extensions: [] },
    ...{ setBy: given.settings.version, told: [], clearancePassed: [], wordBy: wordBy(given), closes: undefined },
    ...{ endedAt: undefined, erases: undefined, erasure: undefined, ...text(life, 'follow-up') },
  };
}

const mayClear = (life: Life, id: string) => !life.drafters.includes(id) && life.expert !== id;
const handedIn = ({ clearance }: Life): NonNullable<Life['clearance']> => {
  if (!clearance) throw new Error('it is in review');
  return clearance;
};
const asksToClear = (life: Life, given: Given): Partial<Life> => ({
  clearance: {
    advice: handedIn(life).advice,
    who: given.choice.expert,
    reading: false,
    expires: offerEnds(life, given),
  },
});
const noClearer = (life: Life, now: string, passed = handedIn(life).who): Partial<Life> => ({
  clearance: { advice: handedIn(life).advice, routing: later(now, quarterHour) },
  ...(passed ? { clearancePassed: [...new Set([...life.clearancePassed, passed])] } : {}),
});

const isOpen = ({ windowEnds }: Life, now: string) => windowEnds === undefined || now < windowEnds;
const has = (life: Life, { choice: { expert }, now }: Given) =>
  life.offer?.expert === expert || (life.expert === expert && isOpen(life, now)) || life.clearance?.who === expert;
function taken(life: Life, { choice: { expert }, now }: Given): Partial<Life> {
  if (life.status === 'in_review' && life.expert !== expert) return noClearer(life, now);
  return life.windowEnds ? { windowEnds: now } : toRouter(life, expert, now);
}

/** The clock of a life, as it was read last. */
export const clockIn = (life: Life, history: readonly Settings[]) => {
  const settings = history.find(({ version }) => version === life.setBy);
  if (!settings) throw new Error('a clock was set by some settings');
  return clockOf(clock(life), settings);
};

/** The thresholds that have passed, in their order. */
function passedOf({ atRiskAt, dueAt, longOverdueAt }: Clock, now: string): string[] {
  const morning = later(dueAt, -10 * 3_600_000);
  const moments = {
    'at-risk': atRiskAt,
    'due-today': morning > atRiskAt ? morning : atRiskAt,
    overdue: dueAt,
    'long-overdue': longOverdueAt,
  };
  return Object.entries(moments)
    .filter(([, at]) => now > at)
    .map(([threshold]) => threshold);
}
const untoldOf = (life: Life, { now, history }: Given): string[] =>
  passedOf(clockIn(life, history), now).filter((one) => !life.told.includes(one));
const isDue = (life: Life, given: Given) => !life.wait && untoldOf(life, given).length > 0;
/** What is told now: that it is late before that it is very late, and else the worst, which makes the rest needless. */
function toldBy(life: Life, given: Given): string[] {
  const untold = untoldOf(life, given);
  return untold.filter((one) => one !== 'long-overdue' || !untold.includes('overdue'));
}

function extendedBy(life: Life, given: Given): Partial<Life> {
  const { now, choice } = given;
  const extensions = [...clock(life).extensions, { at: now, dueOn: choice.date }];
  return { ...reset(life, { extensions }, given), wordBy: wordBy(given) };
}
function isLater(life: Life, { now, choice, settings, history }: Given): boolean {
  const due = dateOn(clockIn(life, history).dueAt, settings.calendar);
  return !life.wait && choice.date > due && choice.date > dateOn(now, settings.calendar);
}

const waitsFor = (why: 'information' | 'requested') => (life: Life) => life.wait?.why === why;
const isTime = (at: string | undefined, { now }: Then) => at !== undefined && now >= at;

/** Every move of a query's life; who may make it and from where is in the table of rights. */
export const lifeMoves: Record<MoveName, Move> = {
  save: { makes: () => ({ texts: [{ name: 'question', kind: 'question', cleared: false }] }) },
  send: {
    makes: (_, given) => ({
      ...sent(given),
      ...(given.choice.confirmed ? { status: 'submitted', ...soon(given.now) } : { status: 'held' }),
    }),
  },
  discard: { makes: () => ({ status: 'discarded' }) },
  'expire-draft': {
    when: ({ touchedAt }, given) => isTime(later(touchedAt, days(30)), given),
    makes: () => ({ status: 'discarded' }),
  },
  release: { makes: (_, { now }) => ({ status: 'submitted', ...soon(now) }) },
  offer: { when: ({ restricted }) => !restricted, makes: offered },
  'report-unplaced': {
    makes: (_, { now, settings }) => ({ routing: addWorkingTime(now, 9 * 3_600_000, settings.calendar) }),
  },
  'route-again': { makes: (_, { now }) => soon(now) },
  assign: {
    when: (life, { choice: { expert } }) =>
      (life.offer?.expert ?? life.expert) !== expert &&
      (!life.passed.includes(expert) || life.replaced.includes(expert)),
    makes: offered,
  },
  accept: {
    makes: (life, given) => ({
      ...{ ...nobody, expert: given.choice.who, wordBy: wordBy(given) },
      status: life.wait?.why === 'information' ? 'needs_information' : 'in_progress',
    }),
  },
  decline: { makes: (life, { now, choice }) => toRouter(life, choice.who, now) },
  'remind-expert': {
    when: ({ offer }, given) => isTime(offer?.remind, given),
    makes: ({ offer }) => ({ offer: offer && { expert: offer.expert, expires: offer.expires } }),
  },
  expire: {
    when: ({ offer }, given) => isTime(offer?.expires, given),
    makes: (life, { now }) => toRouter(life, life.offer?.expert ?? '', now),
  },
  recuse: { makes: (life, { now, choice }) => toRouter(life, choice.who, now) },
  'take-over': { makes: (life, { choice: { who } }) => ({ ...handedOn(life, who, life.expert), expert: who }) },
  'end-access': { when: has, makes: taken },
  'end-clearance': { when: has, makes: taken },
  'end-window': { when: has, makes: taken },

  'ask-information': {
    when: ({ wait }) => !wait,
    makes: (life, given) => ({
      ...{ ...stops(life, given), ...asks(given), ...text(life, 'information-asked') },
      status: 'needs_information',
    }),
  },
  'ask-about': {
    when: ({ wait }) => !wait,
    makes: (life, given) => ({
      ...{ ...stops(life, given), ...asks(given), routing: undefined },
      status: life.status === 'held' ? 'held' : 'needs_information',
    }),
  },
  'give-information': {
    when: waitsFor('information'),
    makes: (life, given) => ({ ...runs(life, given), ...text(life, 'information') }),
  },
  'add-information': { makes: (life) => text(life, 'information') },
  pause: waitsAsWished,
  'let-wait': waitsAsWished,
  resume: { when: waitsFor('requested'), makes: runs },
  extend: { when: isLater, makes: extendedBy },
  'grant-urgency': {
    when: ({ urgency }) => urgency === 'requested',
    makes: (life, given) => ({ ...reset(life, { urgent: true, extensions: [] }, given), urgency: 'granted' }),
  },
  'change-topic': {
    when: ({ topic }, { choice }) => topic !== choice.topic,
    makes: (_, { choice }) => ({ topic: choice.topic }),
  },

  'save-advice': {
    makes: ({ texts, drafters }, { choice }) => ({
      drafters: [...new Set([...drafters, choice.who])],
      texts: [...texts.filter(({ kind }) => kind !== 'draft'), { name: 'draft', kind: 'draft', cleared: false }],
    }),
  },
  'add-note': { makes: (life) => text(life, 'note') },
  'ask-review': {
    when: ({ wait }) => !wait,
    makes: (life, { now, choice }) => ({
      ...text({ ...life, texts: life.texts.filter(({ kind }) => kind !== 'draft') }, 'advice'),
      ...{ status: 'in_review', drafters: [...new Set([...life.drafters, choice.who])] },
      clearance: { advice: life.texts.filter(({ kind }) => kind === 'advice').length + 1, ...soon(now) },
    }),
  },
  'ask-clearer': {
    when: (life, { choice }) => !life.clearance?.who && mayClear(life, choice.expert),
    makes: asksToClear,
  },
  'assign-clearer': {
    when: (life, { choice }) => life.clearance?.who !== choice.expert && mayClear(life, choice.expert),
    makes: asksToClear,
  },
  'report-uncleared': {
    when: ({ clearance }) => !clearance?.who,
    makes: (life, { now, settings }) => ({
      clearance: { advice: handedIn(life).advice, routing: addWorkingTime(now, 9 * 3_600_000, settings.calendar) },
    }),
  },
  'seek-clearer': { when: ({ clearance }) => !clearance?.who, makes: (life, { now }) => noClearer(life, now) },
  'accept-clearance': {
    makes: (life, { choice }) => ({ clearance: { advice: handedIn(life).advice, who: choice.who, reading: true } }),
  },
  'decline-clearance': { makes: (life, { now }) => noClearer(life, now) },
  'expire-clearance': {
    when: ({ clearance }, given) => isTime(clearance?.expires, given),
    makes: (life, { now }) => noClearer(life, now),
  },
  return: { makes: (life) => ({ ...text(life, 'comment'), status: 'in_progress', clearance: undefined }) },
  approve: {
    makes: (life, given) => ({
      ...{ ...finished(life, given), status: 'answered', wordBy: wordBy(given), wait: undefined, partner: false },
      texts: life.texts.map((one) =>
        one.name === `advice-${handedIn(life).advice}` ? { ...one, cleared: true } : one,
      ),
      ...{ windowEnds: later(given.now, days(30)), closes: later(given.now, days(30)) },
      ...{ lastAdviser: life.expert, clearance: undefined },
    }),
  },

  'follow-up': {
    makes: (life, given) => ({
      ...{ ...round(life, given), lastAdviser: life.expert, windowEnds: undefined },
      ...(isOpen(life, given.now) ? { status: 'in_progress' } : { ...nobody, status: 'submitted', ...soon(given.now) }),
    }),
  },
  'give-feedback': {},
  thank: { makes: (life, given) => ended(life, 'closed', given) },
  'close-window': {
    when: ({ closes }, given) => isTime(closes, given),
    makes: (life, given) => ended(life, 'closed', given),
  },
  'close-unanswered': {
    when: ({ wait }) => wait?.proposed === true,
    makes: (life, given) => ended(life, 'closed', given),
  },
  reopen: {
    when: ({ endedAt }, { now }) => endedAt !== undefined && now < later(endedAt, days(60)),
    makes: (life, given) => ({ ...round(life, given), ...nobody, status: 'submitted', ...soon(given.now) }),
  },
  // What the asker took back nobody reads on, the window after an answer included.
  withdraw: {
    makes: (life, given) => {
      const { windowEnds = given.now } = life;
      const over = windowEnds < given.now ? windowEnds : given.now;
      return { ...ended(life, 'withdrawn', given), ...(life.expert ? { windowEnds: over } : {}) };
    },
  },
  'turn-down': { makes: (life, given) => ended(life, 'declined', given) },
  'propose-referral': { when: ({ partner }) => !partner, makes: () => ({ partner: true }) },
  'refuse-referral': { when: ({ partner }) => partner, makes: () => ({ partner: false }) },
  'accept-referral': { when: ({ partner }) => partner, makes: (life, given) => ended(life, 'referred', given) },

  'add-co-owner': {
    when: (life, { choice: { colleague } }) => life.asker !== colleague && !life.coOwners.includes(colleague),
    makes: (life, { choice }) => ({ coOwners: [...life.coOwners, choice.colleague] }),
  },
  'remove-co-owner': {
    when: (life, { choice }) => life.coOwners.includes(choice.colleague),
    makes: (life, { choice }) => ({ coOwners: life.coOwners.filter((id) => id !== choice.colleague) }),
  },
  'hand-over': {
    when: (life, { choice }) => life.asker !== choice.colleague,
    makes: (life, { choice }) => ({
      ...{ asker: choice.colleague, coOwners: life.coOwners.filter((id) => id !== choice.colleague) },
    }),
  },
  restrict: { when: ({ restricted }) => !restricted, makes: () => ({ restricted: true }) },
  unrestrict: { when: ({ restricted }) => restricted, makes: () => ({ restricted: false }) },
  'request-glass': {
    when: ({ glass }, { now }) => !glass || now >= (glass.opensUntil ?? later(glass.askedAt ?? now, 86_400_000)),
    makes: (_, { choice, now }) => ({ glass: { member: choice.who, askedAt: now } }),
  },
  'refuse-glass': { when: isAsked, makes: () => ({ glass: undefined }) },
  'approve-glass': {
    when: (life, given) => isAsked(life, given) && life.glass?.member !== given.choice.who,
    makes: ({ glass }, { now }) => ({ glass: { member: glass?.member ?? '', opensUntil: later(now, 3_600_000) } }),
  },

  mark: {
    when: isDue,
    makes: (life, given) => ({ told: [...life.told, ...toldBy(life, given)] }),
  },
  'note-silence': {
    when: (life, given) => !life.wait && isTime(life.wordBy, given),
    makes: (_, given) => ({ wordBy: wordBy(given) }),
  },
  'remind-asker': {
    when: ({ wait }, given) => isTime(wait?.next, given) && waits({ wait }).reminded < 2,
    makes: (life, given) => {
      const reminded = waits(life).reminded + 1;
      return { wait: { ...waits(life), reminded, next: remindedAt(waits(life).since, reminded, given) } };
    },
  },
  'propose-closing': {
    when: ({ wait }, given) => isTime(wait?.next, given) && wait?.reminded === 2,
    makes: (life) => {
      const { next: _, ...rest } = waits(life);
      return { wait: { ...rest, proposed: true } };
    },
  },
  retime: {
    when: ({ setBy }, { settings }) => setBy < settings.version,
    makes: (life, given) => reset(life, {}, given),
  },
  'announce-erasure': {
    when: ({ erasure, erases = '' }, given) => erasure === 'planned' && isTime(later(erases, -days(30)), given),
    makes: ({ erases = '' }, { now }) => ({
      ...{ erasure: 'announced', erases: erases > noticeEnds(now) ? erases : noticeEnds(now) },
    }),
  },
  'hold-erasure': { when: ({ erasure }) => erasure !== 'held', makes: () => ({ erasure: 'held' }) },
  'release-erasure': { when: ({ erasure }) => erasure === 'held', makes: () => ({ erasure: 'planned' }) },
  erase: {
    when: ({ erasure, erases }, given) => erasure === 'announced' && isTime(erases, given),
    makes: () => ({ status: 'erased' }),
  },
};

function isAsked({ glass }: Life, { now }: Given): boolean {
  return glass?.askedAt !== undefined && now < later(glass.askedAt, 86_400_000);
}

function sent(given: Given): Partial<Life> {
  const facts = { kind: 'first-advice', startedAt: given.now, requestKind: 'question', urgent: false } as const;
  return { clock: { ...facts, pauses: [], extensions: [] }, setBy: given.settings.version, wordBy: wordBy(given) };
}

/** The life after a move that could be made. */
export function movedOn(life: Life, name: MoveName, given: Given): Life {
  const after = { ...life, ...lifeMoves[name].makes?.(life, given) };
  return { ...after, version: life.version + 1, touchedAt: given.now };
}
