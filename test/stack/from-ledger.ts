import { nextTryAt, routingDueAt } from '../../shared/asking.ts';
import { genevaCalendar } from '../../shared/calendar.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Part, PartKind } from '../../shared/parts.ts';
import type { Status, Threshold } from '../../shared/query.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { nextWordBy } from '../../shared/timing.ts';
import { answeringClock } from '../rules/answering-clock.ts';

type Pause = { why: string; since: string; about?: string | undefined; reminded: number; proposedAt?: string };
type Clearance = { adviceVersion: number; status?: 'asked' | 'reading' | undefined; expertId?: string | undefined };

/** What a ledger tells of its query. */
export type Told = {
  status: Status;
  version: number;
  parts: Part[];
  drafters: string[];
  passedBy: string[];
  replaced: string[];
  clearancePassedBy: string[];
  told: Threshold[];
  createdAt: string;
  updatedAt: string;
  asker: string;
  urgencyGranted: boolean;
  submittedAt?: string;
  answeredAt?: string;
  endedAt?: string;
  wordDueAt?: string;
  routingDueAt?: string | undefined;
  offeredTo?: string | undefined;
  grantedTo?: string | undefined;
  grantEndsAt?: string | undefined;
  clearance?: Clearance | undefined;
  pause?: Pause | undefined;
  lastAdviser?: string | undefined;
  referral?: string | undefined;
};

const thresholds = ['at-risk', 'due-today', 'overdue', 'long-overdue'] as const;
const together = (list: readonly string[], one = ''): string[] => [...new Set([...list, one])];
const monthAfter = (at: string): string => new Date(Date.parse(at) + 30 * 86_400_000).toISOString();

/** One more text of a kind, under the next number. */
function more(story: Told, kind: PartKind, at: string): void {
  const number = story.parts.filter((part) => part.kind === kind).length + 1;
  story.parts = [...story.parts, { part: `${kind}-${number}`, kind, version: 1, writtenAt: at }];
}

function isBackWithTheRouter(story: Told, at: string): void {
  const nobody = { offeredTo: undefined, grantedTo: undefined, grantEndsAt: undefined, clearance: undefined };
  Object.assign(story, { ...nobody, status: 'submitted', routingDueAt: routingDueAt(at) });
}

function hasEnded(story: Told, status: Status, at: string): void {
  const grantEndsAt = story.grantedTo && (story.grantEndsAt ?? at);
  const over = { pause: undefined, referral: undefined, offeredTo: undefined, clearance: undefined };
  Object.assign(story, { ...over, status, endedAt: at, grantEndsAt, routingDueAt: undefined });
}

function asksAgain(story: Told, at: string): void {
  more(story, 'follow-up', at);
  Object.assign(story, { told: [], clearancePassedBy: [], answeredAt: undefined, endedAt: undefined });
}

function runsAgain(story: Told, at: string): void {
  story.pause = undefined;
  if (['held', 'offered', 'in_review'].includes(story.status)) return;
  if (story.grantedTo) story.status = 'in_progress';
  else isBackWithTheRouter(story, at);
}

/** Somebody else has it from now on. */
function isHandedOn(story: Told, to: string, from: string | undefined): void {
  for (const those of ['passedBy', 'replaced'] as const) {
    const others = story[those].filter((id) => id !== to);
    story[those] = from ? together(others, from) : others;
  }
}

/** What an expert has of it ends, of their own will or not. */
function loses(story: Told, expertId: string, at: string): void {
  if (story.clearance?.expertId === expertId) {
    story.clearancePassedBy = together(story.clearancePassedBy, expertId);
    story.clearance = { adviceVersion: story.clearance.adviceVersion };
    story.routingDueAt = routingDueAt(at);
  } else if (story.answeredAt || story.endedAt) story.grantEndsAt = at;
  else {
    story.passedBy = together(story.passedBy, expertId);
    isBackWithTheRouter(story, at);
  }
}

type Tale = (story: Told, entry: LedgerEntry, before: readonly LedgerEntry[]) => void;
const word: Tale = (story, { at }) => {
  story.wordDueAt = nextWordBy(at, shippedSettings);
};
const receives =
  (status: 'submitted' | 'held'): Tale =>
  (story, entry) => {
    Object.assign(story, { status, submittedAt: entry.at });
    if (status === 'submitted') story.routingDueAt = routingDueAt(entry.at);
    word(story, entry, []);
  };
const passes: Tale = (story, { at, actor, details }) =>
  loses(story, 'expertId' in details ? details.expertId : actor.id, at);
