import { named } from '../../bench/cost.ts';
import type { Metered } from '../../bench/meter.ts';

/**
 * Is this done once a minute, whatever is asked? The settings are read, on the board what experts are called, and a
 * session's use is written: whether it falls on what is measured is chance, and no part of what that costs.
 */
export const keptAMinute = (call: Metered): boolean =>
  call.item === 'settings#current' ||
  named(call) === 'office Query Directory' ||
  (call.operation === 'UpdateItem' && call.traffic.some(({ key }) => key.startsWith('session#')));
