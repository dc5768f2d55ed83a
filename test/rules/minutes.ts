import type { Calendar } from '../../shared/calendar.ts';

// Working time as minutes: which of them a calendar is open, and walking along them. It shares no code with the hub's calendar.

const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
const first = Date.parse('2026-01-01T00:00:00Z');
const last = Date.parse('2028-01-01T00:00:00Z');

/** What a wall in a zone shows more than UTC, hour by hour; no zone that is tried changes its clocks within an hour of UTC. */
function offsetsIn(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  return Array.from({ length: (last - first) / hour }, (_, index) => {
    const written = format.formatToParts(first + index * hour).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(written) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * hour + Number(minutes ?? 0) * minute);
  });
}
const zones = new Map<string, number[]>();

/** The minutes of a calendar: 1 where it is open. `closes`: each closing, with the number of its day on the wall. */
export type Wall = { open: Uint8Array; offsets: number[]; closes: { at: number; day: number }[] };
const walls = new Map<Calendar, Wall>();

/** The number of the day on the wall. */
export const dayAt = (at: number, offsets: number[]): number =>
  Math.floor((at + (offsets[Math.floor((at - first) / hour)] ?? Number.NaN)) / day);

/** A calendar as minutes, worked out once. */
export function wallOf(calendar: Calendar): Wall {
  const known = walls.get(calendar);
  if (known) return known;
  const offsets = zones.get(calendar.zone) ?? offsetsIn(calendar.zone);
  zones.set(calendar.zone, offsets);
  const timeOf = (written: string) => Number(written.slice(0, 2)) * hour + Number(written.slice(3)) * minute;
  const [opens, closing] = [timeOf(calendar.opensAt), timeOf(calendar.closesAt)];
  const off = new Set(calendar.holidays.map((date) => Date.parse(date) / day));
  const open = new Uint8Array((last - first) / minute);
  const closes: Wall['closes'] = [];
  for (let index = 0; index < open.length; index += 1) {
    const at = first + index * minute;
    const shown = at + (offsets[Math.floor(index / 60)] ?? Number.NaN);
    const number = Math.floor(shown / day);
    const time = shown - number * day;
    // The first of January 1970 was a Thursday.
    const weekday = ((number + 3) % 7) + 1;
    if (time >= opens && time < closing && !calendar.weekend.includes(weekday) && !off.has(number)) open[index] = 1;
    if (index > 0 && open[index - 1] === 1 && open[index] === 0) closes.push({ at, day: dayAt(at - 1, offsets) });
  }
  const wall = { open, offsets, closes };
  walls.set(calendar, wall);
  return wall;
}

/** Each closing of a calendar, for a test to choose moments at the edges of the day. */
export const closings = (calendar: Calendar): number[] => wallOf(calendar).closes.map(({ at }) => at);

/** From a moment on the time runs, or does not. */
export type Switch = { at: number; runs: boolean };

/**
 * Goes minute by minute through all that is open while the time runs, until so much has run or it is that late:
 * how much ran, and when it was enough.
 */
function walk({ open }: Wall, switches: readonly Switch[], amount: number, until: number) {
  let [next, runs, ran] = [0, false, 0];
  let change = switches[0]?.at ?? last;
  const start = Math.floor((change - first) / minute);
  for (
    let index = open.indexOf(1, start);
    index >= 0;
    index = open[index + 1] ? index + 1 : open.indexOf(1, index + 1)
  ) {
    const end = first + (index + 1) * minute;
    if (end <= change && end <= until && (!runs || ran + minute < amount)) {
      if (runs) ran += minute;
      continue;
    }
    // Something happens within this minute, or just before it.
    for (let from = end - minute; from < end; ) {
      while (next < switches.length && change <= from) {
        runs = switches[next]?.runs ?? runs;
        next += 1;
        change = switches[next]?.at ?? last;
      }
      if (from >= until) return { ran, at: until };
      const to = Math.min(end, change, until);
      if (runs && ran + to - from >= amount) return { ran: amount, at: Math.ceil(from + amount - ran) };
      if (runs) ran += to - from;
      from = to;
    }
  }
  throw new Error('this goes beyond the years that the oracle knows');
}

/** When so much had run. */
export const reached = (wall: Wall, switches: readonly Switch[], amount: number): number =>
  walk(wall, switches, amount, last).at;

/** How much had run by then. */
export const ranUntil = (wall: Wall, switches: readonly Switch[], until: number): number =>
  walk(wall, switches, Number.POSITIVE_INFINITY, until).ran;

/** What must be there. */
export const found = <One>(one: One | undefined): One => {
  if (one === undefined) throw new Error('this goes beyond the years that the oracle knows');
  return one;
};
/** The first closing on a day or after it. */
export const closeFrom = (wall: Wall, number: number): number => found(wall.closes.find((one) => one.day >= number)).at;
const closeAfter = (wall: Wall, at: number): number => found(wall.closes.find((one) => one.at >= at)).at;

/** The close of the so-manieth working day after the day of a moment. */
export function closeOfDay(wall: Wall, at: number, count: number): number {
  const today = dayAt(at, wall.offsets);
  return found(wall.closes.filter((one) => one.day > today)[count - 1]).at;
}

/** The same switches, were an open pause to end the moment it began. */
export function promised(switches: readonly Switch[]): Switch[] {
  const lastOne = switches.at(-1);
  return lastOne && !lastOne.runs ? [...switches.slice(0, -1), { at: lastOne.at, runs: true }] : [...switches];
}

/** The working time that so many working days give. */
export function budget(wall: Wall, start: number, days: number): number {
  return ranUntil(wall, [{ at: start, runs: true }], closeOfDay(wall, start, days));
}

/** The close of the day on which so much has run. */
export const dueBy = (wall: Wall, switches: readonly Switch[], amount: number): number =>
  closeAfter(wall, reached(wall, promised(switches), amount));
