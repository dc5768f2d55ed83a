import * as z from 'zod/mini';
import { monthsBetween } from './contribution.ts';

/** A year, or a quarter of one: what figures are given for. */
export const PeriodName = z.string().check(z.regex(/^20\d\d(-Q[1-4])?$/));

/** A period by its first and last month. */
export type Period = { name: string; from: string; to: string };

const two = (number: number): string => String(number).padStart(2, '0');

/** The months of a year or quarter. */
export function periodNamed(name: string): Period {
  const year = name.slice(0, 4);
  if (!name.includes('-Q')) return { name, from: `${year}-01`, to: `${year}-12` };
  const first = 3 * Number(name.at(-1)) - 2;
  return { name, from: `${year}-${two(first)}`, to: `${year}-${two(first + 2)}` };
}

/** The year or quarter before. */
export function periodBefore({ name }: Period): Period {
  const year = Number(name.slice(0, 4));
  if (!name.includes('-Q')) return periodNamed(String(year - 1));
  const quarter = Number(name.at(-1));
  return periodNamed(quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`);
}

/** The month so many months after. */
export function monthAfter(month: string, months: number): string {
  const number = 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(number / 12)}-${two((number % 12) + 1)}`;
}

/** Every month from one to another, both included. */
export const monthsFrom = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, index) => monthAfter(from, index));

/** The years and quarters that have begun since the first month, the latest first, each year before its quarters. */
export function periodsSince(first: string, last: string): string[] {
  const years: string[] = [];
  for (let year = Number(last.slice(0, 4)); year >= Number(first.slice(0, 4)); year -= 1) years.push(String(year));
  const names = years.flatMap((year) => [year, ...[4, 3, 2, 1].map((quarter) => `${year}-Q${quarter}`)]);
  return names.filter((name) => {
    const { from, to } = periodNamed(name);
    return to >= first && from <= last;
  });
}
