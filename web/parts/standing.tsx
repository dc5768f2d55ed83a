import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

const kinds = {
  active: { key: 'person.active', tint: 'good' },
  suspended: { key: 'person.suspended', tint: 'late' },
  'cannot-sign-in': { key: 'person.cannot-sign-in', tint: 'warm' },
  confirmed: { key: 'standing.confirmed', tint: 'good' },
  unconfirmed: { key: 'standing.unconfirmed', tint: 'warm' },
  expired: { key: 'standing.expired', tint: 'late' },
  'runs-out': { key: 'standing.runs-out', tint: 'warm' },
} as const;

/** How a person or an institution stands, in words; the tint only repeats them. */
export const Standing = ({ of, view }: { of: keyof typeof kinds; view: View }) => (
  <span class={`tag ${kinds[of].tint}`}>{textIn(view.locale)(kinds[of].key)}</span>
);
