import { afterAll, describe, expect, test } from 'vitest';
import { breakdownMonths, groupsOf } from '../../shared/breakdown.ts';
import { grossRuns, netRuns } from '../../shared/clock-figures.ts';
import { stepCounter } from '../../shared/counters.ts';
import { linesByStretch } from '../../shared/list-lines.ts';
import { monthsFrom, periodNamed, periodsSince } from '../../shared/periods.ts';
import { reportOf } from '../../shared/report.ts';
import { isSafeAfterSums, joinAll, joinForward, runsOf } from '../../shared/small-cells.ts';
import { judgedOf, type Months } from '../../shared/stretches.ts';
import { type Chance, chance } from '../chance.ts';
import { times } from '../long.ts';
import { bounded, combined, type Equation } from './differencing.ts';
import { otherFigures } from './other-figures.ts';
import { proof } from './proof.ts';

const { check, report } = proof('small-cells');
afterAll(report);

const isSmall = (count: number): boolean => count > 0 && count < 5;
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('somebody who has all that was ever published, and knows how it is joined', () => {
  /** Every table of so many counts, each from nothing to the most. */
  function* tables(cells: number, most: number): Generator<number[]> {
    const table = Array<number>(cells).fill(0);
    for (;;) {
      yield [...table];
      let at = 0;
      while (at < cells && table[at] === most) table[at++] = 0;
      if (at === cells) return;
      table[at] = (table[at] ?? 0) + 1;
    }
  }

  type Published = { said: string; largest: number };

  /**
   * Publishes every small table there is, and asks of each small count in each of them: is there another table, with
   * another count there, of which the very same would have been published? `of` are the counts to be hidden.
   */
  function guessed(
    cells: number,
    most: number,
    publish: (table: number[]) => Published,
    of: (table: number[]) => number[],
  ) {
    const seen = new Map<string, Set<number>[]>();
    const small: { said: string; counts: number[] }[] = [];
    for (const table of tables(cells, most)) {
      const { said, largest } = publish(table);
      // A sum above what one count reaches here could only be made of large ones: not of this small world.
      if (largest > most) continue;
      const counts = of(table);
      const possible = seen.get(said) ?? counts.map(() => new Set<number>());
      counts.forEach((count, at) => void possible[at]?.add(count));
      seen.set(said, possible);
      if (counts.some(isSmall)) small.push({ said, counts });
    }
    let recovered = 0;
    for (const { said, counts } of small)
      for (const [at, count] of counts.entries())
        if (isSmall(count) && !check((seen.get(said)?.[at]?.size ?? 0) > 1)) recovered += 1;
    return recovered;
  }

  const published = (joined: readonly { cells: readonly number[] }[]): Published => ({
    said: JSON.stringify(joined),
    largest: Math.max(0, ...joined.flatMap(({ cells }) => cells)),
  });
  const pairs = (table: readonly number[], width: number) =>
    Array.from({ length: table.length / width }, (_, row) => table.slice(width * row, width * (row + 1)));

  test('finds no small count of a month', () => {
    const singly = guessed(
      4,
      8,
      (table) => published(joinForward(pairs(table, 1))),
      (table) => table,
    );
    const inTwo = guessed(
      6,
      6,
      (table) => published(joinForward(pairs(table, 2))),
      (table) => table,
    );
    expect([singly, inTwo]).toEqual([0, 0]);
  });

  test('finds no small count of a topic', () => {
    const singly = guessed(
      4,
      8,
      (table) => published(joinAll(pairs(table, 1))),
      (table) => table,
    );
    const inTwo = guessed(
      6,
      6,
      (table) => published(joinAll(pairs(table, 2))),
      (table) => table,
    );
    expect([singly, inTwo]).toEqual([0, 0]);
  });

  test('finds no small count of a length of time', () => {
    const runs = (table: number[]): Published => {
      const joined = runsOf(table);
      return { said: JSON.stringify(joined), largest: Math.max(0, ...joined.map(({ count }) => count)) };
    };
    expect(guessed(5, 7, runs, (table) => table)).toBe(0);
  });

  test('finds none by laying beside a number how many of it were in time, told later', () => {
    const publish = (table: number[]): Published => {
      const told = joinForward(pairs(table, 2).map(([within = 0, late = 0]) => [within + late]));
      const parts = told.map(({ from, to }) =>
        [0, 1].map((part) => sum(pairs(table.slice(2 * from, 2 * to + 2), 2).map((pair) => pair[part] ?? 0))),
      );
      return published([...told, ...joinForward(parts, isSafeAfterSums)]);
    };
    const hidden = (table: number[]) => [...table, ...pairs(table, 2).map(([within = 0, late = 0]) => within + late)];
    expect(guessed(6, 7, publish, hidden)).toBe(0);
  });

  /** Every way in which so many answers each month can have been in time or late. */
  function* latenesses(done: readonly number[]): Generator<number[]> {
    const [first, ...others] = done;
    if (first === undefined) return yield [];
    for (const rest of latenesses(others)) for (let late = 0; late <= first; late += 1) yield [late, ...rest];
  }

  test('finds none by months whose number is told at once, not even if told which of the two were few', () => {
    const months = ['2025-01', '2025-02', '2025-03'];
    let recovered = 0;
    for (const done of [...tables(3, 4)].map((table) => table.map((place) => [0, 5, 6, 11, 17][place] ?? 0))) {
      const seen = new Map<string, Set<number>[]>();
      const small: { said: string; counts: number[] }[] = [];
      for (const late of latenesses(done)) {
        const counted = done.map((count, place) => {
          const [fewer = 0, all = 0] = [late[place], count];
          return { month: months[place] ?? '', counts: { fl0: fewer, fw0: all - fewer } };
        });
        const judged = judgedOf(counted, 'follow-up').map(({ from, to }) => {
          const [first, last] = [months.indexOf(from), months.indexOf(to)];
          return { first, last, late: sum(late.slice(first, last + 1)) };
        });
        const few = done.map((_, place) => {
          const from = (judged.findLast(({ last }) => last <= place)?.last ?? -1) + 1;
          const [all, those] = [sum(done.slice(from, place + 1)), sum(late.slice(from, place + 1))];
          return all > 10 && (those < all / 2 ? 'late' : 'within');
        });
        const said = JSON.stringify([judged, few]);
        const counts = done.flatMap((_, from) =>
          done.slice(from).flatMap((_count, more) => {
            const [all, those] = [sum(done.slice(from, from + more + 1)), sum(late.slice(from, from + more + 1))];
            return [those, all - those];
          }),
        );
        const possible = seen.get(said) ?? counts.map(() => new Set<number>());
        counts.forEach((count, at) => void possible[at]?.add(count));
        seen.set(said, possible);
        if (counts.some(isSmall)) small.push({ said, counts });
      }
      for (const { said, counts } of small)
        for (const [at, count] of counts.entries())
          if (isSmall(count) && !check((seen.get(said)?.[at]?.size ?? 0) > 1)) recovered += 1;
    }
    expect(recovered).toBe(0);
  });

  test.each([
    ['within a year', ['2025-06', '2025-09']],
    ['over the end of a year', ['2025-12', '2026-03']],
    ['at the end of a year', ['2025-09', '2025-12']],
  ])('finds no small count of a reason, %s', (_, quarters) => {
    const publish = (table: number[]): Published => {
      const months = pairs(table, 3).map(([yes = 0, partly = 0, no = 0], place) => ({
        month: quarters[place] ?? '',
        counts: { qa0: yes, qa1: partly, qa2: no },
      }));
      const said = linesByStretch(months, ['feedback-answered']);
      const counts = said.flatMap(({ lists }) => lists.flat().map(({ count }) => count));
      return { said: JSON.stringify(said), largest: Math.max(0, ...counts) };
    };
    const hidden = (table: number[]) => [...table, ...pairs(table, 3).map(sum)];
    expect(guessed(6, 6, publish, hidden)).toBe(0);
  });

  test('finds none by laying months and topics side by side', () => {
    const [months, topics] = [3, 2];
    const sums = (table: number[]) => ({
      byMonth: pairs(table, topics).map((row) => [row.reduce((total, count) => total + count, 0)]),
      byTopic: (until: number) =>
        Array.from({ length: topics }, (_, topic) => [
          pairs(table, topics)
            .slice(0, until)
            .reduce((total, row) => total + (row[topic] ?? 0), 0),
        ]),
    });
    const publish = (table: number[]): Published => {
      const { byMonth, byTopic } = sums(table);
      const inTime = joinForward(byMonth);
      // The topics are those of the months that were joined, as they are for a year.
      const inTopics = joinAll(byTopic((inTime.at(-1)?.to ?? -1) + 1));
      return {
        said: JSON.stringify([inTime, inTopics]),
        largest: Math.max(0, ...[...inTime, ...inTopics].flatMap(({ cells }) => cells)),
      };
    };
    const hidden = (table: number[]) => [
      ...table,
      ...sums(table).byMonth.flat(),
      ...sums(table).byTopic(months).flat(),
    ];
    expect(guessed(months * topics, 6, publish, hidden)).toBe(0);
  });
});

