import * as z from 'zod/mini';
import { AssignReason } from '../../shared/choices.ts';
import { assignClearer } from '../../shared/clearing.ts';
import { Id } from '../../shared/fields.ts';
import { assign } from '../../shared/offering.ts';
import { Refused } from '../../shared/refused.ts';
import { assignable, rank, rankClearers } from '../../shared/routing.ts';
import { movable } from '../../shared/transitions.ts';
import { expertFound } from './expert-found.ts';
import { queryCard } from './query-card.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/assign: the secretariat offers a query to an expert of its choice. */
export const assignQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/assign',
  summary:
    'Offer a query to this expert by hand, for a reason; conflicts of interest and capacity cannot be overruled.',
  may: 'assign',
  input: z.strictObject({ expertId: Id, assignReason: AssignReason }),
  form: queryCard,
  done: 'done.assigned',
  run: async ({ query, input, now, queries, directory, settings, commit }) => {
    const before = movable('assign', query);
    const expert = await expertFound(directory, 'expertId', input.expertId);
    const [candidate] = rank(before, [expert], await queries.loadsOf([expert.id]), now.slice(0, 10));
    if (!candidate) throw new Error('a roster of one ranks one');
    const change = assign(before, candidate, await settings.current(), now, input.assignReason);
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/assign-clearer: the secretariat asks an expert of its choice to clear the advice. */
export const askSecondExpert = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/assign-clearer',
  summary:
    'Ask this expert to clear the advice, for a reason; never one who wrote any of it, or has a conflict of interest.',
  may: 'assign-clearer',
  input: z.strictObject({ clearerId: Id, clearerReason: AssignReason }),
  form: queryCard,
  done: 'done.clearer',
  run: async ({ query, input, now, queries, directory, settings, commit }) => {
    const before = movable('assign-clearer', query);
    const expert = await expertFound(directory, 'clearerId', input.clearerId);
    const change = assignClearer(before, expert, await settings.current(), now, input.clearerReason);
    const loads = await queries.loadsOf([expert.id]);
    const [candidate] = rankClearers(before, [expert], loads, now.slice(0, 10));
    if (!candidate || !assignable(candidate)) throw new Refused('no-longer-eligible');
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});
