import type { Fault } from '../../shared/ledger.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

function wordsFor({ where, wrong, number }: Fault, view: View) {
  const t = textIn(view.locale);
  if (where === 'signpost') return t('ledger.signpost-false');
  if (wrong === 'hidden') return t('ledger.anchor-hidden', { number });
  if (where === 'entry') return t(`ledger.fault-${wrong}`, { number });
  return t(wrong === 'missing' || wrong === 'truncated' ? 'ledger.anchor-missing' : 'ledger.anchor-false', { number });
}

/** What is wrong with a ledger or a signature on it, each fault by its number. */
export const Faults = ({ faults, view }: { faults: readonly Fault[]; view: View }) => (
  <ul class="plain">
    {faults.map((fault) => (
      <li key={`${fault.where} ${fault.number}`}>
        <strong>{wordsFor(fault, view)}</strong>
      </li>
    ))}
  </ul>
);
