import type { EventCode } from '../../shared/events.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Settings } from '../../shared/settings.ts';
import { datesOf, inForce, rounds, type Told } from './clock-oracle.ts';
import { budget, closeOfDay, dueBy, ranUntil, reached, type Switch, wallOf } from './minutes.ts';

const written = (at: number): string => new Date(at).toISOString();

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
