import * as z from 'zod/mini';
import { RequestKind } from './choices.ts';
import { CalendarDate, emptyOr, several, text } from './fields.ts';
import { QueryLanguage } from './languages.ts';
import { Confidentiality, ReplyLanguages } from './query.ts';
import { Topic } from './topics.ts';
import { Law, Question, Tried } from './written.ts';

const theQuestion = {
  ...Question.shape,
  requestKind: z._default(RequestKind, 'question'),
  topic: Topic,
  /** Asked before anything is written: a question about an individual case is not kept, but shown where it belongs. */
  individualCase: z.literal('no'),
};

/** The same of a text, where spaces are nothing either. */
const blankOr = <Item extends z.ZodMiniType>(item: Item) =>
  z.optional(z.union([z.string().check(z.trim(), z.length(0)), item]));

const theBackground = {
  urgency: z.enum(['standard', 'requested']),
  neededBy: emptyOr(CalendarDate),
  urgencyReason: blankOr(text(500)),
  law: blankOr(Law),
  tried: blankOr(Tried),
};

const theContact = {
  language: QueryLanguage,
  replyLanguages: several(ReplyLanguages),
  confidentiality: Confidentiality,
};

/** How soon it is needed, as far as it is filled in. */
export type AskedUrgency = {
  urgency?: 'standard' | 'requested' | undefined;
  neededBy?: string | undefined;
  urgencyReason?: string | undefined;
};

/** Urgency is asked for with a date and a reason. */
function withDateAndReason(wish: AskedUrgency, context: z.core.$RefinementCtx): void {
  if (wish.urgency !== 'requested') return;
  for (const path of ['neededBy', 'urgencyReason'] as const)
    if (!wish[path]) context.addIssue({ code: 'custom', input: wish, path: [path], params: { code: 'required' } });
}

/**
 * Everything an asker fills in. The question alone begins a draft, as the first of its forms does; an API client may send
 * all of it at once, and what it sends of a later step does that step.
 */
export const Asking = z
  .strictObject({
    ...theQuestion,
    ...theBackground,
    urgency: z.optional(theBackground.urgency),
    language: z.optional(theContact.language),
    replyLanguages: z.optional(theContact.replyLanguages),
    confidentiality: z.optional(theContact.confidentiality),
  })
  .check(z.superRefine(withDateAndReason));
export type Asking = z.infer<typeof Asking>;

/** The second step: by when, and what it is about besides. */
export const AskedBackground = z.strictObject(theBackground).check(z.superRefine(withDateAndReason));
export type AskedBackground = z.infer<typeof AskedBackground>;

/** The third step: in which languages, and how confidential. */
export const AskedContact = z.strictObject(theContact);
export type AskedContact = z.infer<typeof AskedContact>;
