import * as z from 'zod';
import { genevaCalendar } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import { Advice, Question } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type Message, ThreadPage } from '../../web/pages/thread.tsx';
import type { Opened } from '../lib/content-store.ts';
import { ok, route } from './route.ts';

/** GET /queries/{id}: question and advice, for the asker and for the expert who accepted; the reading is on record first. */
export const readQuery = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}',
  summary: 'Question and advice of a query. Every reading is on record for the asker to see.',
  may: 'read',
  input: z.strictObject({}),
  run: async ({ loaded, caller, person, now, contents }) => {
    if (loaded.query.status === 'draft') throw new Refused('not-found');
    const event = { code: 'opened', details: { part: 'thread' } } as const;
    const { query, parts } = await contents.open(loaded, event, { action: 'read', caller, now });
    if (query.status === 'draft') throw new Refused('not-found');
    const { id, version, reference, status, topic, language, submittedAt, clock } = query;
    const { title, ...question } = asked(parts, language, submittedAt);
    return ok({
      ...{ id, version, reference, status, topic, language, submittedAt, title },
      dueAt: clock.dueAt,
      clock: clockState(clock, now, genevaCalendar),
      turn: status === 'answered' ? ('nobody' as const) : ('hub' as const),
      messages: [question, ...advised(parts, language)],
      reader: person.role === 'official' ? ('asker' as const) : ('expert' as const),
      mayAnswer: person.role === 'expert' && status === 'in_progress',
    });
  },
  page: ThreadPage,
});

const partOf = (parts: readonly Opened[], name: string) => parts.find(({ part }) => part === name);

function asked(parts: readonly Opened[], language: Message['language'], at: string): Message & { title: string } {
  const { title, body } = Question.parse(partOf(parts, 'question')?.fields);
  return { part: 'question', title, body, at, by: 'asker', language };
}

function advised(parts: readonly Opened[], language: Message['language']): Message[] {
  const advice = partOf(parts, 'advice');
  if (!advice) return [];
  return [{ part: 'advice', body: Advice.parse(advice.fields).body, at: advice.sealedAt, by: 'expert', language }];
}
