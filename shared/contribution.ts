import { type Calendar, workingDayLength, workingTimeBetween } from './calendar.ts';
import { clocksOf, type Measured } from './clocks.ts';
import {
  answersOf,
  counters,
  countersOverAll,
  endedAfter,
  hundredthsOf,
  listCounter,
  type Owner,
  stepCounter,
} from './counters.ts';
import { type Dimension, dimensions } from './dimensions.ts';
import { isCounted, stepOf } from './ladders.ts';
import type { LedgerEntry } from './ledger.ts';
import { among, ends, roundsOf } from './rounds.ts';
import { type Settings, settingsAt } from './settings.ts';
import type { Topic } from './topics.ts';

/** Counts by counter; what is not named is nought. */
export type Counts = Readonly<Record<string, number>>;

/** A row of figures: all of a month, or what of it has one value in one dimension. */
export type RowName = { series: 'all' | Dimension; cell: string };

/** What one query adds to the figures: counts by row, as its ledger stands at this entry. */
export type Contribution = { sequence: number; rows: Readonly<Record<string, Counts>> };

/** What a query adds before anything is counted of it. */
export const nothing: Contribution = { sequence: 0, rows: {} };

/** What stands in a row from its first day, before anything is counted in it. */
export const noughtsOf = ({ series }: RowName): Counts =>
  Object.fromEntries((series === 'all' ? countersOverAll : counters).map((counter) => [counter, 0]));

/** The key of a row in a contribution. */
export const rowKey = ({ series, cell }: RowName): string => `${series} ${cell}`;

/** The row that a key names. */
export function rowNamed(key: string): RowName {
  const [series = '', cell = ''] = key.split(' ');
  const dimension = dimensions.find((one) => one === series);
  return { series: dimension ?? 'all', cell };
}

/** The month of a moment; months are those of UTC, so that none depends on a setting. */
const monthOf = (at: string): string => at.slice(0, 7);

/** Months from one to another. */
export const monthsBetween = (from: string, to: string): number =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

type Received = Extract<LedgerEntry, { code: 'submitted' | 'held' }>;
const isReceived = (entry: LedgerEntry): entry is Received => entry.code === 'submitted' || entry.code === 'held';

/** One thing to be counted, when it happened. */
type Event = { at: string; counter: string; count: number };

function lengths(measured: readonly Measured[], history: readonly Settings[]): Event[] {
  return measured.flatMap(({ kind, outcome, stoppedAt: at, ...clock }) => {
    if (!at || outcome !== 'done' || !isCounted(kind)) return [];
    const net = stepOf(kind, clock.netMilliseconds / workingDayLength(settingsAt(history, at).calendar));
    const gross = stepOf(kind, clock.grossMilliseconds / 86_400_000);
    const part = clock.withinTarget ? 'w' : 'l';
    return [
      { at, counter: stepCounter(kind, part, net), count: 1 },
      { at, counter: stepCounter(kind, 'g', gross), count: 1 },
    ];
  });
}

const leavesClearance = among('returned', 'answered', 'recused', 'conflict-found', 'expert-suspended', 'offered');

/** The working time that a draft lay with its clearer, without the pauses. */
function clearance(entries: readonly LedgerEntry[], until: string, calendar: Calendar): number {
  const pauses = roundsOf(entries)[0]?.facts.pauses ?? [];
  let since: string | undefined;
  let total = 0;
  for (const entry of entries) {
    if (entry.at > until) break;
    if (entry.code === 'review-asked') since ??= entry.at;
    if (!since || !(leavesClearance(entry) || ends(entry))) continue;
    total += workingTimeBetween(since, entry.at, calendar);
    for (const { from, to = entry.at } of pauses)
      total -= workingTimeBetween(from > since ? from : since, to < entry.at ? to : entry.at, calendar);
    since = undefined;
  }
  return total;
}

/** Whose time the first advice took. */
function timeByOwner(
  entries: readonly LedgerEntry[],
  measured: readonly Measured[],
  history: readonly Settings[],
): Event[] {
  const first = measured.find(({ kind, outcome }) => kind === 'first-advice' && outcome === 'done');
  const at = first?.stoppedAt;
  if (!first || !at) return [];
  const { calendar } = settingsAt(history, at);
  const [clearing, day] = [clearance(entries, at, calendar), workingDayLength(calendar)];
  const times: Record<Owner, number> = {
    hub: first.netMilliseconds - clearing,
    asker: first.pausedMilliseconds,
    clearance: clearing,
  };
  return (['hub', 'asker', 'clearance'] as const).flatMap((owner) => {
    const hundredths = Math.round((100 * times[owner]) / day);
    if (hundredths <= 0) return [];
    return [
      { at, counter: hundredthsOf(owner), count: hundredths },
      { at, counter: answersOf(owner), count: 1 },
    ];
  });
}

