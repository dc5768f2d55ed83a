import * as z from 'zod/mini';
import { line, text } from './fields.ts';

// What people write, class C3: sealed, and nowhere else.

/** The most characters that a question may have. */
export const questionLimit = 10_000;

/** What the asker asks. */
export const Question = z.strictObject({ title: line(200), body: text(questionLimit) });
export type Question = z.infer<typeof Question>;

/** The law or bill concerned, and what was tried so far. */
export const [Law, Tried] = [text(1000), text(5000)];

/** What the asker may add to a question, sealed with it. */
export const Background = z.strictObject({ law: z.optional(Law), tried: z.optional(Tried) });
export type Background = z.infer<typeof Background>;

/** A message of the asker, or of an expert to the asker. */
export const Message = z.strictObject({ body: text(10_000) });
export type Message = z.infer<typeof Message>;

/** The advice. */
export const Advice = z.strictObject({ body: text(40_000) });
export type Advice = z.infer<typeof Advice>;
