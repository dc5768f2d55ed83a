import type { EventCode, LedgerEntry } from '../../shared/ledger.ts';
import type { Settings, Targets } from '../../shared/settings.ts';
import {
  budget,
  closeFrom,
  closeOfDay,
  day,
  dayAt,
  dueBy,
  found,
  promised,
  ranUntil,
  reached,
  type Switch,
  wallOf,
} from './minutes.ts';

// A second reading of the clocks from the ledger, which shares no code with the first.

/** A round of the answer as the oracle reads it from the ledger. */
type Told = {
  kind: 'first-advice' | 'follow-up';
  start: number;
  stop?: number;
  how: 'running' | 'done' | 'ended';
  /** The entries that began and ended it. */
  from: number;
  to: number;
  review: boolean;
  urgent: boolean;
  switches: Switch[];
  extension?: { at: number; dueOn: string };
};

function rounds(entries: readonly LedgerEntry[]): Told[] {
  const all: Told[] = [];
  let [urgent, review] = [false, false];
  let now: Told | undefined;
  const begin = (kind: Told['kind'], at: number, from: number) => {
    if (now) return;
    now = {
      kind,
      start: at,
      how: 'running',
      from,
      to: Number.POSITIVE_INFINITY,
      review,
      urgent,
      switches: [{ at, runs: true }],
    };
    all.push(now);
  };
  const isPaused = () => now?.switches.at(-1)?.runs === false;
  const end = (how: 'done' | 'ended', at: number, to: number) => {
    if (!now) return;
    if (isPaused()) now.switches.push({ at, runs: true });
    Object.assign(now, { how, to, stop: at });
    now = undefined;
  };
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    switch (entry.code) {
      case 'submitted':
      case 'held':
        review = entry.details.requestKind === 'document-review';
        begin('first-advice', at, entry.sequence);
        break;
      case 'follow-up-asked':
      case 'reopened':
        begin('follow-up', at, entry.sequence);
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
        end('done', at, entry.sequence);
        break;
      case 'not-advised':
      case 'referred':
      case 'withdrawn':
      case 'closed':
        end('ended', at, entry.sequence);
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

const endings: EventCode[] = ['not-advised', 'referred', 'withdrawn', 'closed'];
const wordsToAsker: EventCode[] = ['accepted', 'information-asked', 'extended', 'referral-proposed', 'answered'];

/** The first entry after one that ends what began with it: as done, or not. */
function endAfter(
  entries: readonly LedgerEntry[],
  index: number,
  done: EventCode[],
  not: (one: LedgerEntry) => boolean,
) {
  for (const entry of entries.slice(index + 1)) {
    if (done.includes(entry.code)) return { stop: Date.parse(entry.at), how: 'done', by: entry.sequence } as const;
    if (not(entry)) return { stop: Date.parse(entry.at), how: 'ended', by: entry.sequence } as const;
  }
  return { how: 'running', by: Number.POSITIVE_INFINITY } as const;
}

/** Whether the time runs after all switches up to a moment, and the switches after it. */
function switchesFrom(all: readonly Switch[], start: number): Switch[] {
  const before = all.filter(({ at }) => at <= start).at(-1);
  return [{ at: start, runs: before?.runs ?? true }, ...all.filter(({ at }) => at > start)];
}

/** Every clock of a ledger as the figures count it, one line each. */
export function oracleFigures(entries: readonly LedgerEntry[], history: readonly Settings[], now: string): string[] {
  const lines: string[] = [];
  const add = (
    kind: string,
    span: { start: number; stop?: number; how: Told['how'] },
    switches: Switch[],
    due: (settings: Settings) => string,
  ) => {
    const until = span.stop ?? Date.parse(now);
    const settings = inForce(history, until);
    const wall = wallOf(settings.calendar);
    const net = ranUntil(wall, switches, until);
    const all = ranUntil(wall, [{ at: span.start, runs: true }], until);
    const by = due(settings);
    const within = span.how === 'done' ? String(until <= Date.parse(by)) : '';
    lines.push([kind, written(span.start), span.how, by, net, until - span.start, all - net, within].join(' '));
  };
  const told = rounds(entries);
  for (const one of told) add(one.kind, one, one.switches, (settings) => datesOf(one, settings).originalDueAt);
  const all = told.flatMap(({ switches }) => switches);
  const isEnd = ({ code }: LedgerEntry) => endings.includes(code);
  const urgentBy = (sequence: number) =>
    entries.some((one) => one.code === 'urgency-granted' && one.sequence <= sequence);
  for (const [index, entry] of entries.entries()) {
    const start = Date.parse(entry.at);
    const received = entry.code === 'submitted' || entry.code === 'held';
    // A pause that is still on when a stretch ends, ends with it.
    const upTo = (stop?: number): Switch[] =>
      stop === undefined
        ? switchesFrom(all, start)
        : [...switchesFrom(all, start).filter(({ at }) => at === start || at < stop), { at: stop, runs: true }];
    const dueIn = (days: number, { calendar }: Settings, switches: Switch[]) => {
      const wall = wallOf(calendar);
      return written(dueBy(wall, switches, budget(wall, start, days)));
    };
    if (received) {
      const end = endAfter(
        entries,
        index,
        [...wordsToAsker.filter((code) => code !== 'extended'), 'not-advised'],
        isEnd,
      );
      const switches = upTo('stop' in end ? end.stop : undefined);
      add('acknowledgement', { start, ...end }, switches, (settings) => {
        const { standard, urgent } = settings.targets.acknowledgement;
        return dueIn(urgentBy(end.by) ? urgent : standard, settings, switches);
      });
    }
    const round = told.find(({ from, to }) => from <= entry.sequence && entry.sequence < to);
    const begins = round?.from === entry.sequence;
    if (round && (begins || wordsToAsker.includes(entry.code))) {
      const end = endAfter(entries, index, wordsToAsker, isEnd);
      const switches = upTo('stop' in end ? end.stop : undefined);
      add('keep-in-touch', { start, ...end }, switches, (settings) =>
        dueIn(settings.targets.keepInTouch, settings, switches),
      );
    }
    if (entry.code === 'offered') {
      const { expertId } = entry.details;
      const end = endAfter(entries, index, ['accepted'], (one) => {
        if (one.code === 'conflict-found' || one.code === 'expert-suspended') return one.details.expertId === expertId;
        return isEnd(one) || ['declined', 'expired', 'offered'].includes(one.code);
      });
      add('acceptance', { start, ...end }, [{ at: start, runs: true }], ({ calendar, targets }) => {
        const wall = wallOf(calendar);
        const hours = targets.acceptance.urgentHours * 3_600_000;
        if (urgentBy(entry.sequence)) return written(reached(wall, [{ at: start, runs: true }], hours));
        return written(closeOfDay(wall, start, targets.acceptance.standard));
      });
    }
  }
  return lines.sort();
}
