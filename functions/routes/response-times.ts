import * as z from 'zod/mini';
import { breakdownMonths, groupsOf } from '../../shared/breakdown.ts';
import { isTold } from '../../shared/clock-figures.ts';
import { closedMonths, isStale } from '../../shared/closed-months.ts';
import type { Counts } from '../../shared/contribution.ts';
import { type Dimension, dimensions, valuesOf } from '../../shared/dimensions.ts';
import { emptyOr } from '../../shared/fields.ts';
import { PeriodName, periodBefore, periodNamed, periodsSince } from '../../shared/periods.ts';
import { reportOf } from '../../shared/report.ts';
import { csvOf } from '../../shared/report-csv.ts';
import { type ResponseTimesData, ResponseTimesPage } from '../../web/pages/response-times.tsx';
import type { CountedRow, Reports } from '../lib/reports.ts';
import { ok, type Reply, route } from './route.ts';

const Asked = z.strictObject({
  period: z.optional(PeriodName),
  by: emptyOr(z.enum(dimensions)),
});

/** The rows of each value of a dimension, added. */
function byValue(by: Dimension, rows: readonly CountedRow[]): { value: string; counts: Counts }[] {
  return valuesOf[by].map((value) => {
    const counts: Record<string, number> = {};
    for (const row of rows.filter(({ cell }) => cell.endsWith(`#${value}`)))
      for (const [name, count] of Object.entries(row.counts)) counts[name] = (counts[name] ?? 0) + count;
    return { value, counts };
  });
}

/** What is published of a period: one call, and another for a breakdown. */
async function published(
  { period: asked, by: chosen }: z.infer<typeof Asked>,
  reports: Reports,
  now: string,
): Promise<ResponseTimesData> {
  const { rows, countedUntil } = await reports.overAll();
  const months = closedMonths(rows, countedUntil);
  const [first, last] = [months.at(0)?.month, months.at(-1)?.month];
  const periods = periodsSince(first ?? now.slice(0, 7), last ?? now.slice(0, 7));
  const years = periods.filter((name) => !name.includes('-Q'));
  const latest = years.find((name) => isTold(months, 'first-advice', periodNamed(name))) ?? years[0];
  const period = periodNamed(asked ?? latest ?? now.slice(0, 4));
  const by = chosen || undefined;
  const of = by && breakdownMonths(months, period);
  return {
    report: reportOf(months, period),
    before: reportOf(months, periodBefore(period)),
    periods: periods.includes(period.name) ? periods : [period.name, ...periods],
    ...(by ? { by } : {}),
    ...(by && of ? { breakdown: { of, groups: groupsOf(byValue(by, await reports.by(by, of.from, of.to))) } } : {}),
    ...(countedUntil ? { countedUntil } : {}),
    stale: isStale(countedUntil, now),
  };
}

/** GET /response-times: how soon the hub answers, told so that nobody is recognised in it. */
export const responseTimes = route({
  in: 'office',
  method: 'GET',
  path: '/response-times',
  summary:
    'Response times of a year or quarter; small counts are joined with their neighbours, never per State or person.',
  may: 'see-reports',
  input: Asked,
  run: async ({ input, reports, now }) => ok(await published(input, reports, now)),
  page: ResponseTimesPage,
});

/** GET /response-times.csv: the same figures for a spreadsheet. */
export const responseTimesCsv = route({
  in: 'office',
  method: 'GET',
  path: '/response-times.csv',
  summary: 'The same figures as comma-separated values; no cell is a formula.',
  may: 'see-reports',
  input: Asked,
  run: async ({ input, reports, now }): Promise<Reply<Record<string, never>>> => {
    const data = await published(input, reports, now);
    const name = `response-times-${data.report.period.name}.csv`;
    return {
      ...ok({}),
      file: { type: 'text/csv; charset=utf-8', body: csvOf(data) },
      headers: { 'content-disposition': `attachment; filename="${name}"` },
    };
  },
});
