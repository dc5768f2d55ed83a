import type { Counts } from './contribution.ts';
import {
  answersOf,
  endedAfter,
  hundredthsOf,
  type ListName,
  listCounters,
  longestLag,
  type Owner,
  owners,
  stepCounters,
} from './counters.ts';
import { type CountedClock, countedClocks, ladders } from './ladders.ts';
import { type Length, percentile } from './percentile.ts';
import type { Period } from './periods.ts';
import { atLeast, type Run, runsOf } from './small-cells.ts';
import { added, clockCells, covered, endingIn, type Months, of, type Stretch, stretchesOf, sum } from './stretches.ts';

/** How long a clock's answers took in one stretch. */
export type Lengths = Stretch & { done: number; within: number; net: Run[]; gross: Run[] };

/** The lengths of a period in figures: how many, how many within target, half and nine in ten of them. */
export type Summary = Stretch & {
  done: number;
  within: number;
  median?: Length;
  most?: Length;
  medianGross?: Length;
  mostGross?: Length;
};

/** How much of a period's first advice was whose time: working days for each answer. */
type OwnTime = Stretch & { days: Record<Owner, number> };

/** Everything that is published of a period. */
export type Report = {
  period: Period;
  /** What was received, over the stretches that end in the period; absent where there is none. */
  received?: Stretch & { count: number };
  clocks: Partial<Record<CountedClock, Summary>>;
  /** First advice, stretch by stretch. */
  stretches: Summary[];
  owners?: OwnTime;
  lists: Partial<Record<ListName, Stretch & { counts: number[] }>>;
  reopened?: Stretch & { count: number };
  /** What was open at the end of the period's last month, by age, in fives. */
  open?: { at: string; counts: number[] };
};

/** The ages that open questions are counted by: the months since the month of receipt, first and last. */
export const ages = [
  { from: 0, to: 0 },
  { from: 1, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 11 },
  { from: 12, to: Number.POSITIVE_INFINITY },
] as const;

function lengthsOf({ from, to, months }: Stretch & { months: Months }, clock: CountedClock): Lengths {
  const steps = (part: 'w' | 'l' | 'g') => added(months.map(({ counts }) => of(counts, stepCounters(clock, part))));
  const [within, late, gross] = [steps('w'), steps('l'), steps('g')];
  return {
    ...{ from, to, done: sum(within) + sum(late), within: sum(within) },
    // What was within its target and what was late are joined apart, so that neither tells the other's small counts.
    net: [...runsOf(within), ...runsOf(late)],
    gross: runsOf(gross),
  };
}

/** Every stretch of a clock there is, with the runs that its figures are made of. */
export const lengthsByStretch = (months: Months, clock: CountedClock): Lengths[] =>
  stretchesOf(months, clockCells(clock)).map((stretch) => lengthsOf(stretch, clock));

/** The same, of those that end in a period. */
const lengthsIn = (months: Months, clock: CountedClock, period: Period): Lengths[] =>
  endingIn(stretchesOf(months, clockCells(clock)), period).map((stretch) => lengthsOf(stretch, clock));

function summary(parts: readonly Lengths[], clock: CountedClock): Summary {
  const ladder = ladders[clock];
  const [net, gross] = [parts.flatMap((part) => part.net), parts.flatMap((part) => part.gross)];
  const lengths = {
    median: percentile(net, 0.5, ladder),
    most: percentile(net, 0.9, ladder),
    medianGross: percentile(gross, 0.5, ladder),
    mostGross: percentile(gross, 0.9, ladder),
  };
  return {
    ...covered(parts),
    done: sum(parts.map(({ done }) => done)),
    within: sum(parts.map(({ within }) => within)),
    ...Object.fromEntries(Object.entries(lengths).filter(([, length]) => length)),
  };
}

function ownTime(months: Months, period: Period): OwnTime | undefined {
  const cells = (counts: Counts) => of(counts, owners.map(answersOf));
  const stretches = endingIn(stretchesOf(months, cells), period);
  const counts = stretches.flatMap((stretch) => stretch.months.map((month) => month.counts));
  const answers = sum(counts.map((one) => one[answersOf('hub')] ?? 0));
  if (answers === 0) return undefined;
  const days = (owner: Owner) =>
    Math.round(sum(counts.map((one) => one[hundredthsOf(owner)] ?? 0)) / 10 / answers) / 10;
  return { ...covered(stretches), days: { hub: days('hub'), asker: days('asker'), clearance: days('clearance') } };
}

/** What a list, or a single counter, came to over the stretches that end in a period. */
function listOf(
  months: Months,
  names: readonly string[],
  period: Period,
): (Stretch & { counts: number[] }) | undefined {
  const cells = (counts: Counts) => of(counts, names);
  const stretches = endingIn(stretchesOf(months, cells), period);
  const counts = added(stretches.flatMap((stretch) => stretch.months.map((month) => cells(month.counts))));
  return sum(counts) === 0 ? undefined : { ...covered(stretches), counts };
}

function openAt(months: Months, { to }: Period): Report['open'] {
  const until = months.filter(({ month }) => month <= to);
  const at = until.at(-1)?.month;
  if (!at) return undefined;
  const counts = ages.map(({ from, to: oldest }) =>
    atLeast(
      sum(
        until.map(({ counts: row }, index) => {
          const age = until.length - 1 - index;
          if (age < from || age > oldest) return 0;
          const lags = Array.from({ length: Math.min(age, longestLag) + 1 }, (_, months_) => endedAfter(months_));
          return (row.received ?? 0) - sum(of(row, lags));
        }),
      ),
    ),
  );
  return { at, counts };
}

/** All that is published of a period, out of the months that are over. */
export function reportOf(months: Months, period: Period): Report {
  const clocks = countedClocks.flatMap((clock) => {
    const whole = summary(lengthsIn(months, clock, period), clock);
    return whole.done > 0 ? [[clock, whole] as const] : [];
  });
  const core = endingIn(stretchesOf(months, clockCells('first-advice')), period);
  const count = sum(core.flatMap((stretch) => stretch.months.map(({ counts }) => counts.received ?? 0)));
  const reopened = listOf(months, ['reopened'], period);
  const own = ownTime(months, period);
  const open = openAt(months, period);
  const names: ListName[] = [
    'declined',
    'recused',
    'not-advised',
    'feedback-answered',
    'feedback-clear',
    'feedback-in-time',
  ];
  return {
    period,
    ...(count > 0 ? { received: { ...covered(core), count } } : {}),
    clocks: Object.fromEntries(clocks),
    stretches: lengthsIn(months, 'first-advice', period)
      .filter(({ done }) => done > 0)
      .map((stretch) => summary([stretch], 'first-advice')),
    ...(own ? { owners: own } : {}),
    lists: Object.fromEntries(
      names.flatMap((name) => {
        const found = listOf(months, listCounters(name), period);
        return found ? [[name, found] as const] : [];
      }),
    ),
    ...(reopened ? { reopened: { from: reopened.from, to: reopened.to, count: reopened.counts[0] ?? 0 } } : {}),
    ...(open ? { open } : {}),
  };
}