function happenings(entry: LedgerEntry): string[] {
  const { code, details } = entry;
  if (code === 'submitted' || code === 'held') return ['received'];
  if (code === 'reopened') return ['reopened'];
  if (code === 'declined' || code === 'recused' || code === 'not-advised') return [listCounter(code, details.reason)];
  if (code !== 'feedback-given') return [];
  return [
    listCounter('feedback-answered', details.answered),
    listCounter('feedback-clear', details.clear),
    listCounter('feedback-in-time', details.inTime),
  ];
}

/** When it ceased to be open, and when it was opened again: counted on the month of receipt, by the months since. */
function endings(entries: readonly LedgerEntry[], received: string): Event[] {
  return roundsOf(entries).flatMap(({ facts }, index) => [
    ...(index > 0 ? [{ at: received, counter: lag(received, facts.startedAt), count: -1 }] : []),
    ...(facts.stoppedAt ? [{ at: received, counter: lag(received, facts.stoppedAt), count: 1 }] : []),
  ]);
}

const lag = (from: string, to: string): string => endedAfter(monthsBetween(from, to));

/** The topic a query had at a moment: what was counted under one stays there when it changes. */
function topicAt(received: Received, entries: readonly LedgerEntry[], at: string): Topic {
  const changed = entries.findLast((entry) => entry.code === 'topic-changed' && entry.at <= at);
  return changed?.code === 'topic-changed' ? changed.details.topic : received.details.topic;
}

/** All that a query adds to the figures, computed from its ledger alone: the same whenever and however often it is done. */
export function contributionOf(entries: readonly LedgerEntry[], history: readonly Settings[]): Contribution {
  const received = entries.find(isReceived);
  const last = entries.at(-1);
  if (!received || !last) return { ...nothing, sequence: last?.sequence ?? 0 };
  const { language, region, institutionKind } = received.details;
  const rows: Record<string, Record<string, number>> = {};
  const add = (name: RowName, counter: string, count: number) => {
    const key = rowKey(name);
    const row = rows[key] ?? {};
    rows[key] = row;
    const sum = (row[counter] ?? 0) + count;
    if (sum === 0) delete row[counter];
    else row[counter] = sum;
  };
  const measured = clocksOf(entries, history, last.at);
  const events = [
    ...entries.flatMap((entry) => happenings(entry).map((counter) => ({ at: entry.at, counter, count: 1 }))),
    ...lengths(measured, history),
    ...timeByOwner(entries, measured, history),
  ];
  for (const { at, counter, count } of events) {
    const month = monthOf(at);
    add({ series: 'all', cell: month }, counter, count);
    add({ series: 'topic', cell: `${month}#${topicAt(received, entries, at)}` }, counter, count);
    add({ series: 'language', cell: `${month}#${language}` }, counter, count);
    add({ series: 'region', cell: `${month}#${region}` }, counter, count);
    add({ series: 'kind', cell: `${month}#${institutionKind}` }, counter, count);
  }
  for (const { at, counter, count } of endings(entries, received.at))
    add({ series: 'all', cell: monthOf(at) }, counter, count);
  return { sequence: last.sequence, rows };
}

/** What must be added to the rows for a query to have added `after` where it had added `before`. */
export function differences(before: Contribution, after: Contribution): { key: string; counts: Counts }[] {
  const keys = [...new Set([...Object.keys(before.rows), ...Object.keys(after.rows)])].sort();
  return keys.flatMap((key) => {
    const [old, fresh] = [before.rows[key] ?? {}, after.rows[key] ?? {}];
    const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
    const changed = names.flatMap((name) => {
      const difference = (fresh[name] ?? 0) - (old[name] ?? 0);
      return difference === 0 ? [] : [[name, difference] as const];
    });
    return changed.length > 0 ? [{ key, counts: Object.fromEntries(changed) }] : [];
  });
}
