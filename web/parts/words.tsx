import type { Clock, ClockState } from '../../shared/clock.ts';
import type { Status, Urgency } from '../../shared/query.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

const tints = {
  'on-track': 'calm',
  'at-risk': 'warm',
  'due-today': 'warm',
  paused: 'calm',
  overdue: 'late',
  'long-overdue': 'late',
  met: 'good',
  missed: 'late',
} as const satisfies Record<ClockState, string>;

/** How the clock reads, in words; the tint only repeats them. */
export const ClockWords = ({ state, view }: { state: ClockState; view: View }) => (
  <span class={`tag ${tints[state]}`}>{textIn(view.locale)(`clock.${state}`)}</span>
);

/** Where a query stands, as its asker reads it. */
export function statusForAsker(status: Status, view: View, round: Clock['kind'] | false = false) {
  return textIn(view.locale)(round === 'follow-up' ? 'status.asker.follow-up' : `status.asker.${status}`);
}

/** Where a query stands, as experts and the secretariat read it. */
export const statusForDesk = (status: Status, view: View) => textIn(view.locale)(`status.desk.${status}`);

/** A mark on what is urgent or was asked to be; nothing on the rest. */
export const UrgencyMark = ({ level, view }: { level: Urgency['level']; view: View }) =>
  level === 'standard' ? null : (
    <span class={`tag ${level === 'granted' ? 'late' : 'calm'}`}>{textIn(view.locale)(`urgency.${level}`)}</span>
  );
