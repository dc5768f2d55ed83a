import { join } from 'node:path';
import { messageOf } from './cannot-start.ts';
import type { LogLine } from './functions.ts';
import type { State } from './state.ts';

/** What was written by whom: kept in memory for who asks, and in files where state is kept. */
export interface Log {
  write(functionName: string, line: string): void;
  /** Something of the runner's own failed. */
  failed(error: unknown): void;
  lines(): readonly LogLine[];
}

const kept = 20_000;

/** Opens the log: one file for each function, one called `local` for the runner itself. */
export function openLog(state: State): Log {
  const lines: LogLine[] = [];
  const write = (functionName: string, line: string) => {
    lines.push({ at: new Date().toISOString(), function: functionName, line });
    if (lines.length > kept) lines.splice(0, kept / 10);
    state.append(join('logs', `${functionName}.log`), line);
  };
  return { write, failed: (error) => write('local', messageOf(error)), lines: () => lines };
}
