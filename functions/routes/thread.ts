import { Advice, Question, type SentQuery } from '../../shared/query.ts';
import type { Message } from '../../web/pages/thread.tsx';
import type { Opened } from '../lib/content-store.ts';

/** The text of a query as its pages show it: the title, then question and advice in order. */
export function threadOf(query: SentQuery, parts: readonly Opened[]): { title: string; messages: Message[] } {
  const { language } = query;
  const partOf = (name: string) => parts.find(({ part }) => part === name);
  const { title, body } = Question.parse(partOf('question')?.fields);
  const question: Message = { part: 'question', body, at: query.submittedAt, by: 'asker', language };
  const advice = partOf('advice');
  if (!advice) return { title, messages: [question] };
  const advised = Advice.parse(advice.fields).body;
  return {
    title,
    messages: [question, { part: 'advice', body: advised, at: advice.sealedAt, by: 'expert', language }],
  };
}
