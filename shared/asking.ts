import { noticesOf } from './audience.ts';
import { addWorkingTime, type Calendar, workingDayLength } from './calendar.ts';
import { type Change, moved } from './change.ts';
import { clockOf, started } from './clock.ts';
import { type Institution, standingHolds } from './institutions.ts';
import { day, later } from './moments.ts';
import type { Draft, Query } from './query.ts';
import { Refused } from './refused.ts';
import { regionOf } from './regions.ts';
import type { Settings } from './settings.ts';
import { missingSteps } from './steps.ts';
import { nextWordBy } from './timing.ts';
import { movable } from './transitions.ts';

/** How long routing may take before `watch` asks again: fifteen minutes. */
const routingPatience = 15 * 60_000;

/** How long a draft is kept after it was last saved. */
const draftDays = 30;

/** What is left of a draft once it is none any more. */
function facts(before: Draft, now: string) {
  const { steps: _1, backgroundLength: _2, ...rest } = moved(before, now);
  return rest;
}

/** Who must be asked before an expert may see a question: its institution, and the secretariat to be told if it cannot vouch. */
type Vouching = { institution: Institution; secretariat: readonly string[] };

/**
 * The asker sends the draft, all of whose steps are done: the clock starts, the asker has a reference, the ledger stream finds an expert.
 * A question of an institution whose standing is not confirmed is received just the same, and held until it is.
 */
export function send(
  query: Query,
  reference: string,
  { institution, secretariat }: Vouching,
  settings: Settings,
  now: string,
): Change {
  const before = movable('send', query);
  const missing = missingSteps(before, now.slice(0, 10));
  if (missing.length > 0)
    throw new Refused(
      'invalid-input',
      missing.map((field) => ({ field, code: 'missing-step' })),
    );
  const sent = {
    ...facts(before, now),
    reference,
    submittedAt: now,
    clock: clockOf(started('first-advice', now, { requestKind: before.requestKind, urgent: false }), settings),
    told: [],
    wordDueAt: nextWordBy(now, settings),
    passedBy: [],
    drafters: [],
    clearancePassedBy: [],
  };
  const details = {
    topic: sent.topic,
    language: sent.language,
    institutionKind: sent.institutionKind,
    region: regionOf(sent.state),
    requestKind: sent.requestKind,
    urgencyRequested: sent.urgency.level !== 'standard',
  };
  const onlyIf = [{ kind: 'institution', id: institution.id, version: institution.version }] as const;
  if (standingHolds(institution, now.slice(0, 10))) {
    const submitted: Query = { ...sent, status: 'submitted', routingDueAt: routingDueAt(now) };
    const event = { code: 'submitted', details } as const;
    return { query: submitted, event, notices: noticesOf('submitted', submitted), onlyIf };
  }
  const held: Query = { ...sent, status: 'held' };
  // Were the standing confirmed in this very moment, nobody would release what was not held yet.
  return { query: held, event: { code: 'held', details }, notices: noticesOf('held', held, { secretariat }), onlyIf };
}

/** When a draft that nobody saves again is thrown away. */
export const draftEndsAt = ({ updatedAt }: Query): string => later(updatedAt, draftDays * day);

/** The asker throws the draft away; the eraser does the rest. */
export function discard(query: Query, now: string): Change {
  const before = movable('discard', query);
  return {
    query: { ...facts(before, now), status: 'discarded' },
    event: { code: 'discarded', details: {} },
    notices: [],
  };
}

/** Nobody saved the draft for as long as drafts are kept. */
export function expireDraft(query: Query, now: string): Change {
  const before = movable('expire-draft', query);
  if (now < draftEndsAt(before)) throw new Refused('not-possible-now');
  return {
    query: { ...facts(before, now), status: 'discarded' },
    event: { code: 'discarded', details: {} },
    notices: [],
  };
}

/** The institution's standing is confirmed: what was held goes to the router. */
export function release(query: Query, now: string): Change {
  const before = movable('release', query);
  return {
    query: { ...moved(before, now), status: 'submitted', routingDueAt: routingDueAt(now) },
    event: { code: 'released', details: {} },
    notices: [],
  };
}

/** When `watch` looks whether a submitted query has found an expert. */
export const routingDueAt = (now: string): string => later(now, routingPatience);

/** When a query that nobody could take is tried again: after one working day. */
export const nextTryAt = (now: string, calendar: Calendar): string =>
  addWorkingTime(now, workingDayLength(calendar), calendar);
