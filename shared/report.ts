import { type ClockFigures, clockFigures, type Judged, judgedStretches } from './clock-figures.ts';
import { answersOf, endedAfter, hundredthsOf, type ListName, longestLag, type Owner, owners } from './counters.ts';
import { type CountedClock, countedClocks } from './ladders.ts';
import { type Lines, listsIn } from './list-lines.ts';
import type { Period } from './periods.ts';
import { atLeast } from './small-cells.ts';
import {
  covered,
  endingIn,
  type Joint,
  joinedFurther,
  type Months,
  of,
  once,
  type Stretch,
  stretchesOf,
  sum,
  toldOf,
} from './stretches.ts';

/** How much of a period's first advice was an owner's time: working days for each answer. */
type OwnTime = Stretch & { days: number };

/** Everything that is published of a period. */
export type Report = {
  period: Period;
  /** What was received, over the stretches that end in the period; absent where there is none. */
  received?: Stretch & { count: number };
  clocks: Partial<Record<CountedClock, ClockFigures>>;
  /** First advice, stretch by stretch, as far as it may be told how much of it was within its target. */
  stretches: Judged[];
  owners: Partial<Record<Owner, OwnTime>>;
  lists: Partial<Record<ListName, Lines>>;
  /** The lists of which nothing may be told yet. */
  heldBack: ListName[];
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

/** The stretches in which it is told how much of the first advice was an owner's time: none or enough of it had any. */
export function owned(months: Months, owner: Owner): Joint[] {
  const answered = once(months, answersOf('hub'), () =>
    stretchesOf(months, (counts) => of(counts, [answersOf('hub')])),
  );
  if (owner === 'hub') return answered;
  return once(months, answersOf(owner), () => joinedFurther(answered, (counts) => of(counts, [answersOf(owner)])));
}

function ownTime(months: Months, owner: Owner, period: Period): OwnTime | undefined {
  const stretches = endingIn(owned(months, owner), period);
  const counts = stretches.flatMap((stretch) => stretch.months.map((month) => month.counts));
  const answers = sum(counts.map((one) => one[answersOf('hub')] ?? 0));
  if (answers === 0) return undefined;
  const days = Math.round(sum(counts.map((one) => one[hundredthsOf(owner)] ?? 0)) / 10 / answers) / 10;
  return { ...covered(stretches), days };
}

/** What a single counter came to over the stretches that end in a period. */
function countIn(stretches: readonly Stretch[], months: Months, counter: string) {
  const { from, to } = covered(stretches);
  const count = sum(months.filter(({ month }) => from <= month && month <= to).map((one) => one.counts[counter] ?? 0));
  return count > 0 ? { from, to, count } : undefined;
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

/** Those that have a value, by name. */
const byName = <Name extends string, Value>(
  names: readonly Name[],
  lookUp: (name: Name) => Value | undefined,
): Partial<Record<Name, Value>> => {
  const found: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const value = lookUp(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
};

/** All that is published of a period, out of the months that are over. */
export function reportOf(months: Months, period: Period): Report {
  const received = countIn(endingIn(toldOf(months, 'first-advice'), period), months, 'received');
  const reopenings = stretchesOf(months, (counts) => of(counts, ['reopened']));
  const reopened = countIn(endingIn(reopenings, period), months, 'reopened');
  const open = openAt(months, period);
  return {
    period,
    ...(received ? { received } : {}),
    clocks: byName(countedClocks, (clock) => clockFigures(months, clock, period)),
    stretches: judgedStretches(months, 'first-advice', period),
    owners: byName(owners, (owner) => ownTime(months, owner, period)),
    ...listsIn(months, period),
    ...(reopened ? { reopened } : {}),
    ...(open ? { open } : {}),
  };
}
