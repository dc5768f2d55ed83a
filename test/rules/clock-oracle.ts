import type { Calendar } from '../../shared/calendar.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Settings, Targets } from '../../shared/settings.ts';

// A second reading of the clocks that shares no code with the first: it knows which minutes a calendar is open, and walks them.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
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

/** A calendar as minutes: 1 where it is open. `closes`: each closing, with the number of its day on the wall. */
type Wall = { open: Uint8Array; offsets: number[]; closes: { at: number; day: number }[] };
const walls = new Map<Calendar, Wall>();

const dayAt = (at: number, offsets: number[]): number =>
  Math.floor((at + (offsets[Math.floor((at - first) / hour)] ?? Number.NaN)) / day);

function wallOf(calendar: Calendar): Wall {
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
type Switch = { at: number; runs: boolean };

/** Goes minute by minute through all that is open while the time runs, until it is told that this is enough. */
function walk({ open }: Wall, switches: readonly Switch[], enough: (from: number, to: number) => boolean): void {
  let [next, runs] = [0, false];
  for (let index = Math.floor(((switches[0]?.at ?? last) - first) / minute); index < open.length; index += 1) {
    if (open[index] === 0) continue;
    const end = first + (index + 1) * minute;
    for (let from = end - minute; from < end; ) {
      for (let one = switches[next]; one && one.at <= from; one = switches[next]) {
        runs = one.runs;
        next += 1;
      }
      const to = Math.min(end, switches[next]?.at ?? end);
      if (runs && enough(from, to)) return;
      from = to;
    }
  }
  throw new Error('this goes beyond the years that the oracle knows');
}

/** When so much had run. */
function reached(wall: Wall, switches: readonly Switch[], amount: number): number {
  let [ran, found] = [0, 0];
  walk(wall, switches, (from, to) => {
    found = Math.ceil(from + amount - ran);
    ran += to - from;
    return ran >= amount;
  });
  return found;
}

/** How much had run by then. */
function ranUntil(wall: Wall, switches: readonly Switch[], until: number): number {
  let ran = 0;
  walk(wall, [...switches.filter(({ at }) => at < until), { at: until, runs: true }], (from, to) => {
    if (from >= until) return true;
    ran += to - from;
    return false;
  });
  return ran;
}

const found = <One>(one: One | undefined): One => {
  if (one === undefined) throw new Error('this goes beyond the years that the oracle knows');
  return one;
};
const closeFrom = (wall: Wall, number: number): number => found(wall.closes.find((one) => one.day >= number)).at;
const closeAfter = (wall: Wall, at: number): number => found(wall.closes.find((one) => one.at >= at)).at;

/** The close of the so-manieth working day after the day of a moment. */
function closeOfDay(wall: Wall, at: number, count: number): number {
  const today = dayAt(at, wall.offsets);
  return found(wall.closes.filter((one) => one.day > today)[count - 1]).at;
}

/** The same switches, were an open pause to end the moment it began. */
function promised(switches: readonly Switch[]): Switch[] {
  const lastOne = switches.at(-1);
  return lastOne && !lastOne.runs ? [...switches.slice(0, -1), { at: lastOne.at, runs: true }] : [...switches];
}

function budget(wall: Wall, start: number, days: number): number {
  return ranUntil(wall, [{ at: start, runs: true }], closeOfDay(wall, start, days));
}

const dueBy = (wall: Wall, switches: readonly Switch[], amount: number): number =>
  closeAfter(wall, reached(wall, promised(switches), amount));

/** A round of the answer as the oracle reads it from the ledger. */
type Told = {
  kind: 'first-advice' | 'follow-up';
  start: number;
  stop?: number;
  how: 'running' | 'done' | 'ended';
  review: boolean;
  urgent: boolean;
  switches: Switch[];
  extension?: { at: number; dueOn: string };
};

function rounds(entries: readonly LedgerEntry[]): Told[] {
  const all: Told[] = [];
  let [urgent, review] = [false, false];
  let now: Told | undefined;
  const begin = (kind: Told['kind'], at: number) => {
    if (now) return;
    now = { kind, start: at, how: 'running', review, urgent, switches: [{ at, runs: true }] };
    all.push(now);
  };
  const isPaused = () => now?.switches.at(-1)?.runs === false;
  const end = (how: 'done' | 'ended', at: number) => {
    if (!now) return;
    if (isPaused()) now.switches.push({ at, runs: true });
    Object.assign(now, { how, stop: at });
    now = undefined;
  };
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    switch (entry.code) {
      case 'submitted':
      case 'held':
        review = entry.details.requestKind === 'document-review';
        begin('first-advice', at);
        break;
      case 'follow-up-asked':
      case 'reopened':
        begin('follow-up', at);
        break;
      case 'information-asked':
      case 'paused':
        if (!isPaused()) now?.switches.push({ at, runs: false });
        break;
      case 'information-given':
      case 'resumed':
        if (isPaused()) now?.switches.push({ at, runs: true });
        break;
      case 'extended':
        if (now) now.extension = { at, dueOn: entry.details.dueOn };
        break;
      case 'urgency-granted':
        urgent = true;
        if (now) {
          now.urgent = true;
          delete now.extension;
        }
        break;
      case 'answered':
        end('done', at);
        break;
      case 'not-advised':
      case 'referred':
      case 'withdrawn':
      case 'closed':
        end('ended', at);
        break;
    }
  }
  return all;
}

