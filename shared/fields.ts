import * as z from 'zod/mini';

// Control characters but tab and line ends; and bidi overrides and isolates, which can make a text read as its opposite
// (direction is the page's business). The plain marks LRM, RLM and ALM are what people write Arabic with, and stay.
const forbidden = /[[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]--[\t\n\r\u200e\u200f\u061c]]/v;
const loneSurrogate = /\p{Surrogate}/u;

const clean = (text: string) => !forbidden.test(text) && !loneSurrogate.test(text);

/** A single line a person typed: trimmed, 1 to `max` characters (code points), no line breaks or other control characters. */
export const line = (max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(max),
    z.refine((text) => clean(text) && !/[\t\r\n]/.test(text), { params: { code: 'control-characters' } }),
  );

/** A text of several lines: line ends become `\n`, 1 to `max` characters (code points), no other control characters. */
export const text = (max: number) =>
  z.string().check(
    z.overwrite((value) => value.replaceAll(/\r\n?/g, '\n').trim()),
    z.minLength(1),
    z.maxLength(max),
    z.refine(clean, { params: { code: 'control-characters' } }),
  );

/** How many there are of something: 0, 1, 2. */
export const Count = z.int().check(z.minimum(0));

/** Which one of several, counted from the first: 1, 2, 3. */
export const Ordinal = z.int().check(z.minimum(1));

/** A moment, ISO 8601 in UTC, as in every attribute that ends in `At`. */
export const Moment = z.iso.datetime();

/** A calendar date, `2026-12-02`. */
export const CalendarDate = z.iso.date();

/** A random identifier: 130 bits as 26 characters of Crockford base32, lower case. Opaque (class C1). */
export const Id = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{26}$/));

/** A field of a form that may be left open. */
export const emptyOr = <Item extends z.ZodMiniType>(item: Item) => z.optional(z.union([z.literal(''), item]));

/** One or several choices of a form: one alone comes as a plain string, and one that is not made as an empty one. */
export const several = <Items extends z.ZodMiniType<unknown, unknown[]>>(items: Items) =>
  z.pipe(
    z.transform((value) => [...new Set([value].flat().filter((one) => one !== undefined && one !== ''))]),
    items,
  );
