import { draftEndsAt, expireDraft } from './asking.ts';
import type { Change } from './change.ts';
import { expireClearance, seekClearer } from './clearing.ts';
import { closeWindow } from './closing.ts';
import { announceAt, announceErasure } from './erasing.ts';
import { proposeClosing, remindAsker } from './informing.ts';
import { later } from './moments.ts';
import { expire, remindExpert, routeAgain } from './offering.ts';
import { type EndedQuery, isEnded, isOpen, isSent, type Query, type SentQuery } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { mark, nextThresholdAt, noteSilence } from './timing.ts';

/** What deciding takes besides the query: what is set, the people of the desk, and who stands in for the expert at work. */
type Desk = {
  settings: Settings;
  secretariat: readonly string[];
  head: readonly string[];
  deputyId?: string | undefined;
  now: string;
};

/** Something that falls due, and what is done about it then. */
type Due = {
  at: string;
  /** From then on there is something else to do instead. */
  before?: string;
  change: (query: Query, desk: Desk) => Change;
};

function clearanceDue({ clearance }: Extract<SentQuery, { status: 'in_review' }>): Due[] {
  if (clearance.clearer?.status === 'asked')
    return [{ at: clearance.clearer.expiresAt, change: (query, { now }) => expireClearance(query, now) }];
  if (!clearance.routingDueAt || clearance.clearer) return [];
  return [{ at: clearance.routingDueAt, change: (query, { now }) => seekClearer(query, now) }];
}

function ofStatus(query: SentQuery): Due[] {
  if (query.status === 'submitted') return [{ at: query.routingDueAt, change: (due, { now }) => routeAgain(due, now) }];
  if (query.status === 'offered') {
    const { remindAt, expiresAt } = query.offer;
    const reminder = remindAt
      ? [{ at: remindAt, before: expiresAt, change: (due: Query, { now }: Desk) => remindExpert(due, now) }]
      : [];
    return [{ at: expiresAt, change: (due, { now }) => expire(due, now) }, ...reminder];
  }
  if (query.status === 'in_review') return clearanceDue(query);
  if (query.status === 'answered')
    return [{ at: query.closesAt, change: (due, { settings, now }) => closeWindow(due, settings, now) }];
  return [];
}

function ofWaiting({ pause }: SentQuery): Due[] {
  if (!pause?.nextReminderAt) return [];
  const change = ({ reminded }: { reminded: number }) =>
    reminded < 2
      ? (due: Query, { settings, now }: Desk) => remindAsker(due, settings, now)
      : (due: Query, { secretariat, now }: Desk) => proposeClosing(due, secretariat, now);
  return [{ at: pause.nextReminderAt, change: change(pause) }];
}

function ofClock(query: SentQuery): Due[] {
  if (!isOpen(query) || query.pause) return [];
  const threshold = nextThresholdAt(query);
  return [
    {
      at: query.wordDueAt,
      change: (due, { secretariat, settings, now }) => noteSilence(due, secretariat, settings, now),
    },
    // A threshold has passed only after its moment, by the millisecond that clocks count in.
    ...(threshold ? [{ at: later(threshold, 1), change: (due: Query, desk: Desk) => mark(due, desk, desk.now) }] : []),
  ];
}

const ofErasure = (query: EndedQuery): Due[] =>
  query.erasure === 'planned' ? [{ at: announceAt(query), change: (due, { now }) => announceErasure(due, now) }] : [];

function everythingDue(query: Query): Due[] {
  if (query.status === 'draft') return [{ at: draftEndsAt(query), change: (due, { now }) => expireDraft(due, now) }];
  if (!isSent(query)) return [];
  if (isEnded(query)) return ofErasure(query);
  return [...ofStatus(query), ...ofWaiting(query), ...ofClock(query)];
}

const soonest = (all: readonly Due[]): Due | undefined =>
  all.reduce<Due | undefined>((first, due) => (first && first.at <= due.at ? first : due), undefined);

/** When `watch` must look at a query again; undefined when nothing can fall due. */
export const nextCheckAt = (query: Query): string | undefined => soonest(everythingDue(query))?.at;

/** What is to be done about a query now; refuses `not-possible-now` when nothing has fallen due. One thing at a time. */
export function dueChange(query: Query, desk: Desk): Change {
  const due = soonest(everythingDue(query).filter(({ before }) => before === undefined || desk.now < before));
  if (!due || desk.now < due.at) throw new Refused('not-possible-now');
  return due.change(query, desk);
}

/** When the eraser has something to do with a query: at once for what was thrown away. */
export function eraseAt(query: Query): string | undefined {
  if (query.status === 'discarded') return query.updatedAt;
  if (query.status === 'erased') return query.sweepAt;
  return isSent(query) && isEnded(query) && query.erasure === 'announced' ? query.eraseAt : undefined;
}
