import type { Group } from './breakdown.ts';
import type { Judged, Told, Unjudged } from './clock-figures.ts';
import { lists, owners } from './counters.ts';
import type { Dimension } from './dimensions.ts';
import type { Length } from './percentile.ts';
import { ages, type Report } from './report.ts';
import type { Stretch } from './stretches.ts';

type Published = { report: Report; by?: Dimension; breakdown?: { groups: readonly Group[]; of: Stretch } };
type Cell = string | number;

/** A cell that no spreadsheet takes for a formula, whatever stands in it, quoted where it must be. */
export function csvCell(value: Cell): string {
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const lengthRows = (name: string, length: Length | undefined): [string, Cell][] =>
  length ? [[`${name}-${length.over ? 'over' : 'within'}-days`, length.days]] : [];

const inMonths = (measure: string, { from, to }: Stretch, rows: readonly [string, Cell][]): Cell[][] =>
  rows.map(([what, value]) => [measure, what, from, to, value]);

const toldRows = (measure: string, one: Told): Cell[][] =>
  inMonths(measure, one, [
    ['done', one.done],
    ...lengthRows('median-gross', one.medianGross),
    ...lengthRows('p90-gross', one.mostGross),
  ]);

const judgedRows = (measure: string, one: Judged): Cell[][] =>
  inMonths(measure, one, [
    ['judged', one.done],
    ['within-target', one.within],
    ...lengthRows('median-net', one.median),
    ...lengthRows('p90-net', one.most),
  ]);

const unjudgedRows = (measure: string, one: Unjudged): Cell[][] =>
  one.nearlyAll
    ? inMonths(measure, one, [
        one.nearlyAll === 'within' ? ['percent-within-target-at-least', 90] : ['percent-within-target-at-most', 10],
      ])
    : [];

function rowsOf({ report, by, breakdown }: Published): Cell[][] {
  const { received, clocks, stretches, owners: own, reopened, open } = report;
  return [
    ...(received ? [['questions', 'received', received.from, received.to, received.count]] : []),
    ...Object.entries(clocks).flatMap(([clock, one]) => [
      ...toldRows(clock, one),
      ...(one.judged ? judgedRows(clock, one.judged) : []),
      ...(one.unjudged ? unjudgedRows(clock, one.unjudged) : []),
    ]),
    ...stretches.flatMap((one) => judgedRows('first-advice-by-stretch', one)),
    ...owners.flatMap((owner) => {
      const time = own[owner];
      return time ? inMonths('working-days-for-each-answer', time, [[owner, time.days]]) : [];
    }),
    ...Object.entries(lists).flatMap(([name, entries]) => {
      const found = Object.entries(report.lists).find(([list]) => list === name)?.[1];
      if (!found) return [];
      const rows = found.lines.map(({ from, to, count }): [string, Cell] => [
        entries.slice(from, to + 1).join(' and '),
        count,
      ]);
      return inMonths(name, found, rows);
    }),
    ...(reopened ? [['questions', 'reopened', reopened.from, reopened.to, reopened.count]] : []),
    ...(open
      ? ages.map(({ from }, place) => [
          ...['open-at-least', `received ${from} months before or longer`, open.at, open.at],
          open.counts[place] ?? 0,
        ])
      : []),
    ...(by && breakdown
      ? breakdown.groups.flatMap(({ values, received: got, done, within }) => {
          const group = values.join(' and ');
          const { from, to } = breakdown.of;
          return [
            [`received-by-${by}`, group, from, to, got],
            [`first-advice-by-${by}`, group, from, to, done],
            [`within-target-by-${by}`, group, from, to, within],
          ];
        })
      : []),
  ];
}

/**
 * The figures of a period as comma-separated values (RFC 4180): names and numbers of ours in ASCII, so that no
 * spreadsheet needs a byte order mark to read them.
 */
export const csvOf = (data: Published): string =>
  [['measure', 'what', 'from', 'to', 'value'], ...rowsOf(data)]
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
