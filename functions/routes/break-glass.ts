import * as z from 'zod/mini';
import { approveGlass, GlassRequest, isWaiting, lapseOf, refuseGlass, requestGlass } from '../../shared/glass.ts';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { GlassPage } from '../../web/pages/glass.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /queries/{id}/break-glass: to ask for, approve or use an emergency reading of one query. */
export const glassPage = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/break-glass',
  summary: 'An emergency reading of one query: ask, approve, use.',
  may: 'oversee',
  input: z.strictObject({}),
  run: async ({ query, person, now, directory }) => {
    if (!isSent(query)) throw new Refused('not-found');
    const { id, version, reference, glass } = query;
    const members = await directory.findPeople(glass ? [glass.memberId] : []);
    const memberName = (glass && members.get(glass.memberId)?.name) ?? '';
    const mine = glass?.memberId === person.id;
    if (isWaiting(glass, now)) {
      const { reason, text, requestedAt } = glass;
      const asked = { reason, text, requestedAt, lapsesAt: lapseOf(requestedAt) };
      return ok({ id, version, reference, step: 'requested' as const, memberName, mine, ...asked });
    }
    if (glass?.status === 'approved' && now < glass.expiresAt)
      return ok({ id, version, reference, step: 'open' as const, memberName, mine, expiresAt: glass.expiresAt });
    return ok({ id, version, reference, step: 'closed' as const });
  },
  page: GlassPage,
});

const back = (id: string, version: number) => seeOther(`/queries/${id}/break-glass`, { version });

/** POST /queries/{id}/request-glass: a member says why they must read this one query. */
export const requestReading = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/request-glass',
  summary: 'Ask to read one query in an emergency, with a reason that the asker will read.',
  may: 'request-glass',
  fresh: true,
  input: GlassRequest,
  done: 'done.glass-requested',
  form: glassPage,
  run: async ({ query, person, input, now, directory, commit }) => {
    const change = requestGlass(query, person.id, input, await directory.secretariat(), now);
    return commit(change, back(query.id, change.query.version));
  },
});

/** POST /queries/{id}/approve-glass: a second member approves; the asker is told at once. */
export const approveReading = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/approve-glass',
  summary: 'Approve another member’s emergency reading: one query, sixty minutes, read-only.',
  may: 'approve-glass',
  fresh: true,
  input: z.strictObject({}),
  done: 'done.glass-approved',
  form: glassPage,
  run: async ({ query, person, now, commit }) => {
    const change = approveGlass(query, person.id, now);
    return commit(change, back(query.id, change.query.version));
  },
});

/** POST /queries/{id}/refuse-glass: a second member says no, or the one who asked takes it back. */
export const refuseReading = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/refuse-glass',
  summary: 'Refuse another member’s emergency reading, or take back one’s own request.',
  may: 'refuse-glass',
  fresh: true,
  input: z.strictObject({}),
  done: 'done.glass-refused',
  form: glassPage,
  run: async ({ query, now, commit }) => {
    const change = refuseGlass(query, now);
    return commit(change, back(query.id, change.query.version));
  },
});
