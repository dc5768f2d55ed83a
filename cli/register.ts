import { directory } from '../functions/lib/directory.ts';
import { registry } from '../functions/lib/registry.ts';
import { CannotRun, type Operator } from './operator.ts';

/** Whoever works from the command line, as the ledger names them. */
const actor = { id: 'setup', role: 'hub' } as const;

/** What an operator changes people with: the Directory, and the way in which the hub itself writes to it. */
export function registerOf({ dynamo, directoryTable, ledgerTable }: Operator) {
  if (!directoryTable)
    throw new CannotRun('Not set: DIRECTORY_TABLE. The outputs of the stack HubState say what it is.');
  const { commit } = registry(dynamo, { directory: directoryTable, ledger: ledgerTable });
  return {
    directory: directory(dynamo, directoryTable),
    commit: (change: Parameters<typeof commit>[0], now: string) => commit(change, { actor, now }),
  };
}
