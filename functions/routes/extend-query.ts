import * as z from 'zod/mini';
import { ExtensionReason } from '../../shared/choices.ts';
import { CalendarDate } from '../../shared/fields.ts';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { extend } from '../../shared/timing.ts';
import { movable } from '../../shared/transitions.ts';
import { ExtendPage } from '../../web/pages/extend.tsx';
import { queryCard } from './query-card.ts';
import { ok, route, seeOther } from './route.ts';

const Extension = z.strictObject({ dueOn: CalendarDate, extensionReason: ExtensionReason });

/** GET /queries/{id}/extend: what a later date would mean and what the asker will be told, before it is set. */
export const previewExtension = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/extend',
  summary: 'What a later date would mean: the date now, the new one, and what the asker will be told.',
  may: 'extend',
  input: Extension,
  form: queryCard,
  run: async ({ query, input: { dueOn, extensionReason: reason }, now, settings }) => {
    const before = movable('extend', query);
    const { query: after } = extend(before, { dueOn, reason }, await settings.current(), now);
    if (!isSent(after)) throw new Refused('not-found');
    const { id, version, reference, clock } = before;
    return ok({
      ...{ id, version, reference, dueOn, reason },
      dueAt: clock.dueAt,
      newDueAt: after.clock.dueAt,
      originalDueAt: clock.originalDueAt,
    });
  },
  page: ExtendPage,
});

/** POST /queries/{id}/extend: the secretariat sets a later date; the asker is told it, and why. */
export const extendQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/extend',
  summary: 'Set a later date for a reason; the asker is told both, and the first date stays for the figures.',
  may: 'extend',
  input: Extension,
  form: queryCard,
  done: 'done.extended',
  run: async ({ query, input: { dueOn, extensionReason: reason }, now, settings, commit }) => {
    const change = extend(query, { dueOn, reason }, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});
