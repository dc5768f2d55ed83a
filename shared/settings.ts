import * as z from 'zod/mini';
import { Calendar, genevaCalendar } from './calendar.ts';
import { Id, Moment, Ordinal } from './fields.ts';
import { Topic } from './topics.ts';

/** The times the hub promises, in working days but where hours are said (design: clocks). */
function targets() {
  const days = z.int().check(z.minimum(1), z.maximum(250));
  const bySpeed = z.strictObject({ standard: days, urgent: days });
  return z.strictObject({
    acknowledgement: bySpeed,
    acceptance: z.strictObject({ standard: days, urgentHours: z.int().check(z.minimum(1), z.maximum(100)) }),
    firstAdvice: bySpeed,
    documentReview: days,
    followUp: bySpeed,
    keepInTouch: days,
  });
}
export type Targets = z.infer<ReturnType<typeof targets>>;

/** What the secretariat sets for the whole hub, version by version: when it works, what it promises, what is routed by hand. */
export const Settings = z.lazy(() =>
  z.strictObject({
    version: Ordinal,
    since: Moment,
    calendar: Calendar,
    targets: targets(),
    /** Topics whose questions are only proposed to the secretariat. */
    manualTopics: z.array(Topic),
    /** The member who is told of what is long overdue; without one, all are. */
    headId: z.optional(Id),
  }),
);
export type Settings = z.infer<typeof Settings>;

/** The settings that ship; they hold until the secretariat sets its own. */
export const shippedSettings: Settings = {
  version: 1,
  since: '2026-01-01T00:00:00.000Z',
  calendar: genevaCalendar,
  targets: {
    acknowledgement: { standard: 2, urgent: 1 },
    acceptance: { standard: 2, urgentHours: 4 },
    firstAdvice: { standard: 10, urgent: 2 },
    documentReview: 20,
    followUp: { standard: 5, urgent: 2 },
    keepInTouch: 10,
  },
  manualTopics: [],
};

/** The ledger on which changes of the settings are entered. */
export const settingsLedgerId = '0'.repeat(26);

/** The settings that were in force at a moment; `history` is in order of time and begins with the shipped ones. */
export function settingsAt(history: readonly Settings[], at: string): Settings {
  return history.findLast(({ since }) => since <= at) ?? shippedSettings;
}