const inForce = (history: readonly Settings[], at: number): Settings =>
  found([...history].reverse().find(({ since }) => Date.parse(since) <= at));

function daysFor({ kind, review, urgent }: Told, targets: Targets): number {
  if (kind === 'follow-up') return urgent ? targets.followUp.urgent : targets.followUp.standard;
  if (urgent) return targets.firstAdvice.urgent;
  return review ? targets.documentReview : targets.firstAdvice.standard;
}

const written = (at: number): string => new Date(at).toISOString();

function datesOf(told: Told, { calendar, targets, version }: Settings) {
  const wall = wallOf(calendar);
  const original = budget(wall, told.start, daysFor(told, targets));
  const { extension } = told;
  const later =
    extension &&
    ranUntil(
      wall,
      [{ at: extension.at, runs: true }],
      Math.max(extension.at, closeFrom(wall, Date.parse(extension.dueOn) / day)),
    );
  const amount = extension && later !== undefined ? ranUntil(wall, told.switches, extension.at) + later : original;
  return {
    settings: version,
    originalDueAt: written(dueBy(wall, told.switches, original)),
    dueAt: written(dueBy(wall, told.switches, amount)),
    atRiskAt: written(reached(wall, promised(told.switches), amount * 0.75)),
    longOverdueAt: written(dueBy(wall, told.switches, amount * 2)),
  };
}

/** What a ledger says of the clock that is answered last, at a moment. */
export function oracleClock(entries: readonly LedgerEntry[], history: readonly Settings[], now: string) {
  const told = rounds(entries).at(-1);
  if (!told) return undefined;
  const until = told.stop ?? Date.parse(now);
  const settings = inForce(history, until);
  const dates = datesOf(told, settings);
  const isPaused = told.stop === undefined && told.switches.at(-1)?.runs === false;
  const { offsets } = wallOf(settings.calendar);
  return {
    dates,
    ranMilliseconds: ranUntil(wallOf(settings.calendar), told.switches, until),
    /** How it reads at any moment. */
    stateAt: (at: number): string => {
      if (told.stop !== undefined) return told.stop > Date.parse(dates.dueAt) ? 'missed' : 'met';
      if (isPaused) return 'paused';
      if (at > Date.parse(dates.longOverdueAt)) return 'long-overdue';
      if (at > Date.parse(dates.dueAt)) return 'overdue';
      if (dayAt(at, offsets) === dayAt(Date.parse(dates.dueAt), offsets)) return 'due-today';
      return at < Date.parse(dates.atRiskAt) ? 'on-track' : 'at-risk';
    },
  };
}
