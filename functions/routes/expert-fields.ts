import * as z from 'zod/mini';
import { CalendarDate, emptyOr, Id, several } from '../../shared/fields.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import type { Interests, Routed } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { State } from '../../shared/states.ts';
import { Topic } from '../../shared/topics.ts';

const some = <Item extends z.ZodMiniType>(item: Item) => several(z.array(item).check(z.maxLength(20)));

const required = { params: { code: 'required' } };

/** An expert's ties, as a form sends them: up to three employments, each a State with the date it ended. */
export const Ties = z.strictObject({
  nationalities: some(State).check(z.refine((states) => states.length > 0, required)),
  residence: State,
  declared: some(State),
  reviewedByOwnBody: some(State),
  employer1: emptyOr(State),
  employer1Until: emptyOr(CalendarDate),
  employer2: emptyOr(State),
  employer2Until: emptyOr(CalendarDate),
  employer3: emptyOr(State),
  employer3Until: emptyOr(CalendarDate),
});

/** The ties that a form declared. */
export function interestsOf(ties: z.infer<typeof Ties>): Interests {
  const { nationalities, residence, declared, reviewedByOwnBody } = ties;
  const rows = [
    [ties.employer1, ties.employer1Until],
    [ties.employer2, ties.employer2Until],
    [ties.employer3, ties.employer3Until],
  ];
  const employments = rows.flatMap(([state, until]) => (state ? [{ state, ...(until ? { until } : {}) }] : []));
  return { nationalities, residence, declared, reviewedByOwnBody, employments };
}

/** Days of a column of a form, in their places: an empty one stands for itself. */
const days = z
  .pipe(
    z.transform((value) => [value].flat().map((one) => one ?? '')),
    z.array(z.string()).check(z.maxLength(20)),
  )
  .check(
    z.refine((all) => all.every((day) => day === '' || CalendarDate.safeParse(day).success), {
      params: { code: 'invalid' },
    }),
  );

/** What an expert is routed by, as a form sends it: the days away in two columns, from and to. */
export const Routing = z.strictObject({
  mainTopics: some(Topic).check(z.refine((topics) => topics.length > 0, required)),
  secondaryTopics: some(Topic),
  languages: some(QueryLanguage).check(z.refine((languages) => languages.length > 0, required)),
  workingLanguages: some(QueryLanguage),
  capacity: z
    .union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number))])
    .check(z.refine((capacity) => capacity >= 0 && capacity <= 50, { params: { code: 'out-of-range' } })),
  absenceFrom: days,
  absenceTo: days,
  deputyId: emptyOr(Id),
});

/** What a form says an expert is routed by; refuses a row of days away with one end missing. */
export function routedOf(form: z.infer<typeof Routing>): Routed {
  const { absenceFrom, absenceTo, deputyId, workingLanguages, ...routing } = form;
  const rows = Math.max(absenceFrom.length, absenceTo.length);
  const absences = Array.from({ length: rows }, (_, row) => ({
    from: absenceFrom[row] ?? '',
    to: absenceTo[row] ?? '',
  }));
  const written = absences.filter(({ from, to }) => from || to);
  if (written.some(({ from, to }) => !from || !to))
    throw new Refused('invalid-input', [{ field: 'absences', code: 'one-end' }]);
  return {
    ...routing,
    ...(workingLanguages.length > 0 ? { workingLanguages } : {}),
    absences: written,
    ...(deputyId ? { deputyId } : {}),
  };
}
