import * as z from 'zod/mini';
import { askFollowUp, giveFeedback } from '../../shared/advising.ts';
import { Feedback } from '../../shared/choices.ts';
import { reopen, thank } from '../../shared/closing.ts';
import { Message } from '../../shared/written.ts';
import { readQuery } from './read-query.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/follow-up: the asker asks on; a clock of its own starts. */
export const followUp = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/follow-up',
  summary: 'Ask a follow-up; a clock of its own starts.',
  may: 'follow-up',
  input: z.strictObject({ followUp: Message.shape.body }),
  done: 'done.follow-up',
  form: readQuery,
  run: async ({ query, input, now, settings, commit }) => {
    const change = askFollowUp(query, { body: input.followUp }, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/thank: the asker has what they need, and closes. */
export const thankAndClose = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/thank',
  summary: 'Close the query because it is answered.',
  may: 'thank',
  input: z.strictObject({}),
  done: 'done.closed',
  form: readQuery,
  run: async ({ query, now, settings, commit }) => {
    const change = thank(query, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/give-feedback: three closed questions about the answer. */
export const feedback = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/give-feedback',
  summary: 'Say whether the advice answered the question, was clear and came in time.',
  may: 'give-feedback',
  input: Feedback,
  done: 'done.feedback',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = giveFeedback(query, input, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/reopen: within sixty days of closing there may be more to ask after all. */
export const reopenQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/reopen',
  summary: 'Open a closed query again, within 60 days; a clock of its own starts.',
  may: 'reopen',
  input: z.strictObject({ followUp: Message.shape.body }),
  done: 'done.reopened',
  form: readQuery,
  run: async ({ query, input, now, settings, commit }) => {
    const change = reopen(query, { body: input.followUp }, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});
