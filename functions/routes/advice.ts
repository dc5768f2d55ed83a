import * as z from 'zod/mini';
import { addNote, askReview, saveAdvice } from '../../shared/advising.ts';
import { approve, returnAdvice } from '../../shared/clearing.ts';
import { Advice, Message } from '../../shared/written.ts';
import { readQuery } from './read-query.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/save-advice: the expert keeps what is written so far. */
export const saveDraftOfAdvice = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/save-advice',
  summary: 'Keep the draft of the advice, to go on writing later.',
  may: 'save-advice',
  input: z.strictObject({ advice: Advice.shape.body }),
  done: 'done.advice-saved',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = saveAdvice(query, { body: input.advice }, now);
    return commit(change, seeOther(`/queries/${query.id}#writing`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/ask-review: the expert hands in a version of the advice; a second expert clears it before it leaves. */
export const handInAdvice = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/ask-review',
  summary: 'Hand in a version of the advice for clearance by a second expert.',
  may: 'ask-review',
  input: z.strictObject({ advice: Advice.shape.body }),
  done: 'done.handed-in',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = askReview(query, { body: input.advice }, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/add-note: a note among experts that the asker's side never sees. */
export const addInternalNote = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/add-note',
  summary: 'Add an internal note; officials never see it.',
  may: 'add-note',
  input: z.strictObject({ note: Message.shape.body }),
  done: 'done.note',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = addNote(query, { body: input.note }, now);
    return commit(change, seeOther(`/queries/${query.id}#notes`, { version: change.query.version }));
  },
});

const yes = z.literal('yes');

/** POST /queries/{id}/approve: the second expert has checked the advice, and it leaves. */
export const clearAdvice = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/approve',
  summary: 'Clear the advice: no third-party names, sources given, right language and tone. It leaves at once.',
  may: 'approve',
  input: z.strictObject({ checkedNames: yes, checkedSources: yes, checkedLanguage: yes, checkedTone: yes }),
  done: 'done.cleared',
  form: readQuery,
  run: async ({ query, now, settings, commit }) => {
    const change = approve(query, await settings.current(), now);
    return commit(change, seeOther('/queue', { version: change.query.version }));
  },
});

/** POST /queries/{id}/return: the second expert sends the advice back with comments. */
export const sendBackAdvice = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/return',
  summary: 'Send the advice back to its author with comments; this version never leaves.',
  may: 'return',
  input: z.strictObject({ comment: Message.shape.body }),
  done: 'done.sent-back',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = returnAdvice(query, { body: input.comment }, now);
    return commit(change, seeOther('/queue', { version: change.query.version }));
  },
});
