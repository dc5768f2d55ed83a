import * as z from 'zod/mini';
import { expertOf } from '../../shared/assignment.ts';
import { BoardAddress } from '../../shared/board.ts';
import { AssignReason } from '../../shared/choices.ts';
import { Id, several } from '../../shared/fields.ts';
import { assign } from '../../shared/offering.ts';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type Load, rank } from '../../shared/routing.ts';
import { mostTogether, prospectsOf } from '../../shared/together.ts';
import { movable } from '../../shared/transitions.ts';
import { AssignTogetherPage } from '../../web/pages/assign-together.tsx';
import { AssignedPage } from '../../web/pages/assigned.tsx';
import { board } from './board.ts';
import { expertFound } from './expert-found.ts';
import { ok, route, seeOther } from './route.ts';

const some = <Item extends z.ZodMiniType>(item: Item) =>
  several(z.array(item).check(z.minLength(1), z.maxLength(mostTogether)));

/** Ids as an address has them, between dots. */
const Ids = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(27 * mostTogether)),
    z.transform((list) => [...new Set(list.split('.').filter(Boolean))]),
  ),
  z.array(Id).check(z.maxLength(mostTogether)),
);

/** POST /board/choose: the rows that were selected, and the expert they might go to; leads to the preview. */
export const chooseTogether = route({
  in: 'office',
  method: 'POST',
  path: '/board/choose',
  summary: 'Select queries and an expert; answers where the preview is. Changes nothing.',
  may: 'see-board',
  repeatable: true,
  input: z.extend(BoardAddress, { chosen: some(Id), expertId: Id }),
  form: board,
  run: async ({ input: { chosen, expertId }, directory }) => {
    const expert = await expertFound(directory, 'expertId', expertId);
    return seeOther(`/board/assign?${new URLSearchParams({ expertId: expert.id, chosen: chosen.join('.') })}`);
  },
});

/** GET /board/assign: what giving these queries to this expert would mean, before anything is done. */
export const previewTogether = route({
  in: 'desk',
  method: 'GET',
  path: '/board/assign',
  summary:
    'Before and after, for several queries and one expert: what stands against each, and how far the room reaches.',
  may: 'see-board',
  input: z.strictObject({ expertId: Id, chosen: Ids }),
  run: async ({ input, caller, now, queries, directory }) => {
    const [expert, roster, loads, chosen] = await Promise.all([
      expertFound(directory, 'expertId', input.expertId),
      directory.roster(),
      queries.loadsOf([input.expertId]),
      queries.listThese({ caller, actions: ['oversee'], now }, input.chosen),
    ]);
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const load = loads.get(expert.id) ?? { openQueries: [] };
    const prospects = prospectsOf(chosen, expert, load, now.slice(0, 10)).flatMap(({ query, exclusions, verdict }) => {
      if (!isSent(query)) return [];
      const { id, version, reference, topic, state, language, status } = query;
      const holder = expertOf(query);
      const before = holder ? names.get(holder) : undefined;
      return [
        {
          ...{ id, version, reference, topic, state, language, status, verdict },
          exclusions: [...exclusions],
          ...(before ? { before } : {}),
          url: `/queries/${id}/card`,
        },
      ];
    });
    return ok({
      expert: { id: expert.id, name: expert.name },
      open: load.openQueries.length,
      capacity: expert.expertise.capacity,
      prospects,
    });
  },
  page: AssignTogetherPage,
});

/** A query with the version that the decision about it was made on. */
const Row = z.pipe(
  z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{26}\.\d{1,9}$/)),
  z.transform((row) => ({ id: row.slice(0, 26), version: Number(row.slice(27)) })),
);

const outcomes = ['done', 'changed', 'full', 'unfit'] as const;
type Outcome = (typeof outcomes)[number];

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Refused)) throw error;
  if (error.reason === 'at-capacity') return 'full';
  return error.reason === 'no-longer-eligible' ? 'unfit' : 'changed';
}

/** What moved while it was being decided is looked at once more: it may be just what was wanted. */
const twice = <Result>(act: () => Promise<Result>): Promise<Result> =>
  act().catch((error: unknown) => {
    if (error instanceof Refused && error.reason === 'stale') return act();
    throw error;
  });

/** POST /board/assign: each of these queries is offered to the expert, or it is said why not. */
export const assignTogether = route({
  in: 'desk',
  method: 'POST',
  path: '/board/assign',
  summary: 'Offer several queries to one expert, each by itself: `row` is an id and a version between a dot.',
  may: 'see-board',
  // Every row carries its version, and one that is with the expert already is done: sent twice, it is done once.
  repeatable: true,
  input: z.strictObject({ expertId: Id, assignReason: AssignReason, chosen: Ids, row: some(Row) }),
  form: previewTogether,
  run: async ({ input, caller, now, queries, directory, settings }) => {
    const [expert, set, loads] = await Promise.all([
      expertFound(directory, 'expertId', input.expertId),
      settings.current(),
      queries.loadsOf([input.expertId]),
    ]);
    let load: Load = loads.get(expert.id) ?? { openQueries: [] };
    const assigned = async ({ id, version }: z.output<typeof Row>): Promise<Outcome> => {
      const loaded = await queries.find(id, 'assign', caller, now);
      if (expertOf(loaded.query) === expert.id) return 'done';
      if (loaded.query.version !== version) return 'changed';
      const before = movable('assign', loaded.query);
      const [candidate] = rank(before, [expert], new Map([[expert.id, load]]), now.slice(0, 10));
      if (!candidate) throw new Error('a roster of one ranks one');
      await queries.commit(loaded, assign(before, candidate, set, now, input.assignReason), { caller, now });
      load = { ...load, openQueries: [...load.openQueries, id] };
      return 'done';
    };
    const results: Record<Outcome, string[]> = { done: [], changed: [], full: [], unfit: [] };
    // One after the other: they all take a place with the same expert.
    for (const row of input.row) results[await twice(() => assigned(row)).catch(outcomeOf)].push(row.id);
    const search = new URLSearchParams({ expertId: expert.id });
    for (const outcome of outcomes) if (results[outcome].length > 0) search.set(outcome, results[outcome].join('.'));
    const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, results[outcome].length]));
    return seeOther(`/board/assigned?${search}`, counts);
  },
});

/** GET /board/assigned: what became of each query, and whom it is with now. */
export const assignedTogether = route({
  in: 'desk',
  method: 'GET',
  path: '/board/assigned',
  summary: 'What became of each of several queries that were to go to one expert.',
  may: 'see-board',
  input: z.strictObject({
    expertId: Id,
    done: z.optional(Ids),
    changed: z.optional(Ids),
    full: z.optional(Ids),
    unfit: z.optional(Ids),
  }),
  run: async ({ input, caller, now, queries, directory }) => {
    const ids = outcomes.flatMap((outcome) => input[outcome] ?? []);
    const [roster, found] = await Promise.all([
      directory.roster(),
      queries.listThese({ caller, actions: ['oversee'], now }, ids),
    ]);
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const rows = found.flatMap((query) => {
      const outcome = outcomes.find((one) => input[one]?.includes(query.id));
      if (!outcome || !isSent(query)) return [];
      const holder = expertOf(query);
      const holderName = holder ? names.get(holder) : undefined;
      const { id, reference, status } = query;
      return [{ id, reference, status, outcome, ...(holderName ? { holderName } : {}), url: `/queries/${id}/card` }];
    });
    return ok({ expertName: names.get(input.expertId) ?? '', rows });
  },
  page: AssignedPage,
});
