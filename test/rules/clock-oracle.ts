import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Settings, Targets } from '../../shared/settings.ts';
import {
  budget,
  closeFrom,
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
export type Told = {
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

/** The rounds of the answer, from the ledger. */
export function rounds(entries: readonly LedgerEntry[]): Told[] {
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

/** The settings in force at a moment. */
export const inForce = (history: readonly Settings[], at: number): Settings =>
  found([...history].reverse().find(({ since }) => Date.parse(since) <= at));

function daysFor({ kind, review, urgent }: Told, targets: Targets): number {
  if (kind === 'follow-up') return urgent ? targets.followUp.urgent : targets.followUp.standard;
  if (urgent) return targets.firstAdvice.urgent;
  return review ? targets.documentReview : targets.firstAdvice.standard;
}

const written = (at: number): string => new Date(at).toISOString();

/** When a round is due, at risk and long overdue. */
export function datesOf(told: Told, { calendar, targets, version }: Settings) {
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
