import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Canned } from './canned.ts';
import type { Cost, Task } from './measured-process.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

/** What a child says next; its end is an error. */
function said<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((heard, failed) => {
    const ended = (code: number | null) => failed(new Error(`a measured process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      heard(message as Message);
    });
  });
}

/** A process that has loaded one handler. */
export type Measured = { cost(task: Task): Promise<Cost>; stop(): void };

/** Starts a process of its own for a handler, with this environment and nothing else. */
export async function measured(
  entry: string,
  environment: Record<string, string>,
  exported = 'handler',
): Promise<Measured> {
  const child = fork(scriptOf('measured-process'), [entry, exported], {
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await said(child);
  return {
    cost: async (task) => {
      const answer = said<{ cost?: Cost; error?: string }>(child);
      child.send(task);
      const { cost, error } = await answer;
      if (!cost) throw new Error(error ?? 'a measured process said nothing');
      return cost;
    },
    stop: () => child.disconnect(),
  };
}

/** Starts the process that answers as AWS did; `serve` says where the answers that a file holds are to be had. */
export function cannedAws(): { serve(file: string): Promise<string>; stop(): void } {
  const child = fork(scriptOf('canned'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    serve: async (file) => {
      const answer = said<{ port: number }>(child);
      const canned: Canned = { file };
      child.send(canned);
      return `http://127.0.0.1:${(await answer).port}`;
    },
    stop: () => child.disconnect(),
  };
}
