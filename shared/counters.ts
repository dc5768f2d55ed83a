import { DeclineReason, Feedback, NotAdvisedReason, RecusalReason } from './choices.ts';
import { type CountedClock, countedClocks, stepsOf } from './ladders.ts';

// What one row of figures counts, by short names: each stands in every row, be it nought, so that a row is as long as it
// will ever be from its first day and to read it costs the same whatever it counts.

const letters: Readonly<Record<CountedClock, string>> = {
  acknowledgement: 'k',
  acceptance: 'c',
  'first-advice': 'a',
  'follow-up': 'f',
};

/** Net time of what was within its target, net time of what was late, gross time of both. */
export type Part = 'w' | 'l' | 'g';

/** The counter of one step of a clock. */
export const stepCounter = (clock: CountedClock, part: Part, step: number): string => `${letters[clock]}${part}${step}`;

const steps = (clock: CountedClock): Readonly<Record<Part, readonly string[]>> => {
  const of = (part: Part) => Array.from({ length: stepsOf(clock) }, (_, step) => stepCounter(clock, part, step));
  return { w: of('w'), l: of('l'), g: of('g') };
};

// Made once: a report asks for them hundreds of times.
const stepsByClock: Readonly<Record<CountedClock, ReturnType<typeof steps>>> = {
  acknowledgement: steps('acknowledgement'),
  acceptance: steps('acceptance'),
  'first-advice': steps('first-advice'),
  'follow-up': steps('follow-up'),
};

/** The counters of a clock, step by step. */
export const stepCounters = (clock: CountedClock, part: Part): readonly string[] => stepsByClock[clock][part];

/** The lists of which each entry is counted, in the order in which they are shown. */
export const lists = {
  declined: DeclineReason.options,
  recused: RecusalReason.options,
  'not-advised': NotAdvisedReason.options,
  'feedback-answered': Feedback.shape.answered.options,
  'feedback-clear': Feedback.shape.clear.options,
  'feedback-in-time': Feedback.shape.inTime.options,
} as const;
export type ListName = keyof typeof lists;

const listLetters: Readonly<Record<ListName, string>> = {
  declined: 'd',
  recused: 'r',
  'not-advised': 'n',
  'feedback-answered': 'qa',
  'feedback-clear': 'qc',
  'feedback-in-time': 'qt',
};

const namesFor = (list: ListName): readonly string[] => lists[list].map((_, index) => `${listLetters[list]}${index}`);

const countersByList: Readonly<Record<ListName, readonly string[]>> = {
  declined: namesFor('declined'),
  recused: namesFor('recused'),
  'not-advised': namesFor('not-advised'),
  'feedback-answered': namesFor('feedback-answered'),
  'feedback-clear': namesFor('feedback-clear'),
  'feedback-in-time': namesFor('feedback-in-time'),
};

/** The counters of a list, one by one. */
export const listCounters = (list: ListName): readonly string[] => countersByList[list];

/** The counter of one entry of a list. */
export function listCounter(list: ListName, entry: string): string {
  const entries: readonly string[] = lists[list];
  return `${listLetters[list]}${entries.indexOf(entry)}`;
}

/** Whose time the first advice took: hundredths of a working day, and in how many answers. */
export const owners = ['hub', 'asker', 'clearance'] as const;
export type Owner = (typeof owners)[number];
export const hundredthsOf = (owner: Owner): string => `m-${owner}`;
export const answersOf = (owner: Owner): string => `o-${owner}`;

/** After so many months what still ended is counted as one. */
export const longestLag = 36;

/** What ended so many months after the month in which it was received, less what was opened again. */
export const endedAfter = (months: number): string => `e${Math.min(months, longestLag)}`;

/** Everything a row of one topic, language, region or kind of institution counts. */
export const counters: readonly string[] = [
  'received',
  'reopened',
  ...countedClocks.flatMap((clock) => (['w', 'l', 'g'] as const).flatMap((part) => stepCounters(clock, part))),
  ...owners.flatMap((owner) => [hundredthsOf(owner), answersOf(owner)]),
  ...Object.values(countersByList).flat(),
];

/** What only the rows over everything count. */
export const countersOverAll: readonly string[] = [
  ...counters,
  ...Array.from({ length: longestLag + 1 }, (_, months) => endedAfter(months)),
];
