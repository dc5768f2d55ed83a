import * as z from 'zod/mini';
import type { Calendar } from '../../shared/calendar.ts';
import { CalendarDate, emptyOr, Id, several } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import type { Targets } from '../../shared/settings.ts';
import { TimeZone } from '../../shared/time-zones.ts';
import { Topic } from '../../shared/topics.ts';

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** The calendar as a form sends it: days off as ISO weekdays, holidays one to a line. */
export const CalendarForm = z.strictObject({
  zone: TimeZone,
  weekend: several(z.array(z.pipe(z.coerce.number(), z.int().check(z.minimum(1), z.maximum(7))))).check(
    z.refine((days) => new Set(days).size < 7, {
      params: { code: 'always-off' },
    }),
  ),
  opensAt: time,
  closesAt: time,
  holidays: z._default(z.string().check(z.maxLength(10_000)), ''),
});
export type CalendarForm = z.infer<typeof CalendarForm>;

/** The calendar a form says, as the version after this one; refuses lines that are no day, and hours that end first. */
export function calendarOf({ zone, weekend, opensAt, closesAt, holidays }: CalendarForm, before: Calendar): Calendar {
  const lines = holidays.split(/\r\n?|\n/).map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== '' && !CalendarDate.safeParse(line).success);
  if (wrong >= 0) throw new Refused('invalid-input', [{ field: 'holidays', code: 'not-a-day', limit: wrong + 1 }]);
  if (opensAt >= closesAt) throw new Refused('invalid-input', [{ field: 'closesAt', code: 'closes-first' }]);
  return {
    version: before.version + 1,
    zone,
    weekend: [...new Set(weekend)].sort((a, b) => a - b),
    holidays: [...new Set(lines.filter(Boolean))].sort(),
    opensAt,
    closesAt,
  };
}

const count = (least: number, most: number) =>
  z
    .union([z.int(), z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number))])
    .check(z.refine((number) => number >= least && number <= most, { params: { code: 'out-of-days' } }));
const days = count(1, 250);

/** The targets as a form sends them. */
export const TargetsForm = z.strictObject({
  acknowledgement: days,
  acknowledgementUrgent: days,
  acceptance: days,
  acceptanceUrgentHours: count(1, 100),
  firstAdvice: days,
  firstAdviceUrgent: days,
  documentReview: days,
  followUpDays: days,
  followUpUrgent: days,
  keepInTouch: days,
});
export type TargetsForm = z.infer<typeof TargetsForm>;

/** The targets a form says. */
export const targetsOf = (form: TargetsForm): Targets => ({
  acknowledgement: { standard: form.acknowledgement, urgent: form.acknowledgementUrgent },
  acceptance: { standard: form.acceptance, urgentHours: form.acceptanceUrgentHours },
  firstAdvice: { standard: form.firstAdvice, urgent: form.firstAdviceUrgent },
  documentReview: form.documentReview,
  followUp: { standard: form.followUpDays, urgent: form.followUpUrgent },
  keepInTouch: form.keepInTouch,
});

/** The topics that are given out by hand, as a form sends them. */
export const TopicsForm = z.strictObject({ manualTopics: several(z.array(Topic)) });

/** The head, as a form sends them; nobody when empty. */
export const HeadForm = z.strictObject({ headId: emptyOr(Id) });