const tries: Tale = (story, { at }) => {
  story.routingDueAt = nextTryAt(at, genevaCalendar);
};
const reaches = (threshold: Threshold): Tale => {
  const passed = thresholds.slice(0, thresholds.indexOf(threshold) + 1);
  return (story) => {
    story.told = [...new Set([...story.told, ...passed])];
  };
};
/** The clock has other moments: what they make untrue may be told again when it comes true again. */
const timesAnew: Tale = (story, entry, before) => {
  const clock = answeringClock([...before, entry], [shippedSettings], entry.at);
  if (!clock) return;
  const waitsSince = clock.pauses.find(({ to }) => to === undefined)?.from;
  const { atRiskAt, dueAt, longOverdueAt } = clock;
  const morning = new Date(Date.parse(dueAt) - 10 * 3_600_000).toISOString();
  const moments = { 'at-risk': atRiskAt, 'due-today': morning > atRiskAt ? morning : atRiskAt };
  const all = { ...moments, overdue: dueAt, 'long-overdue': longOverdueAt };
  story.told = story.told.filter((one) => all[one] < (waitsSince ?? entry.at));
};
const says =
  (kind: PartKind): Tale =>
  (story, { at }) =>
    more(story, kind, at);

/** What each entry says became of the query; whatever is not here changed nothing but its version. */
const tales: Partial<Record<LedgerEntry['code'], Tale>> = {
  drafted: (story, { at, actor }) => {
    const parts = [{ part: 'question', kind: 'question', version: 1, writtenAt: at }];
    Object.assign(story, { status: 'draft', createdAt: at, asker: actor.id, parts });
  },
  saved: (story, { at, details }) => {
    // The languages touch no text.
    if ('step' in details && details.step === 'contact') return;
    story.parts = [{ part: 'question', kind: 'question', version: story.version, writtenAt: at }];
  },
  discarded: (story) => void Object.assign(story, { status: 'discarded' }),
  submitted: receives('submitted'),
  held: receives('held'),
  released: (story, { at }) => isBackWithTheRouter(story, at),
  offered: (story, { details }) => {
    const offeredTo = 'expertId' in details ? details.expertId : undefined;
    const nothing = { grantedTo: undefined, clearance: undefined, routingDueAt: undefined };
    if (offeredTo) isHandedOn(story, offeredTo, story.offeredTo ?? story.grantedTo);
    Object.assign(story, { ...nothing, status: 'offered', offeredTo });
  },
  unplaced: tries,
  'clearer-unplaced': tries,
  'routing-due': (story, { at }) => {
    story.routingDueAt = routingDueAt(at);
  },
  accepted: (story, entry) => {
    const status = story.pause?.why === 'information' ? 'needs_information' : 'in_progress';
    Object.assign(story, { status, grantedTo: entry.actor.id, offeredTo: undefined });
    word(story, entry, []);
  },
  declined: passes,
  expired: passes,
  recused: passes,
  'conflict-found': passes,
  'expert-suspended': passes,
  'taken-over': (story, { actor }) => {
    isHandedOn(story, actor.id, story.grantedTo);
    story.grantedTo = actor.id;
  },
  'information-asked': (story, entry, before) => {
    const { at, details } = entry;
    timesAnew(story, entry, before);
    const about = 'about' in details ? details.about : undefined;
    story.pause = { why: 'information', since: at, about, reminded: 0 };
    if (!about) more(story, 'information-asked', at);
    if (story.status === 'submitted') story.routingDueAt = undefined;
    if (story.status !== 'held') story.status = 'needs_information';
  },
  'information-given': (story, entry, before) => {
    timesAnew(story, entry, before);
    runsAgain(story, entry.at);
    more(story, 'information', entry.at);
    word(story, entry, before);
  },
  'information-added': says('information'),
  paused: (story, entry, before) => {
    timesAnew(story, entry, before);
    story.pause = { why: 'requested', since: entry.at, reminded: 0 };
  },
  resumed: (story, entry, before) => {
    timesAnew(story, entry, before);
    runsAgain(story, entry.at);
    word(story, entry, before);
  },
  extended: (story, entry, before) => {
    word(story, entry, before);
    timesAnew(story, entry, before);
  },
  'urgency-granted': (story, entry, before) => {
    story.urgencyGranted = true;
    timesAnew(story, entry, before);
  },
  'advice-saved': (story, { at, actor }) => {
    story.drafters = together(story.drafters, actor.id);
    const { version = 0 } = story.parts.find(({ kind }) => kind === 'draft') ?? {};
    const others = story.parts.filter(({ kind }) => kind !== 'draft');
    story.parts = [...others, { part: 'draft', kind: 'draft', version: version + 1, writtenAt: at }];
  },
  'note-added': says('note'),
  'review-asked': (story, { at, actor, details }) => {
    story.parts = story.parts.filter(({ kind }) => kind !== 'draft');
    more(story, 'advice', at);
    story.drafters = together(story.drafters, actor.id);
    const adviceVersion = 'adviceVersion' in details ? details.adviceVersion : 0;
    Object.assign(story, { status: 'in_review', clearance: { adviceVersion }, routingDueAt: routingDueAt(at) });
  },
  'clearer-asked': (story, { details }) => {
    const expertId = 'expertId' in details ? details.expertId : undefined;
    const adviceVersion = story.clearance?.adviceVersion ?? 0;
    Object.assign(story, { clearance: { adviceVersion, status: 'asked', expertId }, routingDueAt: undefined });
  },
  'clearer-accepted': (story) => {
    if (story.clearance) story.clearance.status = 'reading';
  },
  'clearer-declined': passes,
  'clearer-expired': passes,
  returned: (story, { at }) => {
    more(story, 'comment', at);
    Object.assign(story, { status: 'in_progress', clearance: undefined });
  },
  answered: (story, entry, before) => {
    const { at, details } = entry;
    const number = 'adviceVersion' in details ? details.adviceVersion : 0;
    story.parts = story.parts.map((one) => (one.part === `advice-${number}` ? { ...one, clearedAt: at } : one));
    const answered = { status: 'answered', answeredAt: at, grantEndsAt: monthAfter(at), lastAdviser: story.grantedTo };
    Object.assign(story, { ...answered, clearance: undefined, pause: undefined, referral: undefined });
    word(story, entry, before);
  },
  'follow-up-asked': (story, entry, before) => {
    asksAgain(story, entry.at);
    story.lastAdviser = story.grantedTo;
    if (story.grantEndsAt && entry.at < story.grantEndsAt)
      Object.assign(story, { status: 'in_progress', grantEndsAt: undefined });
    else isBackWithTheRouter(story, entry.at);
    word(story, entry, before);
  },
  reopened: (story, entry, before) => {
    asksAgain(story, entry.at);
    isBackWithTheRouter(story, entry.at);
    word(story, entry, before);
  },
  closed: (story, { at }) => hasEnded(story, 'closed', at),
  'not-advised': (story, { at }) => hasEnded(story, 'declined', at),
  referred: (story, { at }) => hasEnded(story, 'referred', at),
  withdrawn: (story, { at }) => {
    // This closes the window after an answer as well.
    if (story.grantEndsAt && story.grantEndsAt > at) story.grantEndsAt = at;
    hasEnded(story, 'withdrawn', at);
  },
  'referral-proposed': (story, { details }) => {
    story.referral = 'partner' in details ? details.partner : undefined;
  },
  'referral-refused': (story) => {
    story.referral = undefined;
  },
  'at-risk': reaches('at-risk'),
  'due-today': reaches('due-today'),
  overdue: reaches('overdue'),
  'long-overdue': reaches('long-overdue'),
  reminded: (story, { details }) => {
    if (story.pause && 'number' in details) story.pause.reminded = details.number;
  },
  'closing-proposed': (story, { at }) => {
    if (story.pause) story.pause.proposedAt = at;
  },
  silent: word,
  erased: (story) => void Object.assign(story, { status: 'erased' }),
};

/** What the Queries table should say of a query, told from its ledger and nothing else. */
export function fromLedger(entries: readonly LedgerEntry[]) {
  const story: Told = {
    ...{
      status: 'draft',
      version: 0,
      parts: [],
      drafters: [],
      passedBy: [],
      replaced: [],
      clearancePassedBy: [],
      told: [],
    },
    ...{ createdAt: '', updatedAt: '', asker: '', urgencyGranted: false },
  };
  for (const [index, entry] of entries.entries()) {
    // A reading changes nothing, nor does a notice that was not sent.
    if (entry.code === 'opened' || entry.code === 'notice-cancelled') continue;
    story.version += 1;
    story.updatedAt = entry.at;
    tales[entry.code]?.(story, entry, entries.slice(0, index));
  }
  return { ...story, clock: answeringClock(entries, [shippedSettings], new Date().toISOString()) };
}
