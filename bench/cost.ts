import type { Metered } from './meter.ts';
import { roundTrips } from './round-trips.ts';

/** What something costs: calls to AWS, the longest row of them that one invocation waits for, units, keys and mails. */
export type Cost = {
  calls: number;
  trips: Record<string, number>;
  read: number;
  write: number;
  kms: number;
  mails: number;
};

/** A call as a table of costs writes it: who called what, on which tables. */
export const named = ({ function: caller, service, operation, tables }: Metered): string =>
  [caller, service === 'dynamodb' ? operation : `${service} ${operation}`, ...tables].join(' ');

/** Each call with how often it was made. */
export function counted(calls: readonly Metered[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of calls.map(named).sort()) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

/** The calls of each invocation, by the function that was invoked. */
export function invocationsIn(calls: readonly Metered[]): { function: string; calls: Metered[] }[] {
  const all = [...Map.groupBy(calls, ({ invocation }) => invocation).values()];
  return all.map((some) => ({
    function: some.find((call) => call.function !== 'unsigned')?.function ?? 'unsigned',
    calls: some,
  }));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What these calls cost together. */
export function costOf(calls: readonly Metered[]): Cost {
  const trips: Record<string, number> = {};
  for (const one of invocationsIn(calls))
    trips[one.function] = Math.max(trips[one.function] ?? 0, roundTrips(one.calls));
  return {
    ...{ calls: calls.length, trips },
    read: sum(calls.map(({ read }) => read)),
    write: sum(calls.map(({ write }) => write)),
    kms: calls.filter(({ service }) => service === 'kms').length,
    mails: calls.filter(({ service }) => service === 'ses').length,
  };
}