describe('somebody who adds and takes away all that was ever published', () => {
  const steps = [0, 3, 7, 10, 13, 16];
  const topics = ['a', 'b', 'c', 'd', 'e'];
  const monthNames = monthsFrom('2025-03', '2026-04');
  /** The counters of the unknowns: what is counted in a month, and of it in a topic. */
  const inMonth = [
    'received',
    ...(['w', 'l', 'g'] as const).flatMap((part) => steps.map((step) => stepCounter('first-advice', part, step))),
  ];
  const inTopic = ['received', 'w', 'l'] as const;
  const monthUnknown = (month: number, counter: number) => month * inMonth.length + counter;
  const topicUnknown = (month: number, topic: number, what: number) =>
    monthNames.length * inMonth.length + (month * topics.length + topic) * inTopic.length + what;
  const unknowns = topicUnknown(monthNames.length, 0, 0);
  const partCounters = { w: [1, 2, 3, 4, 5, 6], l: [7, 8, 9, 10, 11, 12], g: [13, 14, 15, 16, 17, 18] } as const;
  type Part = keyof typeof partCounters;

  /** A world: the true count of every unknown. */
  function worldBy(by: Chance) {
    const truth = new Float64Array(unknowns);
    const busy = by.pick([2, 5, 12, 40]);
    const lateness = by.pick([0.02, 0.1, 0.4]);
    const add = (unknown: number) => {
      truth[unknown] = (truth[unknown] ?? 0) + 1;
    };
    for (const [month] of monthNames.entries()) {
      for (let query = by.below(busy * 2 + 1); query > 0; query -= 1) {
        // Topics are asked for unevenly.
        const topic = Math.min(by.below(topics.length), by.below(topics.length));
        add(monthUnknown(month, 0));
        add(topicUnknown(month, topic, 0));
      }
      for (let answer = by.below(busy * 2 + 1); answer > 0; answer -= 1) {
        const topic = Math.min(by.below(topics.length), by.below(topics.length));
        const part: Part = by.happens(lateness) ? 'l' : 'w';
        const step = part === 'l' ? 3 + by.below(3) : by.below(4);
        add(monthUnknown(month, partCounters[part][step] ?? 0));
        add(monthUnknown(month, partCounters.g[Math.min(5, step + by.below(2))] ?? 0));
        add(topicUnknown(month, topic, part === 'w' ? 1 : 2));
      }
    }
    return truth;
  }

  const at = (truth: Float64Array, unknown: number): number => truth[unknown] ?? 0;

  const monthsIn = (truth: Float64Array, until: number): Months =>
    monthNames.slice(0, until).map((month, index) => ({
      month,
      counts: Object.fromEntries(inMonth.map((counter, place) => [counter, at(truth, monthUnknown(index, place))])),
    }));

  const numbersOf = ({ from, to }: { from: string; to: string }) =>
    monthNames.flatMap((month, index) => (from <= month && month <= to ? [index] : []));
  const over = (months: readonly number[], counters: readonly number[]) =>
    months.flatMap((month) => counters.map((counter) => monthUnknown(month, counter)));
  const equation = (those: readonly number[], equals: number): Equation => ({
    terms: new Map(those.map((unknown) => [unknown, 1])),
    equals,
  });

  /** Everything published in a year and more: at the end of every month, of every period, in every breakdown. */
  function everythingPublished(truth: Float64Array): Equation[] {
    const found = new Map<string, Equation>();
    const few = new Map<string, number[]>();
    const add = (those: readonly number[], equals: number) => void found.set(those.join(), equation(those, equals));
    for (let until = 1; until <= monthNames.length; until += 1) {
      const months = monthsIn(truth, until);
      for (const name of periodsSince(monthNames[0] ?? '', monthNames[until - 1] ?? '')) {
        const period = periodNamed(name);
        const said = reportOf(months, period);
        if (said.received) add(over(numbersOf(said.received), [0]), said.received.count);
        const advice = said.clocks['first-advice'];
        const judged = [...(advice?.judged ? [advice.judged] : []), ...said.stretches];
        for (const one of [...(advice ? [advice] : []), ...judged]) {
          add(over(numbersOf(one), [...partCounters.w, ...partCounters.l]), one.done);
          add(over(numbersOf(one), partCounters.g), one.done);
        }
        for (const one of judged) add(over(numbersOf(one), partCounters.w), one.within);
        if (advice?.unjudged?.nearlyAll) {
          const those = over(
            numbersOf(advice.unjudged),
            advice.unjudged.nearlyAll === 'within' ? partCounters.l : partCounters.w,
          );
          few.set(those.join(), those);
        }
        const covered = breakdownMonths(months, period);
        if (!covered) continue;
        const inYear = numbersOf(covered);
        const values = topics.map((value, topic) => {
          const counted = (what: number) => sum(inYear.map((month) => at(truth, topicUnknown(month, topic, what))));
          return { value, counts: { received: counted(0), aw0: counted(1), al0: counted(2) } };
        });
        for (const { values: joined, received, done, within } of groupsOf(values)) {
          const those = joined.map((value) => topics.indexOf(value));
          const ofTopics = (...whats: number[]) =>
            inYear.flatMap((month) => those.flatMap((topic) => whats.map((what) => topicUnknown(month, topic, what))));
          add(ofTopics(0), received);
          add(ofTopics(1, 2), done);
          add(ofTopics(1), within);
        }
      }
      // More than any page says: the very runs that medians are taken from.
      const runIn = (stretch: { from: string; to: string }, part: Part, { from, to }: { from: number; to: number }) =>
        over(
          numbersOf(stretch),
          partCounters[part].filter((_, place) => from <= (steps[place] ?? 0) && (steps[place] ?? 0) <= to),
        );
      for (const stretch of netRuns(months, 'first-advice')) {
        const within = sum(over(numbersOf(stretch), partCounters.w).map((unknown) => at(truth, unknown)));
        let counted = 0;
        for (const run of stretch.runs) {
          // Those within their target come first.
          add(runIn(stretch, counted < within ? 'w' : 'l', run), run.count);
          counted += run.count;
        }
      }
      for (const stretch of grossRuns(months, 'first-advice'))
        for (const run of stretch.runs) add(runIn(stretch, 'g', run), run.count);
    }
    // Somebody who knows how it is joined knows that what was few is one to five: with one unknown more or less it is.
    const oneToFive = [...few.values()].flatMap((those, place): Equation[] => {
      const [more, less] = [unknowns + 2 * place, unknowns + 2 * place + 1];
      return [equation([...those, more], 5), equation([more, less], 4)];
    });
    return [...found.values(), ...oneToFive];
  }

  /** What is known of how the counts hang together: the topics of a month make up the month. */
  const ties: Equation[] = monthNames.flatMap((_, month) =>
    ([[0], partCounters.w, partCounters.l] as const).map((counters, what) => ({
      terms: new Map([
        ...counters.map((counter) => [monthUnknown(month, counter), 1] as const),
        ...topics.map((_topic, topic) => [topicUnknown(month, topic, what), -1] as const),
      ]),
      equals: 0,
    })),
  );
  const grossTies: Equation[] = monthNames.map((_, month) => ({
    terms: new Map([
      ...[...partCounters.w, ...partCounters.l].map((counter) => [monthUnknown(month, counter), 1] as const),
      ...partCounters.g.map((counter) => [monthUnknown(month, counter), -1] as const),
    ]),
    equals: 0,
  }));

  /** The sums that somebody might be after: every count alone, and over months that follow one another. */
  function* targets(): Generator<number[]> {
    for (let from = 0; from < monthNames.length; from += 1)
      for (let to = from; to < Math.min(monthNames.length, from + 6); to += 1) {
        const months = monthNames.slice(from, to + 1).map((_, index) => from + index);
        for (const counter of inMonth.keys()) yield over(months, [counter]);
        for (const part of ['w', 'l', 'g'] as const) yield over(months, partCounters[part]);
        for (const topic of topics.keys())
          for (const what of inTopic.keys()) yield months.map((month) => topicUnknown(month, topic, what));
      }
    const all = [...monthNames.keys()];
    for (const topic of topics.keys())
      for (const what of inTopic.keys()) {
        yield all.map((month) => topicUnknown(month, topic, what));
        yield all.slice(0, 10).map((month) => topicUnknown(month, topic, what));
      }
  }

  /** How many of the small sums are found, of how many. */
  function attack(
    truth: Float64Array,
    equations: readonly Equation[],
    found: (was: boolean) => void,
    wanted: Iterable<number[]> = targets(),
  ): void {
    const all = 1 + Math.max(truth.length - 1, ...equations.flatMap(({ terms }) => [...terms.keys()]));
    const recovers = combined(equations, all);
    const { low, high } = bounded(equations, all);
    for (const target of wanted) {
      const count = sum(target.map((unknown) => at(truth, unknown)));
      if (!isSmall(count)) continue;
      const least_ = sum(target.map((unknown) => at(low, unknown)));
      const most = sum(target.map((unknown) => at(high, unknown)));
      found(recovers(target) || least_ === most);
    }
  }

  test('finds no small count', () => {
    const by = chance();
    let [tried, recovered] = [0, 0];
    for (let world = 0; world < times(12, 2000); world += 1) {
      const truth = worldBy(by);
      attack(truth, [...everythingPublished(truth), ...ties, ...grossTies], (was) => {
        tried += 1;
        if (!check(!was)) recovered += 1;
      });
    }
    expect(tried).toBeGreaterThan(2000);
    expect(recovered, `seed ${by.seed}`).toBe(0);
  });

  test('finds none of reasons, feedback, owners, other clocks, reopenings and what was open', () => {
    const by = chance();
    const tried = new Map<string, number>();
    const recovered: string[] = [];
    for (let world = 0; world < times(8, 1000); world += 1)
      for (const { name, truth, equations, targets: wanted } of otherFigures(by))
        attack(
          truth,
          equations,
          (was) => {
            tried.set(name, (tried.get(name) ?? 0) + 1);
            if (!check(!was)) recovered.push(name);
          },
          wanted,
        );
    expect(Math.min(...tried.values())).toBeGreaterThan(20);
    expect(tried.size).toBe(10);
    expect(recovered, `seed ${by.seed}`).toEqual([]);
  });

  test('would find many if what is small were only left out', () => {
    const by = chance();
    const truth = worldBy(by);
    const leftOut: Equation[] = [];
    const say = (those: number[]) => {
      const count = those.reduce((sum, unknown) => sum + at(truth, unknown), 0);
      if (!isSmall(count)) leftOut.push(equation(those, count));
    };
    for (const target of targets()) say(target);
    let recovered = 0;
    attack(truth, [...leftOut, ...ties, ...grossTies], (was) => {
      if (was) recovered += 1;
    });
    expect(recovered).toBeGreaterThan(20);
  });
});
