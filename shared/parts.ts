import * as z from 'zod/mini';
import { Moment, Ordinal } from './fields.ts';
import { Refused } from './refused.ts';

/** The kinds of sealed text, by what they are to the query. */
export const PartKind = z.enum([
  'question',
  'information-asked',
  'information',
  'advice',
  'comment',
  'note',
  'follow-up',
  'draft',
]);
export type PartKind = z.infer<typeof PartKind>;

/** One sealed text of a query: under which name and version it is kept, and what may be told of it. No word of it. */
export const Part = z.lazy(() =>
  z.strictObject({
    part: z.string().check(z.regex(/^[a-z-]+(-\d+)?$/)),
    kind: PartKind,
    version: Ordinal,
    writtenAt: Moment,
    /** Of advice: the asker may read it since a second expert cleared it. */
    clearedAt: z.optional(Moment),
  }),
);
export type Part = z.infer<typeof Part>;

/** More texts than this no query needs. */
const mostParts = 200;

/** The parts with one more of a kind, and its name: `follow-up-2` is the second follow-up. */
export function withPart(parts: readonly Part[], kind: PartKind, now: string): { parts: Part[]; added: Part } {
  if (parts.length >= mostParts) throw new Refused('not-possible-now');
  const number = parts.filter((part) => part.kind === kind).length + 1;
  const added = { part: `${kind}-${number}`, kind, version: 1, writtenAt: now };
  return { parts: [...parts, added], added };
}

/** The parts with the expert's draft of the advice rewritten, or begun. */
export function withDraft(parts: readonly Part[], now: string): { parts: Part[]; added: Part } {
  const before = parts.find(({ kind }) => kind === 'draft');
  const added = { part: 'draft', kind: 'draft', version: (before?.version ?? 0) + 1, writtenAt: now } as const;
  return { parts: [...parts.filter(({ kind }) => kind !== 'draft'), added], added };
}

/** The parts once the draft has become a version of the advice. */
export const withoutDraft = (parts: readonly Part[]): Part[] => parts.filter(({ kind }) => kind !== 'draft');

/** The parts with one version of the advice opened to the asker. */
export const withCleared = (parts: readonly Part[], adviceVersion: number, now: string): Part[] =>
  parts.map((part) => (part.part === `advice-${adviceVersion}` ? { ...part, clearedAt: now } : part));

const seenByAsker: ReadonlySet<PartKind> = new Set(['question', 'information-asked', 'information', 'follow-up']);

/** Who reads decides what is opened: the asker's side sees no comment, note or draft, and no advice before it is cleared. */
export function partsFor(parts: readonly Part[], reader: 'asker' | 'adviser' | 'clearer'): Part[] {
  if (reader === 'adviser') return [...parts];
  if (reader === 'clearer') return parts.filter(({ kind }) => kind !== 'draft');
  return parts.filter(({ kind, clearedAt }) => seenByAsker.has(kind) || clearedAt !== undefined);
}
