import * as z from 'zod/mini';
import { expertAtWork } from '../../shared/assignment.ts';
import { takeOver } from '../../shared/offering.ts';
import { Refused } from '../../shared/refused.ts';
import { StandInPage } from '../../web/pages/stand-in.tsx';
import { blindCardOf } from './clearance.ts';
import { ok, route, seeOther } from './route.ts';

/** GET /queries/{id}/stand-in: what a colleague is late with, for their deputy; nothing of the text. */
export const standInPage = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/stand-in',
  summary: 'A query of the expert you stand in for: what to know before taking it over. Nothing of the text.',
  may: 'stand-by',
  input: z.strictObject({}),
  run: async ({ query, directory }) => {
    const expertId = expertAtWork(query);
    const expert = expertId ? await directory.findPerson(expertId) : undefined;
    return ok({ ...blindCardOf(query), expertName: expert?.name ?? '', mayTakeOver: query.status !== 'in_review' });
  },
  page: StandInPage,
});

/** POST /queries/{id}/take-over: the deputy declares no conflict of interest and goes on in the expert's place. */
export const takeOverQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/take-over',
  summary: 'Take a query over from the expert you stand in for; their access ends at once.',
  may: 'take-over',
  input: z.strictObject({ noConflict: z.literal('yes') }),
  done: 'done.taken-over',
  form: standInPage,
  run: async ({ query, person, now, directory, commit }) => {
    const expert = await directory.findPerson(expertAtWork(query) ?? '');
    if (person.role !== 'expert' || expert?.role !== 'expert') throw new Refused('not-found');
    const change = takeOver(query, person, expert, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});
