import { type Clock, type ClockFacts, clockOf } from '../../shared/clock.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { roundsOf } from '../../shared/rounds.ts';
import { type Settings, settingsAt } from '../../shared/settings.ts';

/** What a ledger tells of the clock that its query waits by, or waited by last; undefined before sending. */
export const factsFrom = (entries: readonly LedgerEntry[]): ClockFacts | undefined => roundsOf(entries).at(-1)?.facts;

/** The same as a clock, by the settings in force when it stopped, or now. What a query caches must equal this. */
export function answeringClock(
  entries: readonly LedgerEntry[],
  history: readonly Settings[],
  now: string,
): Clock | undefined {
  const facts = factsFrom(entries);
  return facts && clockOf(facts, settingsAt(history, facts.stoppedAt ?? now));
}
