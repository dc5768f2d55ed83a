import * as z from 'zod/mini';
import { CalendarDate, text } from '../../shared/fields.ts';
import { addInformation, askInformation, giveInformation } from '../../shared/informing.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { pause, resume } from '../../shared/pausing.ts';
import { Topic } from '../../shared/topics.ts';
import { Message } from '../../shared/written.ts';
import { readQuery } from './read-query.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/ask-information: the expert asks the asker, whose turn it is from now on; the clock pauses. */
export const askForInformation = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/ask-information',
  summary: 'Ask the asker for information; the clock pauses until they reply.',
  may: 'ask-information',
  input: z.strictObject({ asked: Message.shape.body }),
  done: 'done.information-asked',
  form: readQuery,
  run: async ({ query, input, now, settings, commit }) => {
    const change = askInformation(query, { body: input.asked }, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** A field that was left empty. */
const blank = z.pipe(
  z.string().check(z.trim(), z.length(0)),
  z.transform(() => undefined),
);

/** POST /queries/{id}/give-information: the asker replies; the clock runs again. */
export const replyWithInformation = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/give-information',
  summary: 'Reply to what was asked, in words or in the choices that the secretariat asked for; the clock runs again.',
  may: 'give-information',
  input: z.strictObject({
    information: z.optional(z.union([blank, Message.shape.body])),
    topic: z.optional(z.union([blank, Topic])),
    language: z.optional(z.union([blank, QueryLanguage])),
    neededBy: z.optional(z.union([blank, CalendarDate])),
    urgencyReason: z.optional(z.union([blank, text(500)])),
    individualCase: z.optional(z.enum(['yes', 'no'])),
  }),
  done: 'done.information-given',
  form: readQuery,
  run: async ({ query, input, now, settings, directory, commit }) => {
    const { information: body, ...reply } = input;
    // Only what the secretariat asked has the secretariat to tell: nobody else pays for the list.
    const asked = 'pause' in query && query.pause?.about !== undefined;
    const secretariat = asked ? await directory.secretariat() : [];
    const change = giveInformation(query, { body, ...reply }, { settings: await settings.current(), secretariat }, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/add-information: the asker adds something unasked; nothing else changes. */
export const addMore = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/add-information',
  summary: 'Add information unasked; the clock takes no notice.',
  may: 'add-information',
  input: z.strictObject({ information: Message.shape.body }),
  done: 'done.information-added',
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = addInformation(query, { body: input.information }, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/pause: the asker wants it to wait. */
export const pauseQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/pause',
  summary: 'Let a query wait because its asker wants it to; the clock pauses.',
  may: 'pause',
  input: z.strictObject({}),
  done: 'done.paused',
  form: readQuery,
  run: async ({ query, now, settings, commit }) => {
    const change = pause(query, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

const pageFor = (id: string, role: string): string =>
  role === 'secretariat' ? `/queries/${id}/card` : `/queries/${id}`;

/** POST /queries/{id}/resume: it waits no longer. */
export const resumeQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/resume',
  summary: 'End a pause that the asker wanted; the clock runs again.',
  may: 'resume',
  input: z.strictObject({}),
  done: 'done.resumed',
  form: readQuery,
  run: async ({ query, person, now, settings, commit }) => {
    const change = resume(query, await settings.current(), now);
    return commit(change, seeOther(pageFor(query.id, person.role), { version: change.query.version }));
  },
});
