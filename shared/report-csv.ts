import type { Group } from './breakdown.ts';
import type { Dimension } from './contribution.ts';
import { lists, owners } from './counters.ts';
import type { Length } from './percentile.ts';
import { ages, type Report, type Summary } from './report.ts';
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

function summaryRows(measure: string, one: Summary): Cell[][] {
  const rows: [string, Cell][] = [
    ['done', one.done],
    ['within-target', one.within],
    ...lengthRows('median-net', one.median),
    ...lengthRows('p90-net', one.most),
    ...lengthRows('median-gross', one.medianGross),
    ...lengthRows('p90-gross', one.mostGross),
  ];
  return rows.map(([what, value]) => [measure, what, one.from, one.to, value]);
}

function rowsOf({ report, by, breakdown }: Published): Cell[][] {
  const { received, clocks, stretches, owners: own, reopened, open } = report;
  return [
    ...(received ? [['questions', 'received', received.from, received.to, received.count]] : []),
    ...Object.entries(clocks).flatMap(([clock, one]) => summaryRows(clock, one)),
    ...stretches.flatMap((one) => summaryRows('first-advice-by-stretch', one)),
    ...(own ? owners.map((owner) => ['working-days-for-each-answer', owner, own.from, own.to, own.days[owner]]) : []),
    ...Object.entries(lists).flatMap(([name, entries]) => {
      const found = Object.entries(report.lists).find(([list]) => list === name)?.[1];
      return found ? entries.map((entry, place) => [name, entry, found.from, found.to, found.counts[place] ?? 0]) : [];
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
