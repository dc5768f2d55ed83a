import * as z from 'zod';
import { Question, type SentQuery } from '../../shared/query.ts';
import type { Said } from '../../web/parts/said.tsx';
import type { Opened } from '../lib/content-store.ts';

const Written = z.object({ body: z.string() });

/** The texts of a query as its pages show them: the title, what was said in order of time, and the draft of the advice. */
export function threadOf(query: SentQuery, parts: readonly Opened[]): { title: string; said: Said[]; draft?: string } {
  const { language } = query;
  const { title } = Question.parse(parts.find(({ kind }) => kind === 'question')?.fields);
  const draft = parts.find(({ kind }) => kind === 'draft');
  const said = parts
    .filter(({ kind }) => kind !== 'draft')
    .map(({ part, kind, writtenAt, clearedAt, fields }): Said => {
      const number = Number(part.match(/\d+$/)?.[0] ?? 1);
      // What was written before it was sent was said when it was sent.
      const at = kind === 'question' ? query.submittedAt : (clearedAt ?? writtenAt);
      return { part, kind, number, body: Written.parse(fields).body, at, cleared: clearedAt !== undefined, language };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { title, said, ...(draft ? { draft: Written.parse(draft.fields).body } : {}) };
}
