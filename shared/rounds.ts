import { type ClockFacts, extended, hastened, paused, resumed, started, stopped } from './clock.ts';
import type { EventCode } from './events.ts';
import type { LedgerEntry } from './ledger.ts';

/** How a clock came to its end: what it measures was done, or was no longer asked for. */
export type Outcome = 'running' | 'done' | 'ended';

/** Tells whether an entry is one of these. */
export const among =
  (...codes: EventCode[]) =>
  ({ code }: LedgerEntry): boolean =>
    codes.includes(code);

/** The asker asks for more after an answer. */
export const asksAgain = among('follow-up-asked', 'reopened');
/** Whatever runs ends without an answer. */
export const ends = among('not-advised', 'referred', 'withdrawn', 'closed');
/** What an event does to the clock that runs. */
function afterwards(running: ClockFacts, entry: LedgerEntry): ClockFacts {
  const { code, at, details } = entry;
  if (code === 'information-asked') return paused(running, at, 'reply');
  if (code === 'paused') return paused(running, at, 'wish');
  if (code === 'information-given' || code === 'resumed') return resumed(running, at);
  if (code === 'extended') return extended(running, at, details.dueOn);
  if (code === 'urgency-granted') return hastened(running);
  return code === 'answered' || ends(entry) ? stopped(running, at) : running;
}

type Round = { facts: ClockFacts; outcome: Outcome };

/** The rounds of a query: the first advice, then each follow-up or reopening; only the last can be running. */
export function roundsOf(entries: readonly LedgerEntry[]): Round[] {
  const rounds: Round[] = [];
  const isUrgent = (until: number) => entries.slice(0, until).some(among('urgency-granted'));
  for (const [index, entry] of entries.entries()) {
    const last = rounds.at(-1);
    if (last?.outcome === 'running') {
      const facts = afterwards(last.facts, entry);
      const outcome = entry.code === 'answered' ? 'done' : 'ended';
      rounds[rounds.length - 1] = { facts, outcome: facts.stoppedAt ? outcome : 'running' };
    } else if (last && asksAgain(entry)) {
      const asked = { requestKind: last.facts.requestKind, urgent: isUrgent(index) };
      rounds.push({ facts: started('follow-up', entry.at, asked), outcome: 'running' });
    } else if (!last && (entry.code === 'submitted' || entry.code === 'held')) {
      const asked = { requestKind: entry.details.requestKind, urgent: false };
      rounds.push({ facts: started('first-advice', entry.at, asked), outcome: 'running' });
    }
  }
  return rounds;
}
