import * as z from 'zod';
import { addWorkingTime, type Calendar } from './calendar.ts';
import { type Change, type Content, moved } from './change.ts';
import { clockOf, started } from './clock.ts';
import { CalendarDate, text } from './fields.ts';
import { type Institution, standingHolds } from './institutions.ts';
import { QueryLanguage } from './languages.ts';
import { RequestKind } from './ledger.ts';
import { noticesOf } from './notices.ts';
import type { Part } from './parts.ts';
import type { Official } from './people.ts';
import { Confidentiality, type Query, Question, type Urgency } from './query.ts';
import { Refused } from './refused.ts';
import { regionOf } from './regions.ts';
import type { Settings } from './settings.ts';
import { nextWordBy } from './timing.ts';
import { Topic } from './topics.ts';
import { movable } from './transitions.ts';

/** How long routing may take before `watch` asks again: fifteen minutes. */
const routingPatience = 15 * 60_000;

/** Everything an asker fills in; the same for a form and for an API client. */
export const Asking = z
  .strictObject({
    ...Question.shape,
    requestKind: RequestKind.default('question'),
    topic: Topic,
    language: QueryLanguage,
    urgency: z.enum(['standard', 'requested']),
    neededBy: z.union([z.literal(''), CalendarDate]).optional(),
    urgencyReason: z.union([z.string().trim().length(0), text(500)]).optional(),
    confidentiality: Confidentiality,
    /** Asked before anything is written: a question about an individual case is not kept, but shown where it belongs. */
    individualCase: z.literal('no'),
  })
  .superRefine((asking, context) => {
    if (asking.urgency === 'standard') return;
    const missing = (path: string) => context.addIssue({ code: 'custom', path: [path], params: { code: 'required' } });
    if (!asking.neededBy) missing('neededBy');
    if (!asking.urgencyReason) missing('urgencyReason');
  });
export type Asking = z.infer<typeof Asking>;

function urgencyOf({ urgency, neededBy, urgencyReason }: Asking): Urgency {
  if (urgency === 'standard' || !neededBy || !urgencyReason) return { level: 'standard' };
  return { level: 'requested', neededBy, reason: urgencyReason };
}

function notPast({ urgency, neededBy }: Asking, now: string): void {
  if (urgency === 'requested' && neededBy && neededBy < now.slice(0, 10))
    throw new Refused('invalid-input', [{ field: 'neededBy', code: 'past-date' }]);
}

const written = (asking: Asking) => ({
  requestKind: asking.requestKind,
  topic: asking.topic,
  language: asking.language,
  urgency: urgencyOf(asking),
  confidentiality: asking.confidentiality,
  length: [...asking.body].length,
});

/** How long a draft is kept after it was last saved. */
const draftDays = 30;

const dayMilliseconds = 86_400_000;

const questionPart = (version: number, writtenAt: string): Part => ({
  part: 'question',
  kind: 'question',
  version,
  writtenAt,
});

const sealedQuestion = (asking: Asking, version: number): Content => ({
  part: 'question',
  version,
  fields: { title: asking.title, body: asking.body },
});

/** An official begins a question: a draft that only they can see. */
export function draft(id: string, asking: Asking, asker: Official, institution: Institution, now: string): Change {
  notPast(asking, now);
  const query: Query = {
    status: 'draft',
    id,
    version: 1,
    askerId: asker.id,
    coOwners: [],
    institutionId: institution.id,
    institutionKind: institution.kind,
    state: institution.state,
    ...written(asking),
    parts: [questionPart(1, now)],
    createdAt: now,
    updatedAt: now,
  };
  return { query, event: { code: 'drafted', details: {} }, notices: [], content: sealedQuestion(asking, 1) };
}

/** The asker rewrites the draft. */
export function save(query: Query, asking: Asking, now: string): Change {
  const before = movable('save', query);
  notPast(asking, now);
  const version = before.version + 1;
  // Writing can only raise the level: lowering it needs the asker's consent, which is another act.
  const kept = before.confidentiality === 'restricted' ? { confidentiality: before.confidentiality } : {};
  return {
    query: { ...before, ...written(asking), ...kept, version, parts: [questionPart(version, now)], updatedAt: now },
    event: { code: 'saved', details: {} },
    notices: [],
    content: sealedQuestion(asking, version),
  };
}

/** Who must be asked before an expert may see a question: its institution, and the secretariat to be told if it cannot vouch. */
type Vouching = { institution: Institution; secretariat: readonly string[] };

/**
 * The asker sends the draft: the clock starts, the asker has a reference, the ledger stream finds an expert.
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
  const sent = {
    ...moved(before, now),
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
  const onlyIf = { institutionId: institution.id, version: institution.version };
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
export const draftEndsAt = ({ updatedAt }: Query): string =>
  new Date(Date.parse(updatedAt) + draftDays * dayMilliseconds).toISOString();

/** The asker throws the draft away; the eraser does the rest. */
export function discard(query: Query, now: string): Change {
  const before = movable('discard', query);
  return {
    query: { ...moved(before, now), status: 'discarded' },
    event: { code: 'discarded', details: {} },
    notices: [],
  };
}

/** Nobody saved the draft for as long as drafts are kept. */
export function expireDraft(query: Query, now: string): Change {
  const before = movable('expire-draft', query);
  if (now < draftEndsAt(before)) throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), status: 'discarded' },
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
export const routingDueAt = (now: string): string => new Date(Date.parse(now) + routingPatience).toISOString();

/** When a query that nobody could take is tried again: after one working day of nine hours. */
export const nextTryAt = (now: string, calendar: Calendar): string => addWorkingTime(now, 9 * 3_600_000, calendar);
