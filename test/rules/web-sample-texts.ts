import { demoAdvice, demoAskedBack } from '../../local/demo-advice.ts';
import questions from '../../local/samples/queries.json' with { type: 'json' };

/** What was asked in one of the twelve sample questions: a page of samples is as long as a page in use. */
export function written(id: string): { title: string; body: string } {
  const question = questions.find((one) => one.id === id);
  if (!question) throw new Error(`there is no sample question ${id}`);
  return question;
}

/** What its expert answers, or asks back. */
export const repliedTo = (id: string): string => demoAdvice[id] ?? demoAskedBack[id] ?? '';
