import { answer } from '../../shared/advising.ts';
import { Asking, release, save, send } from '../../shared/asking.ts';
import type { Change } from '../../shared/change.ts';
import { endByConflict, endBySuspension } from '../../shared/ending.ts';
import { approveGlass, refuseGlass, requestGlass } from '../../shared/glass.ts';
import { newReference } from '../../shared/identifiers.ts';
import {
  accept,
  assign,
  decline,
  expire,
  grantUrgency,
  offer,
  recuse,
  reportUnplaced,
  routeAgain,
} from '../../shared/offering.ts';
import { expertOf, type Query } from '../../shared/query.ts';
import type { Reason } from '../../shared/refused.ts';
import { rank } from '../../shared/routing.ts';
import { shippedSettings as settings } from '../../shared/settings.ts';
import { addCoOwner, handOver, removeCoOwner, restrict, unrestrict } from '../../shared/sharing.ts';
import { movable, type Verb } from '../../shared/transitions.ts';
import { adviser, asker, coOwner, expert, member, ministry, official, now as start } from './cast.ts';

const secretariat = [member(4).id, member(9).id];
/** What an official fills in who asks for urgency. */
export const asking = Asking.parse({
  title: 'A title',
  body: 'A question.',
  topic: 'npm',
  language: 'en',
  urgency: 'requested',
  neededBy: '2026-03-09',
  urgencyReason: 'The vote is on the tenth.',
  confidentiality: 'standard',
  individualCase: 'no',
});
const glass = { reason: 'legal-duty', text: 'A court asks for it by tomorrow.' } as const;
const unconfirmed = { ...ministry, standing: { status: 'unconfirmed' } } as const;

/** The next expert in turn, with nothing against them but what the query says. */
function candidate(query: Query) {
  const next = expertOf(query) === adviser.id ? expert(8) : adviser;
  const [ranked] = rank(movable('assign', query), [next], new Map(), start.slice(0, 10));
  if (!ranked) throw new Error('one expert is ranked');
  return ranked;
}

/** Every move, tried whatever the query's status. */
export const moves: Record<Verb, (query: Query, now: string) => Change> = {
  save: (query, now) => save(query, asking, now),
  send: (query, now) => send(query, newReference(), { institution: ministry, secretariat }, settings, now),
  hold: (query, now) => send(query, newReference(), { institution: unconfirmed, secretariat }, settings, now),
  release: (query, now) => release(query, now),
  offer: (query, now) => offer(query, adviser, settings, now),
  'report-unplaced': (query, now) => reportUnplaced(query, { considered: 5, secretariat }, settings, now),
  'route-again': (query, now) => routeAgain(query, now),
  assign: (query, now) => assign(query, candidate(query), settings, now),
  'grant-urgency': (query, now) => grantUrgency(query, settings, now),
  accept: (query, now) => accept(query, now),
  decline: (query, now) => decline(query, 'no-time', now),
  expire: (query, now) => expire(query, now),
  recuse: (query, now) => recuse(query, 'other', now),
  'end-access': (query, now) => endByConflict(movable('end-access', query), 'declared', secretariat, now),
  'end-window': (query, now) => endBySuspension(movable('end-window', query), now),
  answer: (query, now) => answer(query, { body: 'The advice.' }, now),
  'add-co-owner': (query, now) => addCoOwner(query, coOwner, now),
  'remove-co-owner': (query, now) => removeCoOwner(query, coOwner.id, now),
  'hand-over': (query, now) => handOver(query, undefined, official(query.askerId === asker.id ? 7 : 1), now),
  restrict: (query, now) => restrict(query, now),
  unrestrict: (query, now) => unrestrict(query, now),
  'request-glass': (query, now) => requestGlass(query, member(4).id, glass, secretariat, now),
  'refuse-glass': (query, now) => refuseGlass(query, member(9).id, now),
  'approve-glass': (query, now) => approveGlass(query, member(9).id, now),
};

/** Why a move may be refused although it could be made from where the query stands. */
export const reserved: Partial<Record<Verb, Reason>> = {
  save: 'invalid-input',
  offer: 'not-possible-now',
  assign: 'no-longer-eligible',
  'grant-urgency': 'not-possible-now',
  expire: 'not-possible-now',
  'add-co-owner': 'already-assigned',
  'remove-co-owner': 'not-possible-now',
  restrict: 'not-possible-now',
  unrestrict: 'not-possible-now',
  'request-glass': 'not-possible-now',
  'refuse-glass': 'not-possible-now',
  'approve-glass': 'not-possible-now',
};
